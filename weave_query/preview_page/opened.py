"""One call with all that is known of it, in the sections that the page shows. A call in, plain values out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from weave_query.cli.rows import reader
from weave_query.preview_page.rows import microseconds, safe
from weave_query.requests.calls import CallSchema

# What the answer adds to the summary, each in a section of its own.
_COMPUTED = "weave"
_FACTS = ("thread_id", "turn_id", "wb_user_id", "wb_run_id", "wb_run_step", "wb_run_step_end", "expire_at")
_FEEDBACK = ("id", "feedback_type", "creator", "wb_user_id", "created_at", "payload", "annotation_ref", "runnable_ref")


def opened(call: CallSchema) -> dict[str, Any]:
    """The sections of a call: facts in order, documents, the exception as text, feedback; `whole` is what to copy."""
    summary = dict(call.summary or {})
    computed = summary.pop(_COMPUTED, None) or {}
    facts = {
        "status": computed.get("status"),
        "started_at": call.started_at,
        "ended_at": call.ended_at,
        "latency_us": microseconds(call),
        "cost": reader("cost")(call),
        "storage_size_bytes": call.storage_size_bytes,
        "total_storage_size_bytes": call.total_storage_size_bytes,
        **{name: getattr(call, name) for name in _FACTS},
    }
    return {
        "id": call.id,
        "project": call.project_id,
        "trace": call.trace_id,
        "parent": call.parent_id,
        "name": call.display_name or reader("op")(call),
        "op": call.op_name,
        "facts": safe({name: value for name, value in facts.items() if value is not None}),
        "exception": exception_text(call.exception),
        "documents": safe(
            {"inputs": call.inputs, "output": call.output, "attributes": call.attributes, "summary": summary}
        ),
        "costs": safe(computed.get("costs")),
        "feedback": [
            safe({name: row[name] for name in _FEEDBACK if row.get(name) is not None})
            for row in computed.get("feedback") or ()
        ],
        "whole": safe(call.model_dump(mode="python", exclude_none=True)),
    }


def exception_text(text: str | None) -> str | None:
    """What the SDK stores as JSON, as lines: type and message, then the traceback. Other text as it is."""
    try:
        found = json.loads(text or "")
        said = f"{found['type']}: {found['message']}"
        traceback = _traceback(found.get("traceback"))
    except (TypeError, ValueError, KeyError, AttributeError):
        return text
    return f"{said}\n\n{traceback}" if traceback else said


def _traceback(found: Any) -> str:
    """Frames as Python writes them; a text as it is."""
    if isinstance(found, str):
        return found.strip()
    frames = [frame for frame in found or () if isinstance(frame, Mapping)]
    lines = [_frame(frame) for frame in frames]
    return "\n".join(["Traceback (most recent call last):", *lines]) if lines else ""


def _frame(frame: Mapping[str, Any]) -> str:
    place = f'  File "{frame.get("filename")}", line {frame.get("line_number")}, in {frame.get("function_name")}'
    source = str(frame.get("text") or "").strip()
    return f"{place}\n    {source}" if source else place
