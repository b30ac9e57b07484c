// The page: what is written is compiled as it is typed, and run when that is asked.

import { Address } from "./address";
import { Answers } from "./answers";
import { type About, type Asked, type Compiled, type Problem, about, ask } from "./api";
import { byId, copy } from "./dom";
import { put } from "./editor";
import { Examples } from "./examples";
import { Help } from "./help";
import { Kinds } from "./kinds";
import { Made } from "./made";
import { Mistakes } from "./mistakes";
import { Parts } from "./parts";
import { problemsOf } from "./problems";
import { Projects } from "./projects";
import { splits } from "./splits";
import { theme } from "./theme";
import { type Source, Written, keyOf } from "./written";

// Milliseconds after a key until what is written is compiled.
const SOON = 180;

// Findings that rows may prove wrong: a key or a value that was not seen, another type.
const OF_ROWS = ["WQ855", "WQ856", "WQ867"];

class Page {
  private compiled: Compiled | null = null;
  private compiledFor = "";
  /** What is wrong with what was compiled last. */
  private wrong: Problem[] = [];
  private compiling: { key: string; done: Promise<void> } | null = null;
  /** What the page did by itself that somebody should know, until the query is changed. */
  private notes: Problem[] = [];
  private turn = 0;
  private waiting = 0;
  private readonly written: Written;
  private readonly kinds: Kinds;
  private readonly address: Address;
  private readonly examples: Examples;
  private readonly parts: Parts;
  private readonly mistakes: Mistakes;
  private readonly made: Made;
  private readonly answers: Answers;

  constructor(private readonly known: About) {
    const run = () => void this.answers.run();
    this.written = new Written(known, { typed: (source) => this.typed(source), moved: (source) => this.moved(source), run });
    this.kinds = new Kinds(known.kinds, this.written);
    this.written.kind.addEventListener("change", () => this.typed("json", this.kinds.chosen()));
    this.address = new Address(known, this.written, this.kinds);
    this.examples = new Examples(known.examples, this.written, (example, notes) => {
      this.open(example.project, example.text, notes);
      run();
    });
    this.parts = new Parts(this.written);
    this.mistakes = new Mistakes(this.written, () => this.parts.unmark(), () => this.typed(this.written.source));
    this.made = new Made(known.database, this.parts, () => this.written.asked());
    this.answers = new Answers(known, new Projects(known.projects), {
      asked: () => this.written.asked(),
      check: () => this.check(),
      ran: () => this.address.ran(),
      answered: () => this.reconsider(),
      isSame: (asked, json) => this.isSame(asked, json),
      write: (project, text) => this.write(project, text),
      refused: (problems) => this.mistakes.refused(problems),
      choose: (project) => {
        this.written.project.value = project;
        this.typed("text");
      },
    });
    this.buttons(run);
    window.addEventListener("popstate", () => {
      if (this.answers.steps.went()) return;
      if (this.follow() && this.address.wasRun) run();
    });
    splits();
    this.answers.show();
    this.begin(run);
  }

  private buttons(run: () => void): void {
    const button = byId<HTMLButtonElement>("run");
    button.addEventListener("click", () => this.answers.runner.press(run));
    const { database } = this.known;
    if (!database) {
      button.disabled = true;
      button.title = "There is no database: `weave-query preview --url URL` opens one";
    }
    byId("database").textContent = byId("database").title = database ? database.title : "no database: it compiles, and runs nothing";
    byId("link").addEventListener("click", () => void copy(location.href, byId("link")));
    const help = new Help((text) => this.write(null, text));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.answers.runner.stop();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) run();
      if (event.key === "F1") {
        event.preventDefault();
        void help.toggle();
      }
    });
  }

  /** Begin with the query of the address, or with an example. */
  private begin(run: () => void): void {
    if (this.follow()) {
      if (this.address.wasRun) run();
      else this.address.came();
      return;
    }
    const example = this.known.examples[1];
    if (example) this.open(example.project, example.text, this.notes);
  }

  /** Go to the query of the address. Is there one? */
  private follow(): boolean {
    const { query, notes } = this.address.follow();
    this.notes = notes;
    if (query === "new") this.opened();
    return query !== "none";
  }

  private open(project: string, text: string, notes: Problem[] = []): void {
    this.notes = notes;
    this.written.open(project, text);
    this.opened();
  }

  private opened(): void {
    this.examples.check();
    void this.compile();
  }

  /** Write a query into the editor, for the project that is named or the one that is there. */
  private write(project: string | null, text: string): void {
    this.open(project ?? this.written.project.value, text);
    this.written.text.focus();
  }

  private typed(source: Source, notes: Problem[] = []): void {
    this.written.source = source;
    this.notes = notes;
    this.turn++; // what is under way must not write over what is typed
    this.compiling = null;
    this.mistakes.typed();
    this.examples.check();
    this.answers.mark();
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.compile(), SOON);
  }

  /** Is what is written what was asked, whether in this form or the other, and however it is laid out? */
  private isSame(asked: Asked, json: string | null): boolean {
    const now = this.written.asked();
    if (keyOf(now) === keyOf(asked)) return true;
    return json !== null && this.compiled?.json === json && this.isCompiled && this.compiled.kind === asked.kind && now.stored_usage === asked.stored_usage;
  }

  private get isCompiled(): boolean {
    return this.compiledFor === this.written.key;
  }

  /** Compile what is written unless that is done or under way, and tell what is wrong with it at once. */
  private async check(): Promise<Problem[]> {
    this.mistakes.hurry();
    await (this.compiling?.key === this.written.key ? this.compiling.done : this.compile());
    return this.wrong;
  }

  /** What was told of rows may be told no more: those of the answer are known now. */
  private reconsider(): void {
    if (this.isCompiled && this.compiled?.findings.some((each) => OF_ROWS.includes(each.code))) void this.compile();
  }

  private compile(): Promise<void> {
    const done = this.compileNow();
    this.compiling = { key: this.written.key, done };
    return done;
  }

  private async compileNow(): Promise<void> {
    const turn = ++this.turn;
    window.clearTimeout(this.waiting);
    this.mistakes.forget();
    const asked = this.written.asked();
    if (!this.isCompiled) this.mistakes.passed();
    this.address.remember();
    this.answers.mark();
    try {
      const found = await ask<Compiled>("compile", asked);
      if (turn === this.turn) this.took(asked.source, found);
    } catch (error) {
      if (turn !== this.turn) return;
      this.wrong = problemsOf(error);
      // Who was not reached is asked again.
      if (this.wrong.some((each) => each.code === "")) this.compiling = null;
      this.mistakes.tell(this.wrong, this.notes, [], asked.source);
    }
  }

  /** Write what was compiled of one form in the other one, and show what it is made into. */
  private took(source: Source, found: Compiled): void {
    const { written } = this;
    this.compiled = found;
    this.wrong = [];
    this.kinds.take(found.kind);
    if (source === "text") put(written.json, found.json);
    else {
      put(written.text, found.text);
      written.project.value = found.project;
    }
    this.compiledFor = written.key;
    this.mistakes.tell([], [...this.notes, ...found.warnings], found.findings, source);
    this.parts.are(found.pairs);
    this.made.show(found);
    this.moved(written.source);
    this.answers.mark();
  }

  /** Mark what the cursor is in, where that is known. */
  private moved(source: Source): void {
    if (this.compiled && !this.mistakes.isWrong && this.isCompiled) this.parts.markAt(source);
  }
}

theme();
new Page(await about());
