// A call with all that it has, in sections.

import type { OpenedCall } from "./api";
import { copying, el } from "./dom";
import { duration, exact, json, number, shown, time } from "./values";

const DEEPEST = 4;
const MOST = 20_000;
const NAMES: Record<string, string> = {
  started_at: "started",
  ended_at: "ended",
  storage_size_bytes: "stored bytes",
  total_storage_size_bytes: "of the trace",
  wb_user_id: "user",
};

export interface CallOpeners {
  call: (id: string, from: HTMLElement) => void;
  trace: () => void;
  close: () => void;
}

/** What stands while a call is read, or where it could not be. */
export function notThere(id: string, text: string, close: () => void): HTMLElement {
  return el("div", { class: "call" }, el("div", { class: "bar" }, el("h3", {}, `Call ${id}`), closing(close)), el("p", { class: "empty", role: "status" }, text));
}

export function call(found: OpenedCall, open: CallOpeners): HTMLElement {
  const trace = el("button", { id: "open-trace", onclick: () => open.trace() }, "Tree of its trace");
  const bar = el(
    "div",
    { class: "bar" },
    el("h3", {}, found.name),
    trace,
    copying("Copy JSON", () => json(found.whole, 2)),
    closing(open.close),
  );
  const documents = Object.entries(found.documents).map(([name, value]) => section(name, value));
  const exception = found.exception === null ? null : el("section", { class: "exception" }, el("h4", {}, "exception"), el("pre", { class: "lines" }, found.exception));
  return el(
    "div",
    { class: "call" },
    bar,
    el("dl", { class: "facts" }, ...facts(found, open)),
    exception,
    ...documents,
    found.costs ? section("costs", found.costs) : null,
    el(
      "section",
      {},
      el("h4", {}, found.feedback.length ? `feedback, ${found.feedback.length}` : "feedback"),
      ...(found.feedback.length ? found.feedback.map((each) => el("div", { class: "one" }, tree(each, 1))) : [nothing("none")]),
    ),
  );
}

function closing(close: () => void): HTMLElement {
  return el("button", { class: "close", title: "Escape", onclick: close }, "Close");
}

function facts(found: OpenedCall, open: CallOpeners): HTMLElement[] {
  const rows: [string, Node | string, string | undefined][] = [
    ["id", found.id, undefined],
    ["op", found.op, undefined],
  ];
  for (const [name, value] of Object.entries(found.facts)) {
    if (name === "latency_us") rows.push(["latency", duration(Number(value) / 1000), `${Number(value) / 1000} ms`]);
    else if (name === "cost") rows.push(["cost", `${number(Number(value))} US dollars`, exact(Number(value))]);
    else rows.push([NAMES[name] ?? name, name.endsWith("_at") ? time(String(value)) : shown(value), name.endsWith("_at") ? String(value) : undefined]);
  }
  rows.push(["project", found.project, undefined], ["trace_id", found.trace, undefined]);
  if (found.parent !== null) {
    const parent: HTMLElement = el("button", { class: "row" }, found.parent);
    parent.addEventListener("click", () => open.call(found.parent!, parent));
    rows.push(["parent_id", parent, undefined]);
  }
  return rows.map(([name, value, title]) => el("div", { class: name === "status" ? `status ${String(value)}` : name === "op" ? "op" : undefined }, el("dt", {}, name), el("dd", { title }, value)));
}

function section(name: string, value: unknown): HTMLElement {
  return el("section", {}, el("h4", {}, name), tree(value, 0));
}

const nothing = (text: string): HTMLElement => el("p", { class: "quiet" }, text);

/** A document: texts with their lines, and what is in it below each other. */
function tree(value: unknown, depth: number): HTMLElement {
  if (value === null || value === undefined) return nothing("null");
  if (typeof value === "string") {
    const cut = value.length > MOST;
    return el("pre", { class: "lines text" }, cut ? `${value.slice(0, MOST)}…` : value, cut ? el("span", { class: "quiet" }, `\n${number(value.length)} characters; Copy JSON has all of them`) : null);
  }
  if (typeof value !== "object") return el("pre", { class: "lines value" }, json(value));
  const entries = Object.entries(value as object);
  if (!entries.length) return nothing(Array.isArray(value) ? "empty list" : "empty");
  const isPlain = Array.isArray(value) && value.every((each) => typeof each !== "object" && String(each).length < 80);
  if (isPlain || depth >= DEEPEST) return el("pre", { class: "lines value" }, json(value, isPlain ? undefined : 2).slice(0, MOST));
  return el("dl", { class: "document" }, ...entries.map(([name, inner]) => el("div", {}, el("dt", {}, name), el("dd", {}, tree(inner, depth + 1)))));
}
