"""Lint: how far a path goes into the payloads of feedback that were seen, and what may be meant by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from weave_query.completion.observed import Node, Observed
from weave_query.lint.seen import nearest_name
from weave_query.syntax.expr import Comparison, ComparisonOp, Expr, GetField, Literal
from weave_query.syntax.paths import Segment
from weave_query.syntax.walk import conjuncts

Segments = tuple[Segment, ...]
_FEW = 5
_DEEPEST = 6
_SCALARS = {"string", "number", "bool", "null"}


def payloads_of(type: str | None, observed: Observed) -> list[Node]:
    """Those of a type that was seen, or of all."""
    return [observed.feedback[type]] if type is not None else list(observed.feedback.values())


def only_type(conditions: Sequence[Expr], observed: Observed) -> str | None:
    """The type that a condition on feedback asks for, of those that were seen."""
    for each in (part for condition in conditions for part in conjuncts(condition)):
        match each:
            case Comparison(op=ComparisonOp.EQ, left=GetField() as field, right=Literal(value=str() as type)):
                if str(field.path) == "feedback_type" and type in observed.feedback:
                    return type
    return None


def walked(path: Segments, payloads: Sequence[Node]) -> tuple[int, Sequence[Node]]:
    """How many steps of a path some payload has, and what is there."""
    nodes = payloads
    for depth, segment in enumerate(path):
        below = [node for each in nodes if (node := each.below(segment)) is not None]
        if not below:
            return depth, nodes
        nodes = below
    return len(path), nodes


def are_known(nodes: Sequence[Node]) -> bool:
    """Have they keys, or values that have none? What lies deeper than was looked at is neither."""
    types = {type for node in nodes for type in node.types} - {"null"}
    return any(node.members or node.elements for node in nodes) or bool(types and types <= _SCALARS)


def meant_by(
    path: Segments, depth: int, nodes: Sequence[Node], payloads: Sequence[Node], text: Callable[[Segments], str]
) -> tuple[str, Segments | None]:
    """What may be meant by a path that goes no further than `nodes`: a hint, and a path where one is likely.

    text: how a path below the payload is written.
    """
    name, members = key_of(path[depth]), _members(nodes)
    if not members:
        return f"what is there has no keys: the path is `{text(path[:depth])}`", path[:depth]
    elsewhere = next((found for node in payloads if (found := _ending_in(node, name))), None)
    if elsewhere is not None:
        meant = tuple(map(Segment, elsewhere))
        return f"nearest: `{text(meant)}`", meant
    near = nearest_name(name, members)
    if near is not None:
        return f"nearest: `{near}`", (*path[:depth], Segment(near), *path[depth + 1 :])
    return known_keys(nodes), None


def known_keys(nodes: Sequence[Node]) -> str:
    """The keys that are there, the most frequent first."""
    return "there are " + ", ".join(f"`{key}`" for key, _ in _members(nodes).most_common(_FEW))


def key_of(segment: Segment) -> str:
    return segment.key if segment.key is not None else str(segment.index)


def _members(nodes: Sequence[Node]) -> Counter[str]:
    members: Counter[str] = Counter()
    for node in nodes:
        members.update({key: member.rows for key, member in node.members.items()})
    return members


def _ending_in(node: Node, name: str, above: tuple[str, ...] = ()) -> tuple[str, ...] | None:
    """A path that ends in a key, the shallowest of its branch."""
    if name in node.members:
        return (*above, name)
    for key, member in node.members.items() if len(above) < _DEEPEST else ():
        if (found := _ending_in(member, name, (*above, key))) is not None:
            return found
    return None
