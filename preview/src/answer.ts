// The answer: tables, a call with all that it has, the tree of a trace.

import type { Answer, Table, TraceCall } from "./api";
import { el } from "./dom";
import { duration, shown, time } from "./values";

export function tables(answer: Answer, open: (call: Record<string, unknown>) => void): HTMLElement {
  const whole = el("div", {});
  for (const each of answer.tables) {
    if (answer.tables.length > 1) whole.append(el("h3", {}, each.name));
    whole.append(table(each, open));
  }
  const facts = Object.entries(answer.metadata).filter(([name]) => !name.endsWith("columns"));
  if (facts.length) whole.append(el("p", { class: "quiet facts" }, facts.map(([name, value]) => `${name}: ${shown(value)}`).join(" · ")));
  return whole;
}

function table(found: Table, open: (call: Record<string, unknown>) => void): HTMLElement {
  if (!found.rows.length) return el("p", { class: "empty" }, "No rows.");
  const numeric = found.header.map((_, column) => found.rows.every((row) => row[column] === null || typeof row[column] === "number"));
  const head = el("tr", {});
  found.header.forEach((name, column) => head.append(el("th", { scope: "col", class: numeric[column] ? "number" : undefined }, name)));
  const body = el("tbody", {});
  found.rows.forEach((row, at) => {
    const line = el("tr", {});
    const call = found.whole?.[at];
    row.forEach((value, column) => {
      const name = found.header[column]!;
      const whole = shown(value);
      const text = typeof value === "string" && isTime(name) ? time(value) : whole;
      const cut = text.length > 300 ? `${text.slice(0, 300)}…` : text;
      const inside = call && name === "id" ? el("button", { class: "row", onclick: () => open(call) }, cut) : cut;
      const kind = value === null || value === undefined ? "null" : numeric[column] ? "number" : classOf(name);
      line.append(el("td", { class: kind, title: whole.length > 40 || text !== whole ? whole.slice(0, 2000) : undefined }, value === null ? "null" : inside));
    });
    body.append(line);
  });
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Rows of ${found.name}` }, el("table", {}, el("thead", {}, head), body));
}

const isTime = (name: string): boolean => name.endsWith("_at") || name === "timestamp" || name === "bucket";

function classOf(name: string): string | undefined {
  if (name === "id") return "rigid id";
  return name.endsWith("_id") || isTime(name) ? "rigid" : undefined;
}

export function call(found: Record<string, unknown>, trace: () => void, close: () => void): HTMLElement {
  const code = el("pre", { class: "code", tabindex: 0 }, JSON.stringify(found, null, 2));
  return el(
    "div",
    { class: "call" },
    el(
      "div",
      { class: "bar" },
      el("h3", {}, `Call ${shown(found["id"])}`),
      el("button", { onclick: trace, id: "open-trace" }, "Tree of its trace"),
      el("button", { onclick: close }, "Back to the rows"),
    ),
    code,
  );
}

interface Node {
  call: TraceCall;
  below: Node[];
}

/** The calls of a trace below each other, each with its time within the trace. */
export function trace(calls: TraceCall[], more: boolean, chosen: string | null): HTMLElement {
  if (!calls.length) return el("p", { class: "empty" }, "The trace has no calls.");
  const nodes = new Map(calls.map((each) => [each.id, { call: each, below: [] as Node[] }]));
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const parent = node.call.parent === null ? undefined : nodes.get(node.call.parent);
    (parent && parent !== node ? parent.below : roots).push(node);
  }
  const start = Math.min(...calls.map((each) => each.start));
  const end = Math.max(...calls.map((each) => each.end ?? each.start), start + 0.001);
  const list = el("ul", { class: "tree" }, ...roots.map((root) => branch(root, start, end, 0, chosen)));
  const count = `${calls.length} calls, ${duration(end - start)}`;
  return el("div", {}, el("p", { class: "quiet" }, more ? `The first ${count}; there may be more.` : count), list);
}

function branch(node: Node, start: number, end: number, depth: number, chosen: string | null): HTMLElement {
  const { call } = node;
  const share = (time: number) => `${((time - start) / (end - start)) * 100}%`;
  const bar = el("span", { class: `span${call.exception === null ? "" : " failed"}` });
  bar.style.left = share(call.start);
  bar.style.width = `max(2px, ${(((call.end ?? call.start) - call.start) / (end - start)) * 100}%)`;
  const took = call.end === null ? "not ended" : duration(call.end - call.start);
  const name = el("span", { class: "name" }, call.name);
  name.style.paddingInlineStart = `${Math.min(depth, 12) * 14}px`;
  const line = el("span", { class: "line" }, name, el("span", { class: "took" }, took), el("span", { class: "time", "aria-hidden": "true" }, bar));
  const failed = call.exception === null ? null : el("span", { class: "exception" }, call.exception);
  const current = call.id === chosen ? "true" : undefined;
  if (!node.below.length) return el("li", { class: "leaf", "aria-current": current }, line, failed);
  const below = el("ul", {}, ...node.below.map((each) => branch(each, start, end, depth + 1, chosen)));
  return el("li", { "aria-current": current }, el("details", { open: true }, el("summary", {}, line), failed, below));
}
