"""Room 3: what the user wrote becomes what it means. `Expr` without values in, `BoundExpr` out.

All semantics are settled here. Negation is pushed to the leaves, which is exact because every predicate is two-valued;
a leaf that may be null becomes `Definite` there and nowhere else, since at the top of WHERE null already selects
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import assert_never, get_args

from weave_query.binding.arithmetic import fold
from weave_query.binding.choose import first_of, kind_of
from weave_query.binding.compare import EQ, any_of, compare_literal, compare_values
from weave_query.binding.contains import contains_literal, contains_value
from weave_query.binding.convert import ZERO, convert, size
from weave_query.binding.fields import field_value
from weave_query.binding.member import member_of_literals
from weave_query.binding.nodes import (
    FALSE,
    TRUE,
    AnyElement,
    AnyRow,
    BoundAnd,
    BoundExpr,
    BoundOr,
    Compare,
    Constant,
    Definite,
    ElementRef,
    JsonArray,
    JsonReading,
    JsonRef,
    Match,
    MatchKind,
    Negate,
    Param,
)
from weave_query.binding.origins import tell
from weave_query.binding.sets import is_set, set_value, sets_of, without_absence
from weave_query.binding.sharing import Sharing
from weave_query.binding.values import (
    MISSING,
    Members,
    Place,
    Value,
    boolean_value,
    document_value,
    literal_operand,
    string_value,
)
from weave_query.catalogue.fields import FEEDBACK_ROW_FIELDS, Catalogue
from weave_query.catalogue.sets import RowSet, feedback_of, is_set_valued, set_field
from weave_query.errors import (
    InternalError,
    Location,
    RequestError,
    TypeMismatchError,
    UnknownFieldError,
    UnsupportedError,
    WeaveQueryError,
    raise_all,
    shown,
)
from weave_query.literals import Kind, LiteralReading, Spelling, shape_of
from weave_query.syntax import expr as ast
from weave_query.syntax.paths import FieldPath
from weave_query.types import JSON, STRING, ArrayType


def bind(expr: ast.Expr, catalogue: Catalogue) -> BoundExpr:
    """Bind a predicate. Raises the first error with the others hung on it: UnknownFieldError, TypeMismatchError; and
    TypeError for what is no predicate."""
    if not isinstance(expr, get_args(ast.Expr)):
        raise TypeError(
            "`bind` takes a predicate whose literals have moved out, `resolve(request).shape.predicate`; this is a "
            f"`{type(expr).__name__}`"
        )
    binder = Binder(catalogue)
    bound = binder.predicate(expr)
    # A condition on elements is bound anew for each array that its input may be; its mistakes are told once.
    raise_all(list({str(error): error for error in binder.errors}.values()))
    return bound


class Binder:
    """One binding. It goes on after a mistake, so that `errors` has them all."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.errors: list[WeaveQueryError] = []
        self._numbers = count(1)
        self._sharing: Sharing | None = None
        self._elements: list[ElementRef] = []
        self._rows: RowSet | None = None

    def predicate(self, expr: ast.Expr, *, negate: bool = False) -> BoundExpr:
        """The predicate, or its complement. The result may be null only where null means false."""
        match expr:
            case ast.And() | ast.Or():
                items = tuple(self.predicate(item, negate=negate) for item in expr.items)
                return BoundAnd(items) if isinstance(expr, ast.And) is not negate else BoundOr(items)
            case ast.Not():
                return self.predicate(expr.item, negate=not negate)
            case ast.Comparison(op=ast.ComparisonOp.NE):
                equal = ast.Comparison(EQ, expr.left, expr.right, expr.at)
                return self.predicate(equal, negate=not negate)
            case _:
                leaf = self._leaf(expr)
                return tell(complement(leaf), expr.at) if negate else leaf

    def _leaf(self, expr: ast.Expr) -> BoundExpr:
        """A predicate that is none of others. What it computes several times is named in it, or, where it stands in an
        operand, in the predicate around it."""
        return tell(self._leaf_of(expr), expr.at)

    def _leaf_of(self, expr: ast.Expr) -> BoundExpr:
        if isinstance(expr, ast.AnyFeedback):
            return self._any_feedback(expr)
        if self._rows is None and self.catalogue.table == "calls" and (fields := tuple(sets_of(expr))):
            return self._any_row(expr, fields)
        if self._sharing is not None:
            return self._test(expr)
        self._sharing = Sharing(self._numbers)
        try:
            return self._sharing.settled(self._test(expr))
        finally:
            self._sharing = None

    def _any_row(self, expr: ast.Expr, fields: Sequence[ast.GetField]) -> BoundExpr:
        """Some row of a set satisfies the predicate. Beside null and, of the field itself, beside the empty text, what
        counts is that no row has a value."""
        if isinstance(expr, ast.In) and not (len(expr.choices) == 1 and isinstance(expr.choices[0], ast.SlotList)):
            return any_of([self._leaf(each) for each in _equalities(expr)])
        try:
            rows = self._set_of(fields)
        except (RequestError, UnsupportedError) as error:
            self.errors.append(error)
            return FALSE
        around = self._rows, self._sharing, self._elements
        self._rows, self._sharing, self._elements = rows, None, []
        try:
            where, operand = _without_null(expr)
            parts: list[BoundExpr] = [AnyRow(rows, self.predicate(where))] if where is not None else []
            if operand is not None:
                unset = ast.Comparison(EQ, operand, ast.Slot(0, shape_of(None)), expr.at)
                parts.append(Negate(AnyRow(rows, self.predicate(unset, negate=True))))
            return any_of(parts)
        finally:
            self._rows, self._sharing, self._elements = around

    def _any_feedback(self, expr: ast.AnyFeedback) -> BoundExpr:
        """Some feedback satisfies a condition on its own fields."""
        if self._rows is not None or self.catalogue.table != "calls":
            self.errors.append(TypeMismatchError("`$feedback` is about a call, and stands in no other row", at=expr.at))
            return FALSE
        row = Binder(FEEDBACK_ROW_FIELDS)
        row.errors, row._numbers = self.errors, self._numbers
        return AnyRow(feedback_of(expr.type), row.predicate(expr.where))

    def _set_of(self, fields: Sequence[ast.GetField]) -> RowSet:
        """The one set that the fields of a predicate are of."""
        first, *others = (set_field(field.path, field.at).rows for field in fields)
        for field, rows in zip(fields[1:], others, strict=True):
            if rows != first:
                raise _two_sets(first, rows, field.at)
        return first

    def _test(self, expr: ast.Expr) -> BoundExpr:
        try:
            match expr:
                case ast.Comparison():
                    return self._comparison(expr)
                case ast.In():
                    return self._in(expr)
                case ast.Contains():
                    return self._contains(expr)
                case ast.StartsWith():
                    return self._starts_with(expr)
                case ast.EndsWith():
                    return self._ends_with(expr)
                case ast.RegexMatch():
                    return self._regex_match(expr)
                case ast.AnyElement() | ast.AllElements():
                    return self._elements_of(expr)
                case _:
                    return truth(self.operand(expr))
        except (RequestError, UnsupportedError) as error:
            self.errors.append(error)
            return FALSE

    def _comparison(self, expr: ast.Comparison) -> BoundExpr:
        op, left, right = expr.op, expr.left, expr.right
        if isinstance(left, ast.Slot) and not isinstance(right, ast.Slot):
            op, left, right = op.mirrored, right, left
        value = self.operand(left)
        if isinstance(right, ast.Slot):
            if is_set(left):
                value = without_absence(value)
            if isinstance(left, ast.Slot) and left.shape.kind.value == "null":
                return compare_literal(op.mirrored, self.operand(right), left)
            return compare_literal(op, value, right)
        return compare_values(op, value, self.operand(right))

    def _in(self, expr: ast.In) -> BoundExpr:
        value = self.operand(expr.item)
        if is_set(expr.item):
            value = without_absence(value)
        parts: list[BoundExpr] = []
        for choice in expr.choices:
            if isinstance(choice, ast.SlotList):
                parts.append(member_of_literals(value, choice))
            elif isinstance(expr.item, ast.Slot):
                parts.append(compare_literal(EQ, self.operand(choice), expr.item))
            else:
                parts.append(compare_values(EQ, value, self.operand(choice)))
        return any_of(parts)

    def _contains(self, expr: ast.Contains) -> BoundExpr:
        value = self.operand(expr.input)
        if isinstance(expr.substr, ast.Slot):
            return contains_literal(value, expr.substr, self.shared, folded=expr.case_insensitive)
        return contains_value(value, self.operand(expr.substr), self.shared)

    def _starts_with(self, expr: ast.StartsWith) -> BoundExpr:
        text = self.operand(expr.input).string
        return any_of([self._prefix(text, prefix) for prefix in expr.prefixes])

    def _prefix(self, text: BoundExpr | None, prefix: ast.Expr) -> BoundExpr:
        if isinstance(prefix, ast.SlotList):
            needles = Param(prefix.index, LiteralReading.TEXTS, ArrayType(STRING))
            return Match(MatchKind.ANY_PREFIX, text, needles) if text is not None else FALSE
        needle = self.operand(prefix).string
        return Match(MatchKind.PREFIX, text, needle) if text is not None and needle is not None else FALSE

    def _ends_with(self, expr: ast.EndsWith) -> BoundExpr:
        text, suffix = self.operand(expr.input).string, self.operand(expr.suffix).string
        return Match(MatchKind.SUFFIX, text, suffix) if text is not None and suffix is not None else FALSE

    def _regex_match(self, expr: ast.RegexMatch) -> BoundExpr:
        text = self.operand(expr.input).string
        if text is None or not isinstance(expr.regex, ast.Slot):
            return FALSE
        reading = LiteralReading.FOLDED_REGEX if expr.case_insensitive else LiteralReading.REGEX
        return Match(MatchKind.REGEX, text, Param(expr.regex.index, reading, STRING))

    def _elements_of(self, expr: ast.AnyElement | ast.AllElements) -> BoundExpr:
        """Over the members of a list column, or over the array wherever the value may have one."""
        value = self.operand(expr.input)
        parts = [self._elements_at(expr, place) for place in value.places]
        parts += [self._members(expr, items) for items in value.items]
        if not parts:
            # Mistakes in the condition are told all the same.
            self._where(expr, ElementRef(JSON))
        return any_of(parts)

    def _members(self, expr: ast.AnyElement | ast.AllElements, items: Members) -> BoundExpr:
        found = AnyElement(items.column, self._where(expr, ElementRef(STRING)))
        test = found if isinstance(expr, ast.AnyElement) else Negate(found)
        return test if items.guard is None else BoundAnd((items.guard, test))

    def _elements_at(self, expr: ast.AnyElement | ast.AllElements, place: Place) -> BoundExpr:
        found = AnyElement(JsonArray(place.document, place.path), self._where(expr, ElementRef(JSON)))
        conditions: list[BoundExpr] = [found]
        if isinstance(expr, ast.AllElements):
            kind = JsonRef(place.document, place.path, JsonReading.KIND)
            conditions = [Compare(EQ, kind, Constant("array", STRING)), Negate(found)]
        if place.guard is not None:
            conditions.insert(0, place.guard)
        return conditions[0] if len(conditions) == 1 else BoundAnd(tuple(conditions))

    def _where(self, expr: ast.AnyElement | ast.AllElements, element: ElementRef) -> BoundExpr:
        """What some element must satisfy: the condition, or for all elements its complement."""
        self._elements.append(element)
        around, self._sharing = self._sharing, None
        try:
            where = self.predicate(expr.where, negate=isinstance(expr, ast.AllElements))
        finally:
            self._elements.pop()
            self._sharing = around
        return definite(where)

    def _element(self, expr: ast.Element) -> Value:
        if not self._elements and self._rows is not None:
            raise TypeMismatchError(
                f"`$$this` is not compared with the rows of `{self._rows.table}`: write conditions on each of them",
                at=expr.at,
            )
        if not self._elements:
            raise UnknownFieldError(
                "`$$this` is an element, and stands only in the `where` of `$anyElement` and `$allElements`", at=expr.at
            )
        element = self._elements[-1]
        if element.type is JSON:
            return document_value(element, expr.segments)
        return replace(string_value(element, field=True), lenient=True) if not expr.segments else MISSING

    @property
    def shared(self) -> Sharing:
        """The named values of the predicate that is being bound."""
        if self._sharing is None:
            raise InternalError("an operand is bound outside of a predicate")
        return self._sharing

    def _field(self, expr: ast.GetField) -> Value:
        if self._rows is not None and is_set_valued(expr.path):
            found = set_field(expr.path, expr.at)
            if found.rows != self._rows:
                raise _two_sets(self._rows, found.rows, expr.at)
            return set_value(found)
        try:
            return field_value(expr.path, self.catalogue, expr.at)
        except UnknownFieldError as error:
            if self._elements:
                error.hint = f"{error.hint}; {_of_element(expr.path)}" if error.hint else _of_element(expr.path)
            raise

    def operand(self, expr: ast.Expr) -> Value:
        """An operand as a value. A predicate is a boolean, never null."""
        match expr:
            case ast.GetField():
                return self._field(expr)
            case ast.Slot():
                return literal_operand(expr)
            case ast.Convert():
                return convert(self.operand(expr.input), expr.to, self.shared)
            case ast.Size():
                return size(self.operand(expr.input), self.shared)
            case ast.Element():
                return self._element(expr)
            case ast.TypeOf():
                return string_value(self.shared.name(kind_of(self.operand(expr.input))))
            case ast.IfNull():
                return first_of([self.operand(item) for item in expr.items], self.shared)
            case ast.Arithmetic():
                return fold(expr.op, [self.operand(item) for item in expr.items], self.shared)
            case ast.Literal() | ast.TextList() | ast.SlotList():
                raise InternalError("a literal reached binding without its slot", at=expr.at)
            case (
                ast.And()
                | ast.Or()
                | ast.Not()
                | ast.Comparison()
                | ast.In()
                | ast.Contains()
                | ast.StartsWith()
                | ast.EndsWith()
                | ast.RegexMatch()
                | ast.AnyElement()
                | ast.AllElements()
                | ast.AnyFeedback()
            ):
                return boolean_value(self.shared.name(definite(self.predicate(expr))))
            case _:
                assert_never(expr)


