// The calls of a trace below each other, each with its time within the trace.

import type { TraceCall } from "./api";
import { el } from "./dom";
import { duration, number } from "./values";

// The width of what folds, which `page.css` has too.
const TRIANGLE = 24;

interface Node {
  call: TraceCall;
  below: Node[];
}

/** By what the steps below one are sorted: when they began, how long they took, what they and all below them cost. */
type Order = "start" | "duration" | "cost";

/** open: what a name does; query: write a query about the calls, and run it; what: those are. */
export function tree(calls: TraceCall[], more: boolean, chosen: string | null, open: (id: string, from: HTMLElement) => void, query: () => void, what = "this trace"): HTMLElement {
  if (!calls.length) return el("p", { class: "empty" }, "The trace has no calls.");
  const nodes = new Map(calls.map((each) => [each.id, { call: each, below: [] as Node[] }]));
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const parent = node.call.parent === null ? undefined : nodes.get(node.call.parent);
    (parent && parent !== node ? parent.below : roots).push(node);
  }
  const start = Math.min(...calls.map((each) => each.start));
  const end = Math.max(...calls.map((each) => each.end ?? each.start), start + 0.001);
  const own = new Map([...nodes.values()].map((node) => [node.call.id, ownTime(node)]));
  const slowest = [...own].reduce((best, each) => (each[1] > best[1] ? each : best));
  const costly = calls.filter((each) => each.cost !== null);
  const drawn = { start, end, chosen, open, own, slowest: slowest[1] > 0 ? slowest[0] : null };
  const list = el("ul", { class: costly.length ? "tree costs" : "tree" }, ...roots.map((root) => branch(root, 0, drawn)));
  const sort = sorting(list, nodes, costly.length > 0);
  const count = `${calls.length} calls, ${duration(end - start)}`;
  const cost = costly.length ? `, ${number(costly.reduce((sum, each) => sum + each.cost!, 0))} US dollars` : "";
  const go = () => {
    const line = list.querySelector(".slowest");
    for (let each = line?.parentElement; each && each !== list; each = each.parentElement) if (each.hidden) unfold(each);
    line?.scrollIntoView({ block: "center" });
    line?.querySelector<HTMLElement>(".name")?.focus();
  };
  return el(
    "div",
    {},
    el(
      "div",
      { class: "tools" },
      el("span", { class: "quiet" }, more ? `The first ${count}${cost}; there may be more.` : `${count}${cost}`),
      el("button", { id: "query-trace", onclick: query }, `Query ${what}`),
      calls.length > 1 ? sort : null,
      drawn.slowest === null ? null : el("button", { id: "slowest", title: "The step with the most time of its own, without the steps below it", onclick: go }, "Slowest step"),
    ),
    heads(costly.length > 0),
    list,
  );
}

/** What the numbers of a line are. */
function heads(hasCosts: boolean): HTMLElement {
  const told = [["place", "step", ""], ["took", "took", "With the steps below it"], ["share", "itself", "The part of the trace's time that the step took itself, without the steps below it"], ["cost", "cost", "US dollars, of its own"], ["time", "", ""]];
  const line = el("div", { class: "line" }, ...told.map(([name, text, title]) => el("span", { class: name, title: title || undefined }, text!)));
  return el("div", { class: hasCosts ? "heads costs" : "heads" }, line);
}

/** A choice of the order of steps; what is folded stays so. */
function sorting(list: HTMLElement, nodes: Map<string, Node>, hasCosts: boolean): HTMLElement {
  const costs = new Map<string, number>();
  const keys: Record<Order, (call: TraceCall) => number> = {
    start: (call) => call.start,
    duration: (call) => -(call.took ?? -1),
    cost: (call) => -costOf(nodes.get(call.id)!, costs),
  };
  const options = ["start", "duration", ...(hasCosts ? ["cost"] : [])].map((name) => el("option", { value: name }, name));
  const choice = el("select", { id: "tree-sort", title: "Steps below the same one are sorted: by when they began, or the longest or dearest first, with all below them" }, ...options);
  choice.addEventListener("change", () => {
    const key = keys[choice.value as Order];
    const place = (line: Element) => key(nodes.get((line as HTMLElement).dataset["call"]!)!.call);
    for (const each of [list, ...list.querySelectorAll("ul")]) each.append(...[...each.children].sort((one, other) => place(one) - place(other)));
  });
  return el("label", { class: "quiet" }, "sorted by ", choice);
}

