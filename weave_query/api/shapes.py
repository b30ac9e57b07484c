"""The API: what compiling a shape gives, and the cache of it: values are filled in afterwards."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from weave_query.api.tracing import places_of_values
from weave_query.backend import Backend
from weave_query.binding.origins import recorded
from weave_query.binding.warn import Finding
from weave_query.compiled import QueryTemplate
from weave_query.errors import InternalError
from weave_query.options import Options
from weave_query.plan import RequestPlan, plan
from weave_query.plan.doubts import doubts
from weave_query.requests.limits import check_expression
from weave_query.requests.resolve import Resolved
from weave_query.rewrite import rewrite
from weave_query.rewrite.approximate import approximated
from weave_query.sources import Columns, Trace

# Longer statements are rare, and a few hundred of them would hold the memory of a server.
_LONGEST_KEPT = 2**17


class CompiledShape:
    """What is kept of a shape: the open statements, the plans before and after the rewrite, what to warn of, facts of
    how an answer is computed, and the backend, whose identity is in the key."""

    __slots__ = ("facts", "findings", "logical", "rewritten", "target", "templates")

    def __init__(
        self,
        templates: tuple[QueryTemplate, ...],
        plans: tuple[RequestPlan, RequestPlan],
        findings: tuple[Finding, ...],
        target: Backend,
        facts: Mapping[str, Any],
    ) -> None:
        self.templates = templates
        self.facts = facts
        self.logical, self.rewritten = plans
        self.findings = findings
        self.target = target


class _Key:
    """A key that hashes once: hashing a shape walks its tree."""

    __slots__ = ("_hash", "parts")

    def __init__(self, resolved: Resolved, target: Backend, options: Options, pretty: bool) -> None:
        chosen = (options.verify, options.limits, options.driver_functions, options.approximate_percentiles)
        self.parts = (resolved.shape, resolved.always, resolved.org, resolved.policy, id(target), *chosen, pretty)
        self._hash = hash(self.parts)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.parts == other.parts


class ShapeCache:
    """Compiled shapes, the least recently used dropped first. Safe for threads; a race compiles twice."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._found: OrderedDict[_Key, CompiledShape] = OrderedDict()
        self._lock = Lock()

    def get(self, resolved: Resolved, target: Backend, options: Options, pretty: bool) -> CompiledShape:
        """What a shape compiles to. Raises LimitError, UnsupportedError."""
        key = _Key(resolved, target, options, pretty)
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
                return found
        made = _compile_shape(resolved, target, options, pretty)
        if sum(len(template.sql) for template in made.templates) > _LONGEST_KEPT:
            return made
        with self._lock:
            self._found[key] = made
            while len(self._found) > self._size:
                self._found.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._found.clear()


def compile_traced(
    resolved: Resolved,
    target: Backend,
    options: Options,
    pretty: bool,
    columns: Columns,
) -> CompiledShape:
    """What a shape compiles to, with source maps: compiled anew, since places are this request's. columns: the
    places that ask for a column of a statement. Raises LimitError, UnsupportedError."""
    with recorded() as origins:
        trace = Trace(origins, places_of_values(resolved.shape), columns)
        return _compile_shape(resolved, target, options, pretty, trace)


def _compile_shape(
    resolved: Resolved, target: Backend, options: Options, pretty: bool, trace: Trace | None = None
) -> CompiledShape:
    shape = resolved.shape
    check_expression(shape.predicate, options.limits, joined=shape.joined)
    logical = plan(shape, resolved.org, resolved.policy, resolved.always)
    meant, told = approximated(logical, target.capabilities, asked=options.approximate_percentiles)
    rewritten = rewrite(meant, target.capabilities)
    templates = _statements(rewritten, target, options, pretty, trace)
    plans = (logical, rewritten)
    return CompiledShape(templates, plans, doubts(shape), target, {"percentiles": told} if told else {})


def _statements(
    plan: RequestPlan, target: Backend, options: Options, pretty: bool, trace: Trace | None
) -> tuple[QueryTemplate, ...]:
    if target.lowering is None:
        from weave_query.reference.statements import statements

        return statements(plan)
    from weave_query.lowering import lower

    try:
        return lower(
            plan,
            target.lowering,
            target.storage,
            checked=options.verify,
            pretty=pretty,
            driver_functions=options.driver_functions,
            trace=trace,
        )
    except InternalError as error:
        error.hint = f"this is a defect of the backend `{target.name}`; unless it is yours, please report it"
        raise


SHAPES = ShapeCache(512)


def clear_cache() -> None:
    """Forget every compiled shape; the next compile of each is a cold one."""
    SHAPES.clear()
