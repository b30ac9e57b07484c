// Where the SQL comes from: the part of the query that the cursor is in is marked in the statements too, and back.

import type { Compiled, Source, Statement } from "./api";

type Pair = Compiled["pairs"][number];

const NAME = "under-cursor";
const MARGIN = 40;

/** Does a part of a statement come from a part of the query, or from something in it? */
function isOf(source: Source, [pointer, start, end]: Pair): boolean {
  if (source.start !== undefined && source.end !== undefined) return start <= source.start && source.end <= end;
  return source.pointer !== undefined && `${source.pointer}/`.startsWith(`${pointer}/`);
}

/** A part of the query and all that it is in, the smallest first. */
export function around(part: Pair | null, pairs: Pair[]): Pair[] {
  if (!part) return [];
  return pairs.filter((pair) => pair[1] <= part[1] && part[2] <= pair[2]).sort((one, other) => one[2] - one[1] - (other[2] - other[1]));
}

/** Mark in the statements that are shown what comes from the smallest part of the query that anything comes from: of an
 * operand its comparison. Old browsers mark nothing. */
export function markSources(shown: [HTMLElement, Statement][], parts: Pair[]): void {
  if (!("highlights" in CSS)) return;
  const part = parts.find((each) => shown.some(([, statement]) => statement.sources.some((source) => isOf(source, each))));
  const ranges: Range[] = [];
  if (part) {
    for (const [pre, statement] of shown) {
      for (const source of statement.sources) if (isOf(source, part)) ranges.push(rangeIn(pre, source.from, source.to));
    }
  }
  if (ranges.length) CSS.highlights.set(NAME, new Highlight(...ranges));
  else CSS.highlights.delete(NAME);
  const scrolled = shown[0]?.[0].closest<HTMLElement>("#made-panels");
  if (ranges.length && scrolled) bringIn(ranges, scrolled);
}

/** Scroll to what is marked, unless some of it is in sight. */
function bringIn(ranges: Range[], scrolled: HTMLElement): void {
  const box = scrolled.getBoundingClientRect();
  const places = ranges.map((range) => range.getBoundingClientRect());
  if (places.some((place) => box.top <= place.top && place.bottom <= box.bottom)) return;
  scrolled.scrollTop += places[0]!.top - box.top - MARGIN;
}

/** The innermost part of the query that a place of a statement comes from. */
export function sourceAt(statement: Statement, position: number): Source | null {
  let best: Source | null = null;
  for (const source of statement.sources) {
    if (source.from <= position && position < source.to && (!best || source.to - source.from < best.to - best.from)) best = source;
  }
  return best;
}

/** The place in the text of an element that the selection begins at; null where it is elsewhere. */
export function clicked(pre: HTMLElement): number | null {
  const selection = window.getSelection();
  if (!selection?.isCollapsed || !selection.anchorNode || !pre.contains(selection.anchorNode)) return null;
  const before = document.createRange();
  before.setStart(pre, 0);
  before.setEnd(selection.anchorNode, selection.anchorOffset);
  return before.toString().length;
}

function rangeIn(pre: HTMLElement, from: number, to: number): Range {
  const range = document.createRange();
  const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
  let passed = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (!begun && from < passed + length) {
      range.setStart(node, from - passed);
      begun = true;
    }
    if (begun && to <= passed + length) {
      range.setEnd(node, to - passed);
      break;
    }
    passed += length;
  }
  return range;
}
