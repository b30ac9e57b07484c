// The language side of the editors: colours, completion, and places. Nothing else knows what is written in them.

import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { LanguageSupport, StreamLanguage, ensureSyntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { hoverTooltip } from "@codemirror/view";
import { type About, type Meaning, type Offers, ask } from "./api";
import { el } from "./dom";

const WORDS = new Set(
  (
    "calls count stats usage of traces feedback threads aggregate where filter sort order by limit offset select expand with without " +
    "values every from to last having on week fill top as other and or not in is null exists contains icontains starts ends matches " +
    "imatches any all true false asc desc"
  ).split(" "),
);
const DURATION = /^\d+(?:\.\d+)?(?:ms|us|s|m|h|d|w)\b/;

const text = StreamLanguage.define<{ after: boolean }>({
  name: "weave_query",
  startState: () => ({ after: false }),
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", '"', "'", "`"] } },
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

// A word, a step of a path, or a quoted text that is not closed.
const BEGUN = /[\w$.[]$|^(?:[^"'`]|"[^"]*"|'[^']*'|`[^`]*`)*["'`][^"'`]*$/;

/** The text language. What may stand at a place, and what a word means, the server knows. */
export function textLanguage(project: () => string): Extension {
  const complete = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const given = context.state.doc.toString();
    const line = context.state.doc.lineAt(context.pos);
    if (!context.explicit && !BEGUN.test(given.slice(line.from, context.pos))) return null;
    const found = await ask<Offers>("complete", { text: given, cursor: context.pos, project: project() }).catch(() => null);
    if (context.aborted || !found?.offers.length) return null;
    const word = given.slice(found.start, found.end);
    if (!context.explicit && found.offers[0]!.text === word) return null;
    const options = found.offers.map((each): Completion => ({ label: each.text, type: each.kind, info: each.doc || undefined, detail: each.kind }));
    return { from: found.start, to: found.end, options, filter: false };
  };
  const means = hoverTooltip(async (view, position) => {
    const found = await ask<Meaning>("hover", { text: view.state.doc.toString(), cursor: position, project: project() }).catch(() => null);
    if (!found?.text) return null;
    return { pos: found.start!, end: found.end!, above: true, create: () => ({ dom: el("div", { class: "meaning" }, found.text) }) };
  });
  return new LanguageSupport(text, [autocompletion({ override: [complete], icons: false }), means]);
}

export function jsonLanguage(known: About, kind: () => string): Extension {
  const operators: Completion[] = Object.entries(known.operators).map(([label, info]) => ({ label, info, type: "function" }));
  operators.push({ label: "$expr", type: "keyword", info: "The condition." });
  const fields: Completion[] = known.fields.map((field) => ({ label: field.name, detail: field.type, info: field.about, type: "property" }));
  return [json(), autocompletion({ override: [(context) => ofJson(context, operators, fields, known, kind())], icons: false })];
}

function ofJson(
  context: CompletionContext,
  operators: Completion[],
  fields: Completion[],
  known: About,
  kind: string,
): CompletionResult | null {
  const word = context.matchBefore(/"[^"\n]*/);
  if (!word) return null;
  const before = context.state.sliceDoc(Math.max(0, word.from - 80), word.from);
  let options: Completion[];
  if (/"(?:\$getField|field)"\s*:\s*$/.test(before)) options = fields;
  else if (/:\s*$/.test(before)) return null;
  else {
    const depth = pointerAt(context.state, word.from).split("/").length - 1;
    const keys = (known.kinds[kind] ?? []).map((label) => ({ label, type: "property" }));
    options = depth <= 1 ? [...keys, ...operators] : [...operators, ...fields];
  }
  return { from: word.from + 1, options, validFor: /^[$\w.]*$/ };
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
  const tree = ensureSyntaxTree(state, state.doc.length, 200);
  let node: SyntaxNode | null = tree?.topNode.firstChild ?? null;
  if (!node) return null;
  const steps = pointer.split("/").slice(1);
  for (const step of steps) {
    const next = below(state, node, step.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (!next) break;
    node = next;
  }
  // An operator is its name and its operands.
  const whole = steps.at(-1)?.startsWith("$") && node.parent?.name === "Property" ? node.parent : node;
  return { from: whole.from, to: whole.to };
}

const PUNCTUATION = new Set(["[", "]", ",", "{", "}", ":", "⚠"]);

function below(state: EditorState, node: SyntaxNode, step: string): SyntaxNode | null {
  if (node.name === "Object") {
    for (const property of node.getChildren("Property")) {
      const name = property.getChild("PropertyName");
      if (name && unquoted(state.sliceDoc(name.from, name.to)) === step) return property.lastChild ?? property;
    }
    return null;
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
