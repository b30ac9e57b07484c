// Another kind keeps of a request what it can have too, and gives back what was left out.

import type { Problem } from "./api";
import { put } from "./editor";
import { note } from "./problems";
import { json, parsed } from "./values";
import type { Written } from "./written";

// Keys that mean the same in a request about calls and in one about feedback.
const COMMON = ["project_id", "start", "end", "granularity", "timezone", "limit", "offset"];

export class Kinds {
  /** What each kind had before another one was chosen, as long as nothing but that was done: the last is `kept`. */
  private readonly left = new Map<string, string>();
  private kept = "";
  /** The kind that what is written is of, or was until another was chosen just now. */
  private taken = "";

  constructor(
    private readonly keys: Record<string, string[]>,
    private readonly written: Written,
  ) {}

  take(kind: string): void {
    this.written.kind.value = kind;
    this.taken = this.written.kind.value;
  }

  /** Write a request of the kind that was chosen, and say what it leaves out. Conditions on calls are none on feedback. */
  chosen(): Problem[] {
    const kind = this.written.kind.value;
    const before = this.taken;
    this.taken = kind;
    const whole = this.written.json.state.doc.toString();
    let request: Record<string, unknown>;
    try {
      request = parsed(whole) as Record<string, unknown>;
    } catch {
      return []; // What is no JSON stays as it is, and is told of.
    }
    if (whole !== this.kept) this.left.clear();
    const back = this.left.get(kind);
    const { all, left } = this.common(...this.nearest(request, before, kind), kind);
    put(this.written.json, back ?? json(all, 2));
    this.left.set(before, whole);
    this.kept = this.written.json.state.doc.toString();
    return back === undefined && left.length ? [note(`${kind} takes no ${left.join(", ")}: left out until ${before} is chosen again`)] : [];
  }

  /** What another kind is made of: of one of feedback in between nothing is left of conditions on calls. */
  private nearest(request: Record<string, unknown>, before: string, kind: string): [Record<string, unknown>, string] {
    if (isOfFeedback(before) === isOfFeedback(kind)) return [request, before];
    const found = [...this.left].reverse().find(([name]) => isOfFeedback(name) === isOfFeedback(kind));
    return found ? [parsed(found[1]) as Record<string, unknown>, found[0]] : [request, before];
  }

  /** What both kinds have, and the names of what the later one has not. */
  private common({ query, where, ...rest }: Record<string, unknown>, before: string, kind: string): { all: Record<string, unknown>; left: string[] } {
    const keys = this.keys[kind] ?? [];
    const isOther = isOfFeedback(before) !== isOfFeedback(kind);
    const condition = query ?? where;
    const kept = Object.entries(rest).filter(([key]) => keys.includes(key) && (!isOther || COMMON.includes(key)));
    const all: Record<string, unknown> = { ...Object.fromEntries(kept), [keys.includes("query") ? "query" : "where"]: isOther ? undefined : condition };
    const left = Object.keys(rest).filter((key) => !(key in all));
    return { all, left: condition && isOther ? [...left, "condition on calls"] : left };
  }
}

const isOfFeedback = (kind: string): boolean => kind.startsWith("feedback");