def _two_sets(first: RowSet, second: RowSet, at: Location) -> TypeMismatchError:
    return TypeMismatchError(
        f"one predicate asks for the rows of {shown(str(first))} and of {shown(str(second))}",
        at=at,
        hint="`$and` joins predicates about different rows",
    )


def _equalities(expr: ast.In) -> list[ast.Expr]:
    """`$in` as predicates about rows of their own: one for each choice that is no literal, one for all literals."""
    found: list[ast.Expr] = []
    for choice in expr.choices:
        if isinstance(choice, ast.SlotList):
            found.append(ast.In(expr.item, (choice,), expr.at))
        else:
            found.append(ast.Comparison(EQ, expr.item, choice, expr.at))
    return found


def _without_null(expr: ast.Expr) -> tuple[ast.Expr | None, ast.Expr | None]:
    """What of an equality some row has to satisfy, and the operand that no row may have a value of, if either is."""
    match expr:
        case ast.Comparison(op=ast.ComparisonOp.EQ, left=ast.Slot() as literal, right=operand):
            return _parts(expr, operand, literal.shape.kind is Kind.NULL, literal.shape.spelling is Spelling.EMPTY)
        case ast.Comparison(op=ast.ComparisonOp.EQ, left=operand, right=ast.Slot() as literal):
            return _parts(expr, operand, literal.shape.kind is Kind.NULL, literal.shape.spelling is Spelling.EMPTY)
        case ast.In(item=operand, choices=(ast.SlotList() as literals,)):
            shapes = frozenset(shape for shape in literals.shapes if shape.kind is not Kind.NULL)
            empty = any(shape.spelling is Spelling.EMPTY for shape in shapes)
            others = ast.In(operand, (ast.SlotList(literals.index, shapes, literals.at),), expr.at)
            where, unset = _parts(others, operand, False, empty)
            return where if shapes else None, operand if shapes != literals.shapes else unset
        case _:
            return expr, None


