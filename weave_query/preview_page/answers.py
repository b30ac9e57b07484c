"""What the page is told: a request compiled, run, explained. Plain values that JSON has come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from time import perf_counter
from typing import Any, get_args

from weave_query.api import Database, compile
from weave_query.api.unpriced import look_at_prices
from weave_query.cli.cautions import cautions, without_price
from weave_query.cli.emptied import reasons
from weave_query.cli.stages import shared_stage
from weave_query.cli.unseen import a_call_with
from weave_query.compiled import CompiledQuery
from weave_query.errors import BackendError, ParseError, UnsupportedError, WeaveQueryError
from weave_query.lint import Finding, LintCode, lint
from weave_query.options import Options, StoredUsage
from weave_query.preview_page.asked import Asked, asked, place
from weave_query.preview_page.completing import Seen, json_meaning, json_offers, meaning, offers
from weave_query.preview_page.examples import examples, guide
from weave_query.preview_page.known import about
from weave_query.preview_page.opened import opened
from weave_query.preview_page.rows import answer_of, is_empty, safe
from weave_query.preview_page.running import Running
from weave_query.preview_page.totals import total_of
from weave_query.preview_page.trees import tree_of
from weave_query.registry import each_backend
from weave_query.requests.aggregate import AggregateReq
from weave_query.requests.base import Request, Result
from weave_query.requests.calls import CallSchema, CallsQueryReq, CallsQueryRes, CallsQueryStatsReq
from weave_query.requests.feedback_query import FeedbackQueryReq
from weave_query.requests.filter import CallsFilter
from weave_query.warnings import QueryWarning

Given = Mapping[str, Any]


# Of these a limit is how many rows there are, and nothing else.
_LISTS = ("calls_query", "feedback_query", "threads_query")
# Of an aggregation, rows that are asked for at most; the page shows some of them at a time.
_GROUPS = 10_000
# Calls of an answer that are looked at for what was not seen before, which takes its time.
_LEARNT = 50
# Keys of which it is looked for a call that has them, at most.
_KEYS = 8
# Findings that rows may prove wrong.
_OF_ROWS = {each.value for each in (LintCode.UNSEEN_KEY, LintCode.OTHER_TYPE, LintCode.UNSEEN_VALUE)}


def _clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Preview:
    """What answers the page. db: None, and nothing is run. rows: of a list, at most. title: what is asked, for people.

    options: those of `db`, of which the page may choose `stored_usage` for itself. now: the clock for `last 7d`.
    projects: those that are known to be there. running: what can be stopped.
    """

    db: Database | None
    options: Options
    rows: int = 200
    title: str = ""
    projects: tuple[str, ...] = ()
    now: Callable[[], datetime] = _clock
    running: Running = field(default_factory=Running)

    def about(self, given: Given) -> dict[str, Any]:
        """What there is: kinds, fields, operators, examples, and the database."""
        seconds = self.options.timeout_seconds
        return {
            **about(),
            "examples": examples(),
            "database": self.db and {"backend": self.db.backend.name, "title": self.title},
            "rows": self.rows,
            "timeout": seconds,
            "stored_usage": self.options.stored_usage,
            "projects": list(self.projects),
        }

    def help(self, given: Given) -> dict[str, Any]:
        """The language by examples, and what can be named."""
        return guide()

    def compile(self, given: Given) -> dict[str, Any]:
        """A request in both forms, its plan, and its statements for each dialect. Raises RequestError."""
        found, options = self._asked(given), self._options(given)
        warnings: tuple[QueryWarning, ...] = found.request.warnings
        dialects: list[dict[str, Any]] = []
        for name, backend in each_backend():
            if isinstance(backend, BackendError) or backend.dialect is None:
                continue
            try:
                made = compile(found.request, backend, where=found.where, options=options, pretty=True, source_map=True)
            except (UnsupportedError, BackendError) as error:
                dialects.append({"backend": name, "error": problem(error)})
                continue
            warnings = made.warnings
            dialects.append({"backend": name, "queries": [_statement(each) for each in made]})
        return {
            "kind": found.request.kind,
            "project": getattr(found.request, "project_id", ""),
            "text": found.text,
            "json": found.json,
            "pairs": [[pair.pointer, pair.start, pair.end] for pair in found.pairs],
            "dialects": dialects,
            "plan": shared_stage("plan", found.request, found.where, options),
            "warnings": [_warning(each) for each in warnings],
            "findings": [_finding(each) for each in self._findings(found, options)],
        }

    def _findings(self, found: Asked, options: Options) -> list[Finding]:
        """What is valid and hardly meant, also by what was seen in the rows."""
        observed = self.seen.of(str(getattr(found.request, "project_id", ""))) if self.db is not None else None
        beside = None if found.read is not None else found.where
        return lint(
            found.read or found.request,
            beside,
            observed=observed,
            stored_usage=options.stored_usage,
            projects=self.seen.projects(),
        )

    def run(self, given: Given) -> dict[str, Any]:
        """The answer of a request, with at most so many rows as the page may have. Raises WeaveQueryError.

        `skip` of what is given: rows of a list to leave out, beside those that the request does itself. `ticket`: what
        `stop` may name.
        """
        with self.running.under(_text(given, "ticket")):
            return self._run(given)

    def _run(self, given: Given) -> dict[str, Any]:
        db, found = self._database(self._options(given)), self._asked(given)
        skip = _number(given, "skip")
        request = self._limited(found.request, skip)
        begun = perf_counter()
        compiled = db.compile(request, where=found.where)
        result = db.run_compiled(compiled)
        took = perf_counter() - begun
        answer = answer_of(request, result, compiled, self.rows, 0 if _has_offset(request) else skip)
        self._learn(db, found, result)
        empty = is_empty(answer) and not skip
        nothing = self._nothing(db, request) if empty else None
        return {
            "took": round(took * 1000, 1),
            "limit": self.rows if self._is_cut(found.request, skip) else None,
            "skip": skip,
            "project": getattr(found.request, "project_id", ""),
            "json": found.json,
            "warnings": [_warning(each) for each in compiled.warnings],
            "cautions": [*cautions(request, result), *_without_price(db, found)],
            **answer,
            "nothing": nothing,
            "reasons": reasons(db, request, found.where) if empty and nothing is None else [],
        }

    def _learn(self, db: Database, found: Asked, result: Result) -> None:
        """Where something was told of what was not seen in the rows, see the rows of the answer too; where they are no
        calls, one call of each key that was not seen."""
        told = [each for each in self._findings(found, self.options) if each.code in _OF_ROWS]
        project = str(getattr(found.request, "project_id", ""))
        if isinstance(result, CallsQueryRes):
            calls = result.calls[:_LEARNT] if told else []
        else:
            keys = list(dict.fromkeys(each.key for each in told if each.key is not None))[:_KEYS]
            calls = [call for key in keys for call in a_call_with(db, project, key)]
        if calls:
            self.seen.learn(project, map(CallSchema.model_dump, calls))

    def count(self, given: Given) -> dict[str, Any]:
        """How many calls a request lists in all; with `all` of what is given, however many. Raises WeaveQueryError."""
        db, found = self._database(self._options(given)), self._asked(given)
        with self.running.under(_text(given, "ticket")):
            return total_of(db, found.request, found.where, whole=given.get("all") is True)

    def stop(self, given: Given) -> dict[str, Any]:
        """Stop what runs under a ticket, as far as its engine can be interrupted; ClickHouse in this process ends with
        its time only."""
        return {"stopped": self.running.stop(_text(given, "ticket"))}

    def _nothing(self, db: Database, request: Request) -> str | None:
        """Why an answer is empty, as far as a count without conditions tells: which rows its project has none of."""
        project = str(getattr(request, "project_id", ""))
        try:
            if not db.run(CallsQueryStatsReq(project_id=project, limit=1)).count:
                return "calls"
            if not request.kind.startswith("feedback"):
                return None
            return None if db.run(FeedbackQueryReq(project_id=project, fields=["id"], limit=1)).result else "feedback"
        except UnsupportedError:  # a storage may lack calls
            return None

    def explain(self, given: Given) -> dict[str, Any]:
        """What the database makes of the statements of a request; it does not run them. Raises WeaveQueryError."""
        db, found = self._database(self._options(given)), self._asked(given)
        plans = db.explain(self._limited(found.request), where=found.where)
        return {"backend": db.backend.name, "plans": [{"name": name, "text": text} for name, text in plans.items()]}

    def trace(self, given: Given) -> dict[str, Any]:
        """The calls of a trace, for a tree, or of what else `of` of what is given names. Raises WeaveQueryError."""
        db = self._database(self._options(given))
        return tree_of(db, _text(given, "project"), _text(given, "of"), _text(given, "trace"), self.rows * 5)

    def call(self, given: Given) -> dict[str, Any]:
        """All of a call, by its id, with its costs, its feedback and its size. Raises WeaveQueryError."""
        db, project, id_ = self._database(self._options(given)), _text(given, "project"), _text(given, "id")
        request = CallsQueryReq(project_id=project, filter=CallsFilter(call_ids=[id_]), limit=1)
        added = {"include_costs": True, "include_feedback": True, "include_storage_size": True}
        try:
            calls = db.run(request.model_copy(update=added)).calls
        except UnsupportedError:  # a storage may have calls alone
            calls = db.run(request).calls
        return {"call": opened(calls[0]) if calls else None}

    def complete(self, given: Given) -> dict[str, Any]:
        """What may stand at the cursor of a text, or of a request in JSON."""
        if _text(given, "source") == "json":
            return json_offers(_text(given, "text"), _number(given, "cursor"), _text(given, "kind"), self.seen)
        return offers(_text(given, "text"), _number(given, "cursor"), self.seen.of(_text(given, "project")))

    def hover(self, given: Given) -> dict[str, Any]:
        """What the word at a place of a text, or of a request in JSON, means."""
        if _text(given, "source") == "json":
            return json_meaning(_text(given, "text"), _number(given, "cursor"), _text(given, "kind"), self.seen)
        found = meaning(_text(given, "text"), _number(given, "cursor"), self.seen.of(_text(given, "project")))
        if found.get("text", "").startswith("now()"):
            found["text"] += f"; here {self.now().astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        return found

    @cached_property
    def seen(self) -> Seen:
        """The keys and values of projects that were asked about."""
        return Seen(self.db, self.projects)

    def close(self) -> None:
        """End what goes on beside; the database stays open."""
        self.seen.close()

    def _asked(self, given: Given) -> Asked:
        source = _text(given, "source")
        kind = "calls_query" if source == "text" else _text(given, "kind")
        now = self.now()
        found = asked(source, _text(given, "text"), kind, _text(given, "project"), now)
        is_open = getattr(found.request, "start", None) is not None and getattr(found.request, "end", None) is None
        if self.now is _clock or not is_open:
            return found
        # Rows that were recorded end some time ago, and so does what is open to now.
        return replace(found, request=found.request.model_copy(update={"end": now}))

    def _options(self, given: Given) -> Options:
        """The options with what the page has chosen."""
        policy = given.get("stored_usage", self.options.stored_usage)
        if policy not in get_args(StoredUsage):
            raise ParseError("`stored_usage` is " + " or ".join(f"`{each}`" for each in get_args(StoredUsage)))
        return replace(self.options, stored_usage=policy)

    def _database(self, options: Options | None = None) -> Database:
        """The database, asked with these options; over the one connection that there is."""
        if self.db is None:
            raise UnsupportedError("there is no database", hint="`weave-query preview --url URL` opens one")
        return self.db if options is None else Database(self.db.backend, self.db.driver, options)

    def _limited(self, request: Request, skip: int = 0) -> Request:
        """The request with no more rows than the page may have, after those that are skipped; itself where it asks for
        no more. One that takes no offset is asked for whole, and its tables are cut."""
        if isinstance(request, AggregateReq):
            is_filled = request.bucket is not None and request.bucket.fill
            is_less = request.limit is not None and request.limit <= _GROUPS
            return request if is_filled or is_less else request.model_copy(update={"limit": _GROUPS})
        changed: dict[str, Any] = {"limit": self.rows} if self._is_cut(request, skip) else {}
        if skip and _has_offset(request):
            limit: int | None = getattr(request, "limit", None)
            changed["offset"] = (getattr(request, "offset", None) or 0) + skip
            changed.setdefault("limit", max((limit or 0) - skip, 0))
        return request.model_copy(update=changed) if changed else request

    def _is_cut(self, request: Request, skip: int) -> bool:
        """Does it ask for more rows of a list than the page may have?"""
        limit: int | None = getattr(request, "limit", None)
        return request.kind in _LISTS and (limit is None or limit - skip > self.rows)


def _has_offset(request: Request) -> bool:
    return "offset" in type(request).model_fields


def _statement(query: CompiledQuery) -> dict[str, Any]:
    """A statement with its parameters, and where its parts come from: their characters, kind and place."""
    sources = [
        {"from": each.start, "to": each.end, "kind": each.kind, **place(each.at)} for each in query.sources or ()
    ]
    return {"name": query.name, "sql": query.sql, "params": safe(dict(query.params)), "sources": sources}


def _without_price(db: Database, found: Asked) -> list[str]:
    """What an aggregation of costs does not tell: how many calls and models have no price."""
    try:
        return list(without_price(look_at_prices(db, found.request, found.where)))
    except WeaveQueryError:  # the answer is there all the same
        return []


def problem(error: WeaveQueryError) -> dict[str, Any]:
    """An error as the page shows it, with its place."""
    hint = error.hint and error.hint.replace(
        "`Options(timeout_seconds=...)`", "`--timeout-seconds` of `weave-query preview`"
    )
    return {"code": error.code, "message": error.message, "hint": hint, **place(error.at)}


def problems(error: WeaveQueryError) -> list[dict[str, Any]]:
    """An error and those that were found with it."""
    return [problem(each) for each in _all(error)]


def _all(error: WeaveQueryError) -> Iterable[WeaveQueryError]:
    return (error, *error.others)


def _warning(warning: QueryWarning) -> dict[str, Any]:
    return {"code": warning.code, "message": warning.message, "hint": warning.hint, **place(warning.at)}


def _finding(found: Finding) -> dict[str, Any]:
    told = {"code": found.code, "message": found.message, "hint": found.hint, **place(found.at)}
    if found.setting is not None:
        setting = found.setting
        told["setting"] = {"title": setting.title, "name": setting.name, "value": setting.value}
    if found.code == LintCode.COUNTED_TWICE.value:
        return {**told, "hint": "with the stored usage `auto` it does not", "choose": {"stored_usage": "auto"}}
    if found.fix is None:
        return told
    return {**told, "fix": {"title": found.fix.title, "text": found.fix.text, **place(found.fix.at)}}


def _text(given: Given, key: str) -> str:
    value = given.get(key, "")
    if not isinstance(value, str):
        raise ParseError(f"`{key}` is text")
    return value


def _number(given: Given, key: str) -> int:
    value = given.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ParseError(f"`{key}` is a whole number")
    return value
