// What is wrong or doubtful stands where it is, in the editor, and in the line below. What is typed just now is left alone.

import type { Diagnostic } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import type { Problem } from "./api";
import { byId } from "./dom";
import { tell } from "./editor";
import { placeOf } from "./language";
import { type Severity, type Told, sentence, showProblems } from "./problems";
import type { Source, Written } from "./written";

// Milliseconds after a key until a mistake is told that the cursor is at.
const PAUSE = 700;

interface Found extends Omit<Told, "go" | "mend"> {
  range: { from: number; to: number };
}

export class Mistakes {
  private pausing = 0;
  private lastKey = 0;

  constructor(
    private readonly written: Written,
    /** A mistake is told: what is marked elsewhere may be marked wrongly. */
    private readonly wrong: () => void,
    /** A choice of the page mends it. */
    private readonly chose: () => void,
  ) {}

  get isWrong(): boolean {
    return document.body.dataset["state"] === "wrong";
  }

  /** A key was pressed: what waited to be told is passed. */
  typed(): void {
    this.lastKey = performance.now();
    this.forget();
    this.passed();
  }

  /** Nobody types any more: all is told at once. */
  hurry(): void {
    this.lastKey = -Infinity;
  }

  forget(): void {
    window.clearTimeout(this.pausing);
  }

  /** What is told and shown beside what is written is that of another query, until that is compiled. */
  passed(): void {
    document.body.dataset["source"] = this.written.source;
    document.body.dataset["checked"] = "false";
  }

  /** Tell what is wrong; what the cursor is at only when nobody types. */
  tell(errors: Problem[], warnings: Problem[], findings: Problem[], source: Source): void {
    this.forget();
    const own = this.written.of(source);
    const all = this.found(errors, warnings, findings, source);
    const { head } = own.state.selection.main;
    const held = all.filter(({ range }) => own.hasFocus && range.from <= head && head <= range.to);
    const wait = this.lastKey + PAUSE - performance.now();
    if (wait <= 0 || !held.length) {
      this.tellNow(all, source);
      return;
    }
    if (!errors.length) this.tellNow(all.filter((each) => !held.includes(each)), source);
    this.pausing = window.setTimeout(() => this.tellNow(all, source), wait);
  }

  /** What was to be run is refused. Is it for a mistake that stands above the answer now? */
  refused(problems: Problem[]): boolean {
    const isPlaced = problems.some((each) => each.start !== undefined || each.pointer !== undefined);
    const isTold = this.isWrong && byId("problems").textContent?.includes(problems[0]?.message ?? "\0");
    const { source } = this.written;
    if (isPlaced && !isTold) this.tellNow(this.found(problems, [], [], source), source);
    return isPlaced || Boolean(isTold);
  }

  private found(errors: Problem[], warnings: Problem[], findings: Problem[], source: Source): Found[] {
    const said = (problems: Problem[], severity: Severity) => problems.map((problem) => ({ problem, severity, range: this.place(source, problem) }));
    return [...said(errors, "error"), ...said(warnings, "warning"), ...said(findings, "info")];
  }

  private tellNow(all: Found[], source: Source): void {
    const own = this.written.of(source);
    const isWrong = all.some((each) => each.severity === "error");
    const ofProject = (each: Found) => source === "text" && each.problem.pointer === "/project_id";
    const inEditor = all.filter((each) => !ofProject(each) && each.problem.code !== "");
    tell(
      own,
      inEditor.map(({ range, severity, problem }): Diagnostic => {
        const mend = this.mend(problem, own);
        return { ...range, severity, source: problem.code, message: sentence(problem), actions: mend ? [{ name: mend.title, apply: mend.apply }] : [] };
      }),
    );
    tell(this.written.of(source === "text" ? "json" : "text"), []);
    if (isWrong) this.wrong();
    this.written.project.setAttribute("aria-invalid", String(all.some(ofProject)));
    document.body.dataset["checked"] = "true";
    document.body.dataset["state"] = isWrong ? "wrong" : "right";
    document.body.dataset["source"] = source;
    const told = all.map((each): Told => {
      const go = () => {
        if (ofProject(each)) return this.written.project.focus();
        own.focus();
        own.dispatch({ selection: { anchor: each.range.from }, scrollIntoView: true });
      };
      return { severity: each.severity, problem: each.problem, go, mend: this.mend(each.problem, own) };
    });
    showProblems(told, "No mistakes.");
  }

  /** What mends a problem: a change of the text, or a choice of the page. */
  private mend({ fix, choose }: Problem, own: EditorView): Told["mend"] {
    if (choose) {
      const apply = () => {
        this.written.usage.value = choose.stored_usage;
        this.chose();
      };
      return { title: `Set stored usage to ${choose.stored_usage}`, apply };
    }
    if (!fix) return null;
    const apply = () => {
      own.dispatch({ changes: { from: fix.start, to: fix.end, insert: fix.text } });
      own.focus();
    };
    return { title: `Fix: ${fix.title}`, apply };
  }

  private place(source: Source, problem: Problem): { from: number; to: number } {
    if (problem.code === "") return { from: 0, to: 0 };
    const { state } = this.written.of(source);
    const end = state.doc.length;
    let range: { from: number; to: number } | null = null;
    if (problem.start !== undefined) range = { from: problem.start, to: problem.end ?? problem.start };
    else if (problem.pointer !== undefined && source === "json") range = placeOf(state, problem.pointer);
    const found = range ?? { from: 0, to: end };
    const line = /at line (\d+), column (\d+)/.exec(problem.message);
    if (line && source === "json" && Number(line[1]) <= state.doc.lines) {
      found.from = Math.min(end, state.doc.line(Number(line[1])).from + Number(line[2]) - 1);
      found.to = found.from + 1;
    }
    const from = Math.min(found.from, end);
    const to = Math.min(Math.max(found.to, from), end);
    return from === to && from > 0 ? { from: from - 1, to } : { from, to };
  }
}