def _parts(expr: ast.Expr, operand: ast.Expr, null: bool, empty: bool) -> tuple[ast.Expr | None, ast.Expr | None]:
    if null:
        return None, operand
    return expr, operand if empty and is_set(operand) else None


def _of_element(path: FieldPath) -> str:
    """What may have been meant by a field that there is not, in a condition on elements."""
    inside = [step for step in str(path).split(".") if step != "$this"]
    steps = "".join(f'["{step}"]' for step in inside)
    return f"what is in the element is {shown('.'.join(('$$this', *inside)))}, in Python {shown(f'lambda x: x{steps}')}"


def definite(predicate: BoundExpr) -> BoundExpr:
    """The predicate made two-valued."""
    return Definite(predicate) if predicate.nullable else predicate


def complement(predicate: BoundExpr) -> BoundExpr:
    """True exactly where the predicate is not."""
    if isinstance(predicate, Constant):
        return FALSE if predicate.value else TRUE
    return Negate(definite(predicate))


def truth(value: Value) -> BoundExpr:
    """An operand as a condition: not missing, null, false or 0. Lists are present."""
    if value.literal is None and value.boolean is not None and value.string is None and value.float is None:
        return value.boolean
    parts: list[BoundExpr] = []
    if value.absent is not None:
        parts.append(complement(value.absent))
    if value.boolean is not None:
        parts.append(not_false(value.boolean))
    if value.float is not None:
        parts.append(complement(Compare(EQ, value.float, ZERO)))
    if not parts:
        return TRUE
    return parts[0] if len(parts) == 1 else BoundAnd(tuple(parts))


def not_false(boolean: BoundExpr) -> BoundExpr:
    """True where the boolean is true or null."""
    return complement(Negate(boolean)) if boolean.nullable else boolean
