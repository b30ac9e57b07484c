"""Completion: where the cursor stands, told by the tokens before it: the path before a dot, what is compared, the
elements and the feedback around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from weave_query.catalogue.fields import CALL_FIELDS
from weave_query.completion.observed import Node, Observed, counted, walked
from weave_query.completion.telling import Total
from weave_query.errors import WeaveQueryError
from weave_query.syntax.expr import Element, GetField
from weave_query.syntax.paths import FieldPath, Segment
from weave_query.syntax.text import parse_text
from weave_query.syntax.text.expected import Word

_COMPUTED = "summary.weave."
_STEPS = frozenset({"KEY", "QUOTED", "STRING", "INTEGER", "DOT", "LSQB", "RSQB", "STAR"})
_COMPARING = frozenset({"COMPARISON", "CONTAINS", "ICONTAINS", "WITH", "MATCHES", "IMATCHES"})


@dataclass(frozen=True, slots=True)
class Place:
    """path: before a dot or a bracket at the cursor. compared: what a value at the cursor is compared with. operand:
    what ends at the cursor, so that an operator may follow. type_of_feedback: is it the place of one? elements: the
    names of elements around it, the innermost last. lists: what these are of. in_feedback: is it within a condition on
    feedback, and of which type? `*` is any."""

    path: FieldPath | None = None
    compared: FieldPath | None = None
    elements: tuple[str, ...] = ()
    lists: tuple[FieldPath | None, ...] = ()
    in_feedback: str | None = None
    operand: FieldPath | None = None
    type_of_feedback: bool = False

    def node(self, observed: Observed) -> Node | None:
        """What is seen at the path."""
        return self._seen(self.path, observed)

    def compared_node(self, observed: Observed) -> Node | None:
        """What is seen at what is compared."""
        return self._seen(self.compared, observed)

    def operand_node(self, observed: Observed) -> Node | None:
        """What is seen at what an operator may follow."""
        return self._seen(self.operand, observed)

    def members(self, path: FieldPath, observed: Observed) -> list[tuple[str, Node]]:
        """The keys that are seen at a path, the most frequent first; in feedback of any type those of all types."""
        if path.qualifier == "*" or self.in_feedback == "*":
            nodes = self._nodes_of_types(path, observed)
        else:
            nodes = [self._seen(path, observed)]
        found: dict[str, Node] = {}
        for node in nodes:
            for key, member in node.members.items() if node is not None else ():
                if key not in found or found[key].rows < member.rows:
                    found[key] = member
        return sorted(found.items(), key=lambda each: -each[1].rows)

    def _nodes_of_types(self, path: FieldPath, observed: Observed) -> list[Node | None]:
        """What is seen at a path into feedback, in that of each type."""
        if path.qualifier is not None:
            return [self._seen(FieldPath(path.root, path.segments, type), observed) for type in observed.feedback]
        return [replace(self, in_feedback=type)._seen(path, observed) for type in observed.feedback]

    def total(self, path: FieldPath | None, observed: Observed) -> Total:
        """Of how many rows, or elements, what is seen at a path is."""
        calls = Total(observed.calls or 0)
        if path is None:
            return calls
        if path.root in self.elements:
            items = self._outer(path.root)._seen(self.lists[self.elements.index(path.root)], observed)
            return _within(items.elements if items is not None else None, path.segments, "elements", calls)
        if path.qualifier is not None or self.in_feedback is not None:
            type = path.qualifier or self.in_feedback
            nodes = [node for name, node in observed.feedback.items() if type in ("*", name)]
            rows = Total(sum(node.rows for node in nodes), "rows of such feedback")
            below = path.segments[1:] if path.qualifier is not None else path.segments
            return _within(nodes[0], below, rows.noun, rows) if len(nodes) == 1 else rows
        return _within(observed.columns.get(path.root), path.segments, calls.noun, calls)

    def _outer(self, element: str) -> Place:
        place = self.elements.index(element)
        return Place(elements=self.elements[:place], lists=self.lists[:place], in_feedback=self.in_feedback)

    def _seen(self, path: FieldPath | None, observed: Observed) -> Node | None:
        if path is None:
            return None
        if path.root in self.elements:
            items = self._outer(path.root)._seen(self.lists[self.elements.index(path.root)], observed)
            return walked(items.elements if items is not None else None, path.segments)
        if path.qualifier is not None:
            is_payload = path.segments[:1] == (Segment("payload"),)
            return observed.payload(path.qualifier, path.segments[1:]) if is_payload else None
        if self.in_feedback is not None:
            if path.root == "feedback_type" and not path.segments:
                return counted((name, node.rows) for name, node in observed.feedback.items())
            return observed.payload(self.in_feedback, path.segments) if path.root == "payload" else None
        derived = CALL_FIELDS.fields.get(str(path))
        if derived is not None:
            for name in (derived.name, *derived.aliases):
                if name in observed.computed:
                    return observed.computed[name]
        if derived is not None and derived.name.startswith(_COMPUTED):
            # Answers have them in the summary.
            return observed.at("summary", (Segment("weave"), Segment(derived.name.removeprefix(_COMPUTED))))
        return observed.at(path.root, path.segments)


def _within(node: Node | None, segments: Sequence[Segment], noun: str, above: Total) -> Total:
    """The total below steps: where they go into a list, its elements."""
    total = Total(node.rows, noun) if noun == "elements" and node is not None else above
    for segment in segments:
        if node is None:
            break
        below = node.below(segment)
        if below is not None and below is node.elements:
            total = Total(below.rows, "elements")
        node = below
    return total


def place_of(before: Sequence[Word]) -> Place:
    """The place behind some tokens."""
    elements, lists, feedback = _around(before)
    if feedback is None and before and before[0].type == "FEEDBACK":
        feedback = "*"
    last = before[-1] if before else None
    path = compared = operand = None
    if last is not None and last.type == "LPAR" and len(before) > 1 and before[-2].text == "has_feedback":
        return Place(elements=elements, lists=lists, in_feedback=feedback, type_of_feedback=True)
    if last is not None and last.type in ("DOT", "LSQB"):
        path = _path_before(before, len(before) - 1)
    elif last is not None and last.type in _COMPARING:
        is_two = last.type == "WITH"
        at = len(before) - (2 if is_two else 1)
        compared = _path_before(before, at - (1 if at and before[at - 1].type == "NOT" else 0))
    elif (opened := _opened_list(before)) is not None:
        compared = _path_before(before, opened)
    else:
        operand = _path_before(before, len(before))
    return Place(path, compared, elements, lists, feedback, operand)


def _opened_list(before: Sequence[Word]) -> int | None:
    """Where `in (` begins, when the cursor is in its list."""
    place = len(before) - 1
    while place >= 0 and before[place].type in ("STRING", "NUMBER", "COMMA", "TRUE", "FALSE", "NULL"):
        place -= 1
    if place < 1 or before[place].type != "LPAR" or before[place - 1].type != "IN":
        return None
    if before[-1].type not in ("LPAR", "COMMA"):
        return None
    return place - 1 - (1 if place >= 2 and before[place - 2].type == "NOT" else 0)


def _path_before(before: Sequence[Word], end: int) -> FieldPath | None:
    """The path that ends before a token."""
    begin = end
    while begin > 0 and before[begin - 1].type in _STEPS:
        begin -= 1
    if begin > 0 and before[begin - 1].type in ("NAME", "THIS"):
        begin -= 1
    if begin == end:
        return None
    try:
        found = parse_text("".join(each.text for each in before[begin:end]))
    except WeaveQueryError:
        return None
    if isinstance(found, Element):
        return FieldPath("$$this", found.segments)
    return found.path if isinstance(found, GetField) else None


def _around(before: Sequence[Word]) -> tuple[tuple[str, ...], tuple[FieldPath | None, ...], str | None]:
    """The elements and the feedback of the conditions that are open."""
    open_: list[tuple[str, FieldPath | None] | str | None] = []
    for number, word in enumerate(before):
        if word.type == "RPAR" and open_:
            open_.pop()
        elif word.type == "LPAR":
            open_.append(_opener(before, number))
    elements = [each for each in open_ if isinstance(each, tuple)]
    feedback = next((each for each in reversed(open_) if isinstance(each, str)), None)
    return tuple(name for name, _ in elements), tuple(path for _, path in elements), feedback


def _opener(before: Sequence[Word], number: int) -> tuple[str, FieldPath | None] | str | None:
    """What a parenthesis opens: an element with its list, the type of a feedback, or neither."""
    function = before[number - 1] if number else None
    where = next((at for at in range(number, len(before)) if before[at].type == "WHERE"), None)
    if function is None or where is None:
        return None
    if function.type in ("ANY", "ALL") and where - number >= 4:
        return before[number + 1].text, _path_before(before, where)
    if function.text == "has_feedback" and where == number + 2:
        return before[number + 1].text[1:-1]
    return None
