// The two editors: what is common to them, and the marks in them.

import { acceptCompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState, type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  drawSelection,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: tags.keyword, class: "c-word" },
  { tag: [tags.string, tags.special(tags.string)], class: "c-text" },
  { tag: [tags.number, tags.literal, tags.bool, tags.null], class: "c-value" },
  { tag: tags.propertyName, class: "c-name" },
  { tag: tags.macroName, class: "c-call" },
  { tag: tags.comment, class: "c-quiet" },
  { tag: [tags.operator, tags.punctuation, tags.separator, tags.bracket], class: "c-mark" },
  { tag: tags.typeName, class: "c-call" },
]);

export const highlighting: Extension = syntaxHighlighting(colours);

const mark = StateEffect.define<{ from: number; to: number } | null>();
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(found, transaction) {
    found = found.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(mark)) continue;
      const range = effect.value;
      found =
        range && range.from < range.to
          ? Decoration.set(Decoration.mark({ class: "under-cursor" }).range(range.from, range.to))
          : Decoration.none;
    }
    return found;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** What was set by the other side, and not typed. */
const synced = Annotation.define<boolean>();

export interface Told {
  typed: () => void;
  moved: () => void;
  run: () => void;
}

export function editor(parent: HTMLElement, label: string, hint: string, language: Extension, told: Told): EditorView {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
  return new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        // Tab takes what is chosen in an open list, goes on in a form, and leaves the editor otherwise.
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: (view) => (closeCompletion(view), told.run(), true) }, { key: "Tab", run: acceptCompletion }])),
        EditorView.cspNonce.of(nonce),
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        placeholder(hint),
        highlighting,
        marked,
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false", autocapitalize: "off" }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        language,
        EditorView.updateListener.of((update) => {
          const own = update.transactions.some((each) => each.annotation(synced));
          if (update.docChanged && !own) told.typed();
          if ((update.selectionSet || update.focusChanged) && update.view.hasFocus && !own) told.moved();
        }),
      ],
    }),
  });
}

/** Put a text in, and keep the cursor about where it was. */
export function put(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return;
  const head = Math.min(view.state.selection.main.head, text.length);
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: head },
    annotations: synced.of(true),
  });
}

export function highlight(view: EditorView, range: { from: number; to: number } | null): void {
  const end = view.state.doc.length;
  view.dispatch({ effects: mark.of(range && { from: Math.min(range.from, end), to: Math.min(range.to, end) }) });
  if (range && !view.hasFocus) bringIn(view, Math.min(range.from, end));
}

/** Scroll the editor, and nothing around it, to a place that is out of sight. */
function bringIn(view: EditorView, at: number): void {
  const scroller = view.scrollDOM;
  const { top, bottom } = view.lineBlockAt(at);
  if (top < scroller.scrollTop || bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = Math.max(0, top - scroller.clientHeight / 3);
}

export function tell(view: EditorView, diagnostics: Diagnostic[]): void {
  view.dispatch(setDiagnostics(view.state, diagnostics));
}
