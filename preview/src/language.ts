// The language side of the editors: colours, completion, and places. Nothing else knows what is written in them.

import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { LanguageSupport, StreamLanguage, ensureSyntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import type { About } from "./api";

const KINDS = ["calls", "count calls", "stats", "usage of traces", "usage of calls", "feedback", "feedback stats", "threads", "aggregate"];
const CLAUSES = ["where", "filter", "sort by", "limit", "offset", "select", "expand", "with", "by", "every", "from", "last", "having", "on"];
const WORDS = ["and", "or", "not", "in", "is null", "is not null", "exists", "contains", "icontains", "starts with", "ends with", "matches", "imatches", "any", "all", "true", "false", "null", "asc", "desc", "to", "as", "top", "without"];
const SPLIT = new Set([...KINDS, ...CLAUSES, ...WORDS].flatMap((each) => each.split(" ")));
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
      if (SPLIT.has(word.toLowerCase()) && stream.peek() !== "." && stream.peek() !== "[") return "keyword";
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

export function textLanguage(known: About): Extension {
  const words: Completion[] = [
    ...KINDS.map((label) => ({ label, type: "type", boost: 1 })),
    ...CLAUSES.map((label) => ({ label, type: "keyword" })),
    ...WORDS.map((label) => ({ label, type: "keyword", boost: -1 })),
    ...known.fields.map((field) => ({ label: field.name, type: "property", detail: field.type, info: field.about, boost: 2 })),
    ...Object.entries(known.functions).map(([label, info]) => ({ label, type: "function", info })),
    ...known.metrics.map((label) => ({ label, type: "variable", detail: "metric" })),
    ...known.aggregations.map((label) => ({ label, type: "enum", detail: "aggregation" })),
  ];
  const first: Completion[] = KINDS.map((label) => ({ label, type: "type" }));
  return new LanguageSupport(text, [
    autocompletion({ override: [(context) => ofText(context, first, words)], icons: false, tooltipClass: () => "completions" }),
  ]);
}

function ofText(context: CompletionContext, first: Completion[], words: Completion[]): CompletionResult | null {
  const word = context.matchBefore(/[$\w.]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const before = context.state.sliceDoc(0, word.from);
  if (/["'`]\w*$/.test(before) && (before.split(/["'`]/).length - 1) % 2) return null;
  const begins = before.replace(/#[^\n]*/g, "").trim() === "";
  return { from: word.from, options: begins ? first : words, validFor: /^[$\w.]*$/ };
}

export function jsonLanguage(known: About, kind: () => string): Extension {
  const operators: Completion[] = Object.entries(known.operators).map(([label, info]) => ({ label, info, type: "function" }));
  operators.push({ label: "$expr", type: "keyword", info: "The condition." });
  const fields: Completion[] = known.fields.map((field) => ({ label: field.name, detail: field.type, info: field.about, type: "property" }));
  return [json(), autocompletion({ override: [(context) => ofJson(context, operators, fields, known, kind())], icons: false, tooltipClass: () => "completions" })];
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
