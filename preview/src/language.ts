// The language side of the editors: colours, completion, and places. Nothing else knows what is written in them.

import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  autocompletion,
  hasNextSnippetField,
  insertCompletionText,
  nextSnippetField,
  pickedCompletion,
  snippet,
  startCompletion,
} from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { LanguageSupport, StreamLanguage, ensureSyntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { EditorView, type Rect, hoverTooltip } from "@codemirror/view";
import { type About, type Meaning, ask } from "./api";
import { el } from "./dom";

const WORDS = new Set(
  (
    "calls count stats usage of traces feedback threads aggregate where filter sort order by limit offset select expand with without " +
    "values every from to last having on week fill top as other and or not in is null exists contains icontains starts ends matches " +
    "imatches any all true false asc desc"
  ).split(" "),
);
const DURATION = /^\d+(?:\.\d+)?(?:ms|us|s|m|h|d|w)\b/;

// Quotes are not closed: where one is missing, the text would go on as one of another meaning.
const text = StreamLanguage.define<{ after: boolean }>({
  name: "weave_query",
  startState: () => ({ after: false }),
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "["] } },
  token(stream, state) {
    if (stream.eatSpace()) return null;
    const after = state.after;
    state.after = false;
    if (stream.match(/^#.*/)) return "comment";
    if (stream.match(/^"(?:[^"\\]|\\.)*"?|^'(?:[^'\\]|\\.)*'?/)) return "string";
    if (stream.match(/^`(?:[^`]|``)*`?/)) return "propertyName";
    if (stream.match(/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?/)) return "literal";
    if (stream.match(DURATION) || stream.match(/^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/)) return "number";
    if (stream.match(/^p\d+(?:\.\d+)?\b/i)) return "keyword";
    if (stream.match(/^[$\w\u00a1-\uffff]+/)) {
      const word = stream.current();
      if (after) return "propertyName";
      if (WORDS.has(word.toLowerCase()) && stream.peek() !== "." && stream.peek() !== "[") return "keyword";
      return stream.peek() === "(" ? "macroName" : "propertyName";
    }
    if (stream.eat(".")) {
      state.after = true;
      return "punctuation";
    }
    if (stream.match(/^(?:==|!=|<>|<=|>=|[=<>+\-*/])/)) return "operator";
    stream.next();
    return "punctuation";
  },
});

/** opens: may they be shown unasked? snippet: the text with what goes on from it, `${1:of}` where something is filled in. */
interface Offers {
  opens: boolean;
  start: number;
  end: number;
  offers: { text: string; kind: string; doc: string; snippet: string }[];
}

/** The text language. What may stand at a place, and what a word means, the server knows. */
export function textLanguage(project: () => string): Extension {
  const given = (state: EditorState, cursor: number) => ({ source: "text", text: state.doc.toString(), cursor, project: project() });
  return new LanguageSupport(text, [completing(given), meaning(given)]);
}

/** JSON. The server knows the keys of each kind of request, fields, and values. */
export function jsonLanguage(_known: About, kind: () => string): Extension {
  const given = (state: EditorState, cursor: number) => ({ source: "json", text: state.doc.toString(), cursor, kind: kind() });
  return [json(), completing(given), meaning(given)];
}

type Given = (state: EditorState, cursor: number) => { source: string; text: string; cursor: number };

async function offered(context: CompletionContext, given: Given): Promise<CompletionResult | null> {
  // An answer of "nothing" that comes when more is typed already would end the list of what is typed.
  context.addEventListener("abort", () => undefined, { onDocChange: true });
  const asked = given(context.state, context.pos);
  const found = await ask<Offers>("complete", asked).catch(() => null);
  if (context.aborted || !found?.offers.length || !(context.explicit || found.opens)) return null;
  if (!context.explicit && found.offers[0]!.text === asked.text.slice(found.start, found.end)) return null;
  const isJson = asked.source === "json";
  const options = found.offers.map((each): Completion => ({
    label: each.text,
    type: each.kind,
    info: each.doc || undefined,
    detail: each.kind,
    ...labelled(each.text, isJson),
    ...(each.snippet ? { apply: form(each.snippet, isJson) } : isJson ? { apply: value(each.text) } : {}),
  }));
  return { from: found.start, to: found.end, options, filter: false };
}

/** What is shown of an offer: texts of JSON without their quotes, refs with the beginning of their digest alone. */
function labelled(text: string, isJson: boolean): { displayLabel?: string } {
  const bare = isJson && text.startsWith('"') ? text.slice(1, -1) : text;
  const shown = bare.replace(REF, (_, name: string, digest: string, rest: string) => `…/${name}:${digest.slice(0, DIGEST)}…${rest}`);
  return shown === text ? {} : { displayLabel: shown };
}

/** Puts a form in. goesOn: what may be filled in is offered at once. */
function form(template: string, goesOn: boolean): (view: EditorView, completion: Completion, from: number, to: number) => void {
  const put = snippet(template);
  return (view, completion, from, to) => {
    put(view, completion, from, to);
    if (goesOn) startCompletion(view);
  };
}

/** Puts a value in, and goes to the next place that is to be filled in. Where one follows, quotes that are there stay: they
 * are around the place, which would go with them. */
function value(text: string): (view: EditorView, completion: Completion, from: number, to: number) => void {
  return (view, completion, from, to) => {
    const goesOn = hasNextSnippetField(view.state);
    const within = goesOn && to - from > 1 && /^".*"$/.test(view.state.sliceDoc(from, to)) && text.startsWith('"') ? 1 : 0;
    const written = text.slice(within, text.length - within);
    view.dispatch({ ...insertCompletionText(view.state, written, from + within, to - within), annotations: pickedCompletion.of(completion) });
    if (goesOn && nextSnippetField(view)) startCompletion(view);
  };
}

function meaning(given: Given): Extension {
  return hoverTooltip(async (view, position) => {
    const found = await ask<Meaning>("hover", given(view.state, position)).catch(() => null);
    if (!found?.text) return null;
    return { pos: found.start!, end: found.end!, above: true, create: () => ({ dom: el("div", { class: "meaning" }, found.text) }) };
  });
}

/** The list of what may stand at a place: ten rows of it, then a scroll bar; what is accepted may go on at once. */
function completing(given: Given): Extension {
  return [
    autocompletion({
      override: [(context) => offered(context, given)],
      icons: false,
      activateOnCompletion: ({ label }) => GOES_ON.test(label),
      positionInfo: (view, list, option, info, space) => beside(view.dom.getBoundingClientRect(), list, option, info, space),
    }),
    EditorView.theme({
      ".cm-tooltip.cm-tooltip-autocomplete > ul": { maxHeight: "260px", overflowY: "auto" },
      ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { boxSizing: "border-box", height: "26px", lineHeight: "20px", overflow: "hidden" },
      // A bar of the system may hide until it is moved.
      ".cm-tooltip-autocomplete > ul::-webkit-scrollbar": { width: "10px" },
      ".cm-tooltip-autocomplete > ul::-webkit-scrollbar-track": { background: "var(--line)" },
      ".cm-tooltip-autocomplete > ul::-webkit-scrollbar-thumb": { background: "var(--quiet)", borderRadius: "5px" },
      ".cm-completionInfo.cm-completionInfo-below": { left: "0" },
    }),
  ];
}

const REF = /weave:\/\/\/[^/"]+\/[^/"]+\/(?:object|op)\/([^/:"]+):([^/"]{9,})(.*)$/;
const DIGEST = 6;

// A function, a bracket, an operator: behind it stands a value.
const GOES_ON = /[[(.=<>]$|^(?:not )?(?:in|i?contains|i?matches)$|with$/;
const LEAST = 200;
const MOST = 360;

/** Where the sentence on what is chosen stands: within the pane if there is room, so that it hides no other. */
function beside(pane: Rect, list: Rect, option: Rect, info: Rect, space: Rect): { style: string; class: string } {
  const height = info.bottom - info.top;
  const down = Math.max(space.top, Math.min(option.top, space.bottom - height)) - list.top;
  const right = Math.min(pane.right, space.right) - list.right;
  const left = list.left - Math.max(pane.left, space.left);
  const within = (width: number, side: string) => ({ style: `top: ${down}px; max-width: ${Math.min(MOST, width)}px`, class: `cm-completionInfo-${side}` });
  if (right >= LEAST) return within(right, "right");
  if (left >= LEAST) return within(left, "left");
  const width = Math.max(list.right - list.left, Math.min(MOST, pane.right - list.left));
  if (space.bottom - list.bottom >= height) return { style: `top: ${list.bottom - list.top}px; width: max-content; max-width: ${width}px`, class: "cm-completionInfo-below" };
  return space.right - list.right >= LEAST ? within(space.right - list.right, "right") : within(list.left - space.left, "left");
}

/** The JSON pointer of what stands at a position. */
export function pointerAt(state: EditorState, position: number): string {
  const tree = ensureSyntaxTree(state, state.doc.length, 200);
  if (!tree) return "";
  const steps: string[] = [];
  for (let node: SyntaxNode | null = tree.resolveInner(position, 1); node; node = node.parent) {
    const parent: SyntaxNode | null = node.parent;
    if (node.name === "Property") {
      const name = node.getChild("PropertyName");
      if (name) steps.unshift(escaped(unquoted(state.sliceDoc(name.from, name.to))));
    } else if (parent?.name === "Array" && !PUNCTUATION.has(node.name)) {
      let number = 0;
      for (let before = node.prevSibling; before; before = before.prevSibling) if (!PUNCTUATION.has(before.name)) number++;
      steps.unshift(String(number));
    }
  }
  return steps.map((step) => `/${step}`).join("");
}

/** Where what a JSON pointer names stands: its value, or the deepest part of the way that is there. */
export function rangeOf(state: EditorState, pointer: string): { from: number; to: number } | null {
  const node = nodeOf(state, pointer);
  // An operator is its name and its operands.
  const whole = node?.parent?.name === "Property" && isOperator(pointer) ? node.parent : node;
  return whole && { from: whole.from, to: whole.to };
}

/** Where a mistake stands that a JSON pointer names: of a member of an object its key, too, or that alone. */
export function placeOf(state: EditorState, pointer: string): { from: number; to: number } | null {
  const node = nodeOf(state, pointer);
  const member = node?.parent?.name === "Property" ? node.parent : null;
  if (!node || !member || isOperator(pointer)) return rangeOf(state, pointer);
  const key = member.getChild("PropertyName") ?? member;
  return { from: key.from, to: node.name === "Object" || node.name === "Array" ? key.to : node.to };
}

const isOperator = (pointer: string): boolean => pointer.split("/").at(-1)!.startsWith("$");

function nodeOf(state: EditorState, pointer: string): SyntaxNode | null {
  const tree = ensureSyntaxTree(state, state.doc.length, 200);
  let node: SyntaxNode | null = tree?.topNode.firstChild ?? null;
  if (!node) return null;
  for (const step of pointer.split("/").slice(1)) {
    const next = below(state, node, step.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (!next) break;
    node = next;
  }
  return node;
}

const PUNCTUATION = new Set(["[", "]", ",", "{", "}", ":", "⚠"]);

function below(state: EditorState, node: SyntaxNode, step: string): SyntaxNode | null {
  if (node.name === "Object") {
    // Of a key that stands twice the second is the mistake.
    const found = node.getChildren("Property").findLast((property) => {
      const name = property.getChild("PropertyName");
      return name && unquoted(state.sliceDoc(name.from, name.to)) === step;
    });
    return found ? found.lastChild ?? found : null;
  }
  if (node.name !== "Array") return null;
  let number = Number(step);
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (PUNCTUATION.has(child.name)) continue;
    if (number-- === 0) return child;
  }
  return null;
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}

function escaped(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
