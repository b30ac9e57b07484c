"""Testing: a condition for one cell of the table of coverage: an operator, a kind of operand, how many operators above.

Random conditions leave cells empty for long: some operands are rare, and rarer deep down. What is made here need not be
valid: a cell that the language has no condition for is told by the error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from weave_query.testing.coverage import Cell, kind_of
from weave_query.testing.strategies.documents import Json
from weave_query.testing.strategies.known import ELEMENT, Field, Scope, Vocabulary
from weave_query.testing.strategies.likely import TIMES, is_time
from weave_query.testing.strategies.spelling import DOCUMENTS

_ELEMENTS = ("$anyElement", "$allElements")
_FRONT = 24


def condition_for(cell: Cell, known: Vocabulary, chance: Random) -> Json:
    """A condition in which the operator of `cell` has an operand of its kind, below so many operators."""
    return _Maker(known, chance).condition(cell)


class _Maker:
    def __init__(self, known: Vocabulary, chance: Random) -> None:
        self.known = known
        self.chance = chance
        self.scope = known.calls

    def condition(self, cell: Cell) -> Json:
        """The condition for a cell."""
        if cell.operator == "$feedback":
            return self._about_feedback(cell)
        made = self._use(cell.operator, self._operand(cell.kind))
        needs_element = cell.kind == "element" and cell.operator not in _ELEMENTS
        for above in range(cell.above, 0, -1):
            if needs_element and above == 1:
                return {self.chance.choice(_ELEMENTS): {"input": self._array(), "where": made}}
            made = self._above(made, connectives=cell.kind == "set")
        return made

    def _about_feedback(self, cell: Cell) -> Json:
        rows = self.chance.choice([each for each in self.known.sets if each.row is not None] or [None])
        if rows is not None and rows.row is not None:
            self.scope = rows.row
        made: Json = {"$feedback": {"type": rows.type if rows else "*", "where": self._operand(cell.kind)}}
        self.scope = self.known.calls
        for _ in range(cell.above):
            made = self._above(made, connectives=True)
        return made

    def _above(self, made: Json, *, connectives: bool) -> Json:
        """One operator more: a connective, or one that takes any value."""
        ways: list[Callable[[], Json]] = [
            lambda: {"$not": [made]},
            lambda: {self.chance.choice(("$and", "$or")): self._shuffled(made, self._comparison())},
        ]
        if not connectives:
            ways += [
                lambda: {"$eq": [made, {"$literal": True}]},
                lambda: {"$ifNull": [made, {"$literal": self.chance.choice((True, 1, "a"))}]},
                lambda: {"$convert": {"input": made, "to": self.chance.choice(("bool", "exists", "string"))}},
            ]
        return self.chance.choice(ways)()

    def _use(self, name: str, operand: Json) -> Json:
        chance = self.chance
        match name:
            case "$convert":
                return {name: {"input": operand, "to": chance.choice(("string", "double", "int", "bool", "exists"))}}
            case "$size" | "$type":
                return {name: operand}
            case "$not":
                return {name: [operand]}
            case "$and" | "$or":
                return {name: self._shuffled(operand, self._comparison())}
            case "$in":
                literals = [self._beside(operand) for _ in range(chance.randint(1, 3))]
                return {name: [operand, literals] if chance.random() < 0.8 else [self._path(), [*literals, operand]]}
            case "$contains":
                needle = {"$literal": str(self._literal())[:2]}
                pair = (operand, needle) if chance.random() < 0.7 else (self._path(), operand)
                return {name: dict(zip(("input", "substr"), pair, strict=True))}
            case "$regexMatch":
                return {name: {"input": operand, "regex": chance.choice(("a", "^[0-9]", ".", "e$"))}}
            case "$anyElement" | "$allElements":
                where = {chance.choice(("$eq", "$ne", "$gt")): [{"$getField": ELEMENT}, self._literal()]}
                if chance.random() < 0.5 or (isinstance(operand, dict) and _is_element(operand)):
                    return {name: {"input": self._array(), "where": operand}}
                return {name: {"input": operand, "where": where}}
            case "$add" | "$subtract" | "$multiply" | "$divide":
                return {name: self._shuffled(operand, {"$literal": chance.choice((1, 2, 0.5))})}
            case "$startsWith" | "$endsWith":
                return {name: [operand, {"$literal": str(self._literal())[:1]}]}
            case _:
                return {name: self._shuffled(operand, self._beside(operand))}

    def _operand(self, kind: str) -> Json:
        chance, scope = self.chance, self.scope
        match kind:
            case "document":
                return {"$getField": chance.choice(DOCUMENTS)}
            case "element":
                return self._one_of(self.known.elements.paths)
            case "column" | "step" | "time" | "list" | "derived":
                name = kind if kind == "derived" else f"{kind}s"
                # Of one feedback there is no such field: asking for that of a call is an error.
                return self._one_of(getattr(scope, name) or getattr(self.known.calls, name))
            case "set":
                return self._one_of([field for rows in self.known.sets for field in rows.fields.paths])
            case "text" | "number" | "boolean":
                return {"$literal": self._literal(kind)}
            case "empty text":
                return {"$literal": ""}
            case "null":
                return {"$literal": None}
            case "value":
                return self._use(chance.choice(("$convert", "$size", "$type", "$ifNull", "$add")), self._path())
            case "condition":
                return self._comparison()
            case _:
                return self._path()

    def _path(self) -> Json:
        return self._one_of(self.scope.paths)

    def _array(self) -> Json:
        return self._one_of(_arrays(self.scope) or _arrays(self.known.calls))

    def _one_of(self, fields: Sequence[Field]) -> Json:
        """One of the likeliest fields; where there is none, one that no request may ask for here."""
        return (self.chance.choice(fields[:_FRONT]) if fields else Field(ELEMENT)).json

    def _comparison(self) -> Json:
        field = self.chance.choice(self.scope.paths[:_FRONT])
        literal = self.chance.choice(field.values) if field.values else self._literal()
        return {self.chance.choice(("$eq", "$gt", "$lt", "$ne")): [field.json, {"$literal": literal}]}

    def _literal(self, kind: str | None = None) -> Json:
        """A scalar that some row has, of one kind or of any."""
        found = (*self.known.scalars, True, False, 1, "a")
        return self.chance.choice([value for value in found if kind is None or kind_of(value) == kind])

    def _beside(self, operand: Json) -> Json:
        """A literal to compare an operand with."""
        return {"$literal": self.chance.choice(TIMES) if is_time(operand) else self._literal()}

    def _shuffled(self, *items: Json) -> list[Json]:
        return self.chance.sample(items, len(items))


def _arrays(scope: Scope) -> list[Field]:
    return [*scope.arrays, *scope.lists]


def _is_element(operand: dict[str, Json]) -> bool:
    path = operand.get("$getField")
    return (path if isinstance(path, str) else (path or [""])[0]).split(".")[0] == ELEMENT