/** What a call and all below it cost; a call without a price as if it were free, and last where nothing has one. */
function costOf(node: Node, known: Map<string, number>): number {
  const { id, cost } = node.call;
  if (!known.has(id)) {
    known.set(id, 0); // what is below itself is not counted again
    known.set(id, node.below.reduce((sum, each) => sum + costOf(each, known), cost ?? 0));
  }
  return known.get(id)!;
}

/** The milliseconds of a call in which none of the calls below it runs. */
function ownTime({ call, below }: Node): number {
  if (call.end === null) return 0;
  const end = call.end;
  let own = end - call.start;
  let passed = call.start;
  const spans = below.map((each) => [each.call.start, each.call.end ?? each.call.start] as const).sort((one, other) => one[0] - other[0]);
  for (const [from, to] of spans) {
    own -= Math.max(0, Math.min(to, end) - Math.max(from, passed));
    passed = Math.max(passed, to);
  }
  return own;
}

interface Drawn {
  start: number;
  end: number;
  chosen: string | null;
  open: (id: string, from: HTMLElement) => void;
  own: Map<string, number>;
  slowest: string | null;
}

function branch(node: Node, depth: number, drawn: Drawn): HTMLElement {
  const { call } = node;
  const { start, end } = drawn;
  const bar = el("span", { class: `span${call.exception === null ? "" : " failed"}` });
  bar.style.left = `min(${((call.start - start) / (end - start)) * 100}%, 100% - 2px)`;
  bar.style.width = `max(2px, ${(((call.end ?? call.start) - call.start) / (end - start)) * 100}%)`;
  const name = el("button", { class: "name", title: call.op, onclick: () => drawn.open(call.id, name) }, call.name);
  const below = node.below.length ? el("ul", {}, ...node.below.map((each) => branch(each, depth + 1, drawn))) : null;
  const took = call.took === null ? "not ended" : duration(call.took / 1000);
  const isSlowest = call.id === drawn.slowest;
  const tag = isSlowest ? el("span", { class: "tag", title: "The most time of its own" }, "slowest") : null;
  const place = el("span", { class: "place" }, below ? fold(below, call.name) : null, name, tag);
  const indent = Math.min(depth, 12) * 14;
  place.style.paddingInlineStart = `${indent}px`;
  const own = drawn.own.get(call.id) ?? 0;
  const share = call.took === null ? "" : `${Math.round((own / (end - start)) * 100)} %`;
  const line = el(
    "div",
    { class: `line${isSlowest ? " slowest" : ""}` },
    place,
    el("span", { class: "took", title: call.took === null ? undefined : `${call.took / 1000} ms` }, took),
    el("span", { class: "share", title: share ? `${share} of the trace in the step itself, ${duration(own)}` : undefined }, share),
    el("span", { class: "cost", title: call.cost === null ? undefined : `${call.cost} US dollars` }, call.cost === null ? "" : number(call.cost)),
    el("span", { class: "time", "aria-hidden": "true" }, bar),
  );
  const failed = call.exception === null ? null : el("span", { class: "exception" }, call.exception);
  if (failed) failed.style.paddingInlineStart = `${indent + TRIANGLE}px`;
  return el("li", { "data-call": call.id, "aria-current": call.id === drawn.chosen ? "true" : undefined }, el("div", { class: "node" }, line, failed), below);
}

function unfold(below: HTMLElement): void {
  below.hidden = false;
  below.parentElement?.querySelector(".fold")?.setAttribute("aria-expanded", "true");
}

function fold(below: HTMLElement, name: string): HTMLElement {
  const button = el("button", { class: "fold", "aria-expanded": "true", "aria-label": `Calls below ${name}` });
  button.addEventListener("click", () => {
    below.hidden = !below.hidden;
    button.setAttribute("aria-expanded", String(!below.hidden));
  });
  return button;
}
