// The part of the query that the cursor is in, marked in both forms and in the statements that come from it.

import type { Compiled, Statement } from "./api";
import { highlight } from "./editor";
import { pointerAt, rangeOf } from "./language";
import { around, clicked, markSources, sourceAt } from "./sources";
import type { Source, Written } from "./written";

type Pair = Compiled["pairs"][number];

export class Parts {
  /** The parts of the query that is compiled. */
  private pairs: Pair[] = [];
  /** The part that is marked, and what it is in. */
  private marked: Pair[] = [];
  private statements: [HTMLElement, Statement][] = [];

  constructor(private readonly written: Written) {}

  /** Another query is compiled. */
  are(pairs: Pair[]): void {
    this.pairs = pairs;
  }

  /** Other statements are shown. A click in one leads to the part that it comes from. */
  shown(statements: [HTMLElement, Statement][]): void {
    this.statements = statements;
    for (const [pre, query] of statements) pre.addEventListener("click", () => this.back(pre, query));
    // The panel has to stand in the page before its parts can be marked.
    queueMicrotask(() => markSources(this.statements, this.marked));
  }

  /** Mark the smallest part of the query that the cursor is in. */
  markAt(source: Source): void {
    const { state } = this.written.of(source);
    const { head } = state.selection.main;
    let best: Pair | null = null;
    if (source === "text") {
      for (const pair of this.pairs) {
        if (pair[1] <= head && head <= pair[2] && (!best || pair[2] - pair[1] < best[2] - best[1])) best = pair;
      }
    } else {
      const pointer = `${pointerAt(state, head)}/`;
      for (const pair of this.pairs) if (pointer.startsWith(`${pair[0]}/`) && (!best || pair[0].length > best[0].length)) best = pair;
    }
    this.mark(best);
  }

  private mark(part: Pair | null): void {
    highlight(this.written.text, part && { from: part[1], to: part[2] });
    highlight(this.written.json, part && rangeOf(this.written.json.state, part[0]));
    this.marked = around(part, this.pairs);
    markSources(this.statements, this.marked);
  }

  /** Where the parts are is known no more. */
  unmark(): void {
    this.mark(null);
  }

  /** Go to the part of the query that a place of a statement comes from. */
  private back(pre: HTMLElement, query: Statement): void {
    const at = clicked(pre);
    const source = at === null ? null : sourceAt(query, at);
    if (!source) return;
    const part = this.pairs.find((pair) => (source.start === undefined ? pair[0] === source.pointer : pair[1] === source.start && pair[2] === source.end));
    const inText = part?.[1] ?? source.start;
    if (inText === undefined) return;
    const { text } = this.written;
    text.dispatch({ selection: { anchor: Math.min(inText + 1, text.state.doc.length) }, scrollIntoView: true });
    if (part) this.mark(part);
    else this.markAt("text");
  }
}
