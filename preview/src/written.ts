// What is written: the request in two forms, its kind, its project, and how it counts usage.

import type { EditorView } from "@codemirror/view";
import type { About, Asked } from "./api";
import { byId, el } from "./dom";
import { editor, put } from "./editor";
import { jsonLanguage, textLanguage } from "./language";

export type Source = Asked["source"];

/** What the page does about it. */
export interface Listener {
  typed: (source: Source) => void;
  moved: (source: Source) => void;
  run: () => void;
}

export class Written {
  /** The form that was typed last: the other one is written from it. */
  source: Source = "text";
  readonly text: EditorView;
  readonly json: EditorView;
  readonly kind = byId<HTMLSelectElement>("kind");
  readonly project = byId<HTMLInputElement>("project");
  readonly usage = byId<HTMLSelectElement>("stored-usage");

  constructor(known: About, { typed, moved, run }: Listener) {
    this.text = editor(byId("text"), "Query as text", "calls where …", textLanguage(() => this.project.value.trim()), {
      typed: () => typed("text"),
      moved: () => moved("text"),
      run,
    });
    this.json = editor(byId("json"), "Query as JSON", '{"project_id": …}', jsonLanguage(known, () => this.kind.value), {
      typed: () => typed("json"),
      moved: () => moved("json"),
      run,
    });
    this.kind.append(...Object.keys(known.kinds).map((name) => el("option", { value: name }, name)));
    this.usage.value = known.stored_usage;
    this.project.addEventListener("input", () => typed("text"));
    this.usage.addEventListener("change", () => typed(this.source));
  }

  of(source: Source): EditorView {
    return source === "text" ? this.text : this.json;
  }

  asked(): Asked {
    const text = this.of(this.source).state.doc.toString();
    return { source: this.source, text, kind: this.kind.value, project: this.project.value.trim(), stored_usage: this.usage.value };
  }

  get key(): string {
    return keyOf(this.asked());
  }

  /** Write a text in the place of what is there. */
  open(project: string, text: string): void {
    this.project.value = project;
    put(this.text, text);
    this.source = "text";
  }

  openJson(text: string): void {
    put(this.json, text);
    this.source = "json";
  }
}

/** What tells requests apart: the kind and the project of a text are in it, or beside it. */
export function keyOf(asked: Asked): string {
  return JSON.stringify(asked.source === "text" ? ["text", asked.text, asked.project, asked.stored_usage] : [asked.kind, asked.text, asked.stored_usage]);
}
