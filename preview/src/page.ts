// The page: what is written is compiled as it is typed, and run when that is asked.

import type { Diagnostic } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import { type About, type Asked, type Compiled, type Problem, type Statement, about, ask } from "./api";
import { Answers } from "./answers";
import { Tabs, byId, copy, el } from "./dom";
import { editor, highlight, put, tell } from "./editor";
import { Help } from "./help";
import { jsonLanguage, placeOf, pointerAt, rangeOf, textLanguage } from "./language";
import { TITLES, coloured, planned, statement } from "./made";
import { type Severity, type Told, problemsOf, sentence, showProblems } from "./problems";
import { Projects } from "./projects";
import { around, clicked, markSources, sourceAt } from "./sources";
import { splits } from "./splits";
import { theme } from "./theme";
import { json, parsed } from "./values";

// Milliseconds after a key: until it is compiled, and until a mistake is told that the cursor is at.
const SOON = 180;
const PAUSE = 700;

// Keys that mean the same in a request about calls and in one about feedback.
const COMMON = ["project_id", "start", "end", "granularity", "timezone", "limit", "offset"];

// Findings that rows may prove wrong: a key or a value that was not seen, another type.
const OF_ROWS = ["WQ855", "WQ856", "WQ867"];

// What the browser keeps with an address whose query was run, so that going back to it runs it again.
const RAN = { ran: true };
// An address that somebody came by stays, too.
const CAME = { ran: false };
const wasRun = (): boolean => (history.state as typeof RAN | null)?.ran === true;

interface Found extends Omit<Told, "go" | "mend"> {
  range: { from: number; to: number };
}

class Page {
  private source: "text" | "json" = "text";
  private compiled: Compiled | null = null;
  private compiledFor = "";
  private compiling: { key: string; done: Promise<void> } | null = null;
  private statements: [HTMLElement, Statement][] = [];
  private parts: Compiled["pairs"] = [];
  /** What the page did by itself that somebody should know, until the query is changed. */
  private notes: Problem[] = [];
  /** What each kind had before another one was chosen, as long as nothing but that was done: the last is `kept`. */
  private readonly left = new Map<string, string>();
  private kept = "";
  /** The kind that what is written is of, or was until another was chosen just now. */
  private taken = "";
  private turn = 0;
  private waiting = 0;
  private pausing = 0;
  private lastKey = 0;
  private readonly text: EditorView;
  private readonly json: EditorView;
  private readonly projects: Projects;
  private readonly answers: Answers;
  private readonly madeTabs = new Tabs(byId("made-tabs"), byId("made-panels"), "made", (name) => void this.explain(name));

  constructor(private readonly known: About) {
    const run = () => void this.answers.run();
    this.text = editor(byId("text"), "Query as text", "calls where …", textLanguage(() => this.project.value.trim()), {
      typed: () => this.typed("text"),
      moved: () => this.moved("text"),
      run,
    });
    this.json = editor(byId("json"), "Query as JSON", '{"project_id": …}', jsonLanguage(known, () => this.kind.value), {
      typed: () => this.typed("json"),
      moved: () => this.moved("json"),
      run,
    });
    this.projects = new Projects(known.projects);
    this.answers = new Answers(known, this.projects, {
      asked: () => this.asked(),
      check: () => this.check(),
      ran: () => history.replaceState(RAN, ""),
      answered: () => this.reconsider(),
      isSame: (asked, json) => this.isSame(asked, json),
      write: (project, text) => this.write(project, text),
      refused: (problems) => this.refused(problems),
      choose: (project) => {
        this.project.value = project;
        this.changedProject();
      },
    });
    this.kind.append(...Object.keys(known.kinds).map((name) => el("option", { value: name }, name)));
    this.kind.addEventListener("change", () => this.changedKind());
    this.project.addEventListener("input", () => this.changedProject());
    this.usage.value = known.stored_usage;
    this.usage.addEventListener("change", () => this.typed(this.source));
    this.examples();
    const button = byId<HTMLButtonElement>("run");
    button.addEventListener("click", () => this.answers.runner.press(run));
    if (!known.database) {
      button.disabled = true;
      button.title = "There is no database: `weave-query preview --url URL` opens one";
    }
    byId("database").textContent = known.database ? known.database.title : "no database: it compiles, and runs nothing";
    byId("database").title = byId("database").textContent ?? "";
    byId("link").addEventListener("click", () => void copy(location.href, byId("link")));
    byId("copy-sql").addEventListener("click", () => void copy(this.madeText(), byId("copy-sql")));
    const help = new Help((text) => this.write(null, text));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.answers.runner.stop();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) run();
      if (event.key === "F1") {
        event.preventDefault();
        void help.toggle();
      }
    });
    window.addEventListener("popstate", () => {
      if (this.follow() && wasRun()) run();
    });
    splits();
    this.answers.show();
    if (this.follow()) {
      if (wasRun()) run();
      else if (history.state === null) history.replaceState(CAME, "");
    } else {
      const found = known.examples[1];
      if (found) this.open(found.project, found.text);
    }
  }

  private get kind(): HTMLSelectElement {
    return byId<HTMLSelectElement>("kind");
  }

  private get project(): HTMLInputElement {
    return byId<HTMLInputElement>("project");
  }

  private get usage(): HTMLSelectElement {
    return byId<HTMLSelectElement>("stored-usage");
  }

  private examples(): void {
    const list = byId<HTMLSelectElement>("examples");
    this.known.examples.forEach((each, at) => list.append(el("option", { value: at }, each.title)));
    list.addEventListener("change", () => {
      const found = this.known.examples[Number(list.value)];
      if (list.value === "" || !found) return;
      this.open(found.project, found.text);
      void this.answers.run();
    });
  }

  /** The list names an example as long as that is what is written. */
  private checkExample(): void {
    const list = byId<HTMLSelectElement>("examples");
    const found = list.value === "" ? undefined : this.known.examples[Number(list.value)];
    if (found && (this.source !== "text" || found.text !== this.text.state.doc.toString() || found.project !== this.project.value)) list.value = "";
  }

  private open(project: string, text: string): void {
    this.project.value = project;
    put(this.text, text);
    this.source = "text";
    this.checkExample();
    void this.compile();
  }

  /** Write a query into the editor, for the project that is named or the one that is there. */
  private write(project: string | null, text: string): void {
    this.open(project ?? this.project.value, text);
    this.text.focus();
  }

  /** Take the query of the address. A fragment stays in the browser: no server is told of it. */
  private follow(): boolean {
    const given = new URLSearchParams(location.hash.slice(1));
    const [body, text] = [given.get("json"), given.get("text")];
    if (body === null && text === null) return false;
    const policy = given.get("stored_usage") ?? this.known.stored_usage;
    const isOther = policy !== this.usage.value;
    const policies = [...this.usage.options].map((each) => each.value);
    this.usage.value = policies.includes(policy) ? policy : this.known.stored_usage;
    this.notes = policies.includes(policy) ? [] : [note(`the link asks for stored usage "${policy}", which is none of ${policies.join(", ")}: ${this.usage.value} is taken`)];
    if (body !== null) {
      const isThere = !isOther && this.source === "json" && body === this.json.state.doc.toString();
      if (isThere && this.kind.value === given.get("kind")) return true;
      this.take(given.get("kind") ?? "calls_query");
      put(this.json, body);
      this.source = "json";
      void this.compile();
    } else if (isOther || text !== this.text.state.doc.toString() || (given.get("project") ?? "") !== this.project.value) {
      this.open(given.get("project") ?? "", text!);
    }
    return true;
  }

  /** Keep the query in the address. One that was run keeps its own, which the browser goes back to. */
  private remember(): void {
    const asked = this.asked();
    const kept: Record<string, string> = asked.source === "text" ? { project: asked.project, text: asked.text } : { kind: asked.kind, json: asked.text };
    kept["stored_usage"] = asked.stored_usage;
    const hash = `#${new URLSearchParams(kept)}`;
    if (hash === location.hash) return;
    const before = new URLSearchParams({ stored_usage: this.known.stored_usage, ...Object.fromEntries(new URLSearchParams(location.hash.slice(1))) });
    const after = new URLSearchParams(kept);
    for (const each of [before, after]) each.sort();
    if (String(before) === String(after)) history.replaceState(history.state, "", hash);
    else if (history.state !== null) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  }

  private asked(): Asked {
    const view = this.source === "text" ? this.text : this.json;
    return { source: this.source, text: view.state.doc.toString(), kind: this.kind.value, project: this.project.value.trim(), stored_usage: this.usage.value };
  }

  /** Is what is written what was asked, whether in this form or the other, and however it is laid out? */
  private isSame(asked: Asked, json: string | null): boolean {
    const now = this.asked();
    if (keyOf(now) === keyOf(asked)) return true;
    return json !== null && this.compiled?.json === json && this.compiledFor === keyOf(now) && this.compiled.kind === asked.kind && now.stored_usage === asked.stored_usage;
  }

  /** Keep of a request in JSON what another kind can have too. Conditions on calls are none on feedback. What was left
   * out comes back with the kind that had it. */
  private changedKind(): void {
    const kind = this.kind.value;
    const keys = this.known.kinds[kind] ?? [];
    const before = this.taken;
    this.taken = kind;
    const isOther = before.startsWith("feedback") !== kind.startsWith("feedback");
    const whole = this.json.state.doc.toString();
    let notes: Problem[] = [];
    try {
      const { query, where, ...rest } = parsed(whole) as Record<string, unknown>;
      const condition = isOther ? undefined : query ?? where;
      const kept = Object.entries(rest).filter(([key]) => keys.includes(key) && (!isOther || COMMON.includes(key)));
      const all = { ...Object.fromEntries(kept), [keys.includes("query") ? "query" : "where"]: condition };
      if (whole !== this.kept) this.left.clear();
      const back = this.left.get(kind);
      put(this.json, back ?? json(all, 2));
      const left = [...Object.keys(rest).filter((key) => !(key in all)), ...((query ?? where) && isOther ? ["condition on calls"] : [])];
      if (back === undefined && left.length) notes = [note(`${kind} takes no ${left.join(", ")}: left out until ${before} is chosen again`)];
      this.left.set(before, whole);
      this.kept = this.json.state.doc.toString();
    } catch {
      // What is no JSON stays as it is, and is told of.
    }
    this.typed("json");
    this.notes = notes;
  }

  private take(kind: string): void {
    this.kind.value = kind;
    this.taken = this.kind.value;
  }

  private changedProject(): void {
    this.typed("text");
  }

  private typed(source: "text" | "json"): void {
    this.source = source;
    this.notes = [];
    this.turn++; // what is under way must not write over what is typed
    this.compiling = null;
    this.lastKey = performance.now();
    this.passed();
    this.checkExample();
    this.answers.mark();
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.compile(), SOON);
  }

  /** What is told and shown beside what is written is that of another query, until that is compiled. */
  private passed(): void {
    document.body.dataset["source"] = this.source;
    document.body.dataset["checked"] = "false";
  }

  /** Compile what is written unless that is done or under way, and tell what is wrong with it at once. */
  private check(): Promise<void> {
    this.lastKey = -Infinity;
    return this.compiling?.key === keyOf(this.asked()) ? this.compiling.done : this.compile();
  }

  /** What was told of rows may be told no more: those of the answer are known now. */
  private reconsider(): void {
    if (this.compiledFor === keyOf(this.asked()) && this.compiled?.findings.some((each) => OF_ROWS.includes(each.code))) void this.compile();
  }

  private compile(): Promise<void> {
    const done = this.compileNow();
    this.compiling = { key: keyOf(this.asked()), done };
    return done;
  }

  private async compileNow(): Promise<void> {
    const turn = ++this.turn;
    window.clearTimeout(this.waiting);
    const asked = this.asked();
    if (this.compiledFor !== keyOf(asked)) this.passed();
    this.remember();
    this.answers.mark();
    try {
      const found = await ask<Compiled>("compile", asked);
      if (turn !== this.turn) return;
      this.compiled = found;
      this.take(found.kind);
      if (asked.source === "text") put(this.json, found.json);
      else {
        put(this.text, found.text);
        this.project.value = found.project;
      }
      this.compiledFor = keyOf(this.asked());
      this.tellProblems([], [...this.notes, ...found.warnings], found.findings, asked.source);
      this.showMade();
      this.moved(this.source);
      this.answers.mark();
    } catch (error) {
      if (turn !== this.turn) return;
      const problems = problemsOf(error);
      // Who was not reached is asked again.
      if (problems.some((each) => each.code === "")) this.compiling = null;
      this.tellProblems(problems, this.notes, [], asked.source);
    }
  }

  /** What was to be run is refused. Is it for a mistake that stands above the answer now? */
  private refused(problems: Problem[]): boolean {
    const isPlaced = problems.some((each) => each.start !== undefined || each.pointer !== undefined);
    const isTold = document.body.dataset["state"] === "wrong" && byId("problems").textContent?.includes(problems[0]?.message ?? "\0");
    if (isPlaced && !isTold) this.tellNow(this.found(problems, [], [], this.source), this.source);
    return isPlaced || Boolean(isTold);
  }

  private found(errors: Problem[], warnings: Problem[], findings: Problem[], source: "text" | "json"): Found[] {
    const own = source === "text" ? this.text : this.json;
    const said = (problems: Problem[], severity: Severity) => problems.map((problem) => ({ problem, severity, range: this.place(own, problem) }));
    return [...said(errors, "error"), ...said(warnings, "warning"), ...said(findings, "info")];
  }

  /** Tell what is wrong; what the cursor is at only when nobody types. */
  private tellProblems(errors: Problem[], warnings: Problem[], findings: Problem[], source: "text" | "json"): void {
    window.clearTimeout(this.pausing);
    const own = source === "text" ? this.text : this.json;
    const all = this.found(errors, warnings, findings, source);
    const { head } = own.state.selection.main;
    const touched = (each: Found) => own.hasFocus && each.range.from <= head && head <= each.range.to;
    const wait = this.lastKey + PAUSE - performance.now();
    const held = all.filter(touched);
    if (wait <= 0 || !held.length) {
      this.tellNow(all, source);
      return;
    }
    if (!errors.length) this.tellNow(all.filter((each) => !held.includes(each)), source);
    const turn = this.turn;
    this.pausing = window.setTimeout(() => {
      if (turn === this.turn) this.tellNow(all, source);
    }, wait);
  }

  private tellNow(all: Found[], source: "text" | "json"): void {
    const [own, other] = source === "text" ? [this.text, this.json] : [this.json, this.text];
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
    tell(other, []);
    if (isWrong) this.unmark();
    this.project.setAttribute("aria-invalid", String(all.some(ofProject)));
    document.body.dataset["checked"] = "true";
    document.body.dataset["state"] = isWrong ? "wrong" : "right";
    document.body.dataset["source"] = source;
    const told = all.map((each): Told => {
      const go = () => {
        if (ofProject(each)) return this.project.focus();
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
        this.usage.value = choose.stored_usage;
        this.typed(this.source);
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

  private place(view: EditorView, problem: Problem): { from: number; to: number } {
    if (problem.code === "") return { from: 0, to: 0 };
    const end = view.state.doc.length;
    let range: { from: number; to: number } | null = null;
    if (problem.start !== undefined) range = { from: problem.start, to: problem.end ?? problem.start };
    else if (problem.pointer !== undefined && view === this.json) range = placeOf(view.state, problem.pointer);
    const found = range ?? { from: 0, to: end };
    const line = /at line (\d+), column (\d+)/.exec(problem.message);
    if (line && view === this.json && Number(line[1]) <= view.state.doc.lines) {
      found.from = Math.min(end, view.state.doc.line(Number(line[1])).from + Number(line[2]) - 1);
      found.to = found.from + 1;
    }
    const from = Math.min(found.from, end);
    const to = Math.min(Math.max(found.to, from), end);
    return from === to && from > 0 ? { from: from - 1, to } : { from, to };
  }

  /** Mark the smallest part of the query that the cursor is in, in both forms. */
  private moved(source: "text" | "json"): void {
    const { compiled } = this;
    if (!compiled || document.body.dataset["state"] === "wrong" || this.compiledFor !== keyOf(this.asked())) return;
    const view = source === "text" ? this.text : this.json;
    const head = view.state.selection.main.head;
    let best: Compiled["pairs"][number] | null = null;
    if (source === "text") {
      for (const pair of compiled.pairs) {
        if (pair[1] <= head && head <= pair[2] && (!best || pair[2] - pair[1] < best[2] - best[1])) best = pair;
      }
    } else {
      const pointer = `${pointerAt(this.json.state, head)}/`;
      for (const pair of compiled.pairs) if (pointer.startsWith(`${pair[0]}/`) && (!best || pair[0].length > best[0].length)) best = pair;
    }
    this.markPart(best, compiled.pairs);
  }

  private markPart(part: Compiled["pairs"][number] | null, pairs: Compiled["pairs"]): void {
    highlight(this.text, part && { from: part[1], to: part[2] });
    highlight(this.json, part && rangeOf(this.json.state, part[0]));
    this.parts = around(part, pairs);
    markSources(this.statements, this.parts);
  }

  /** Where the parts are is known no more. */
  private unmark(): void {
    highlight(this.text, null);
    highlight(this.json, null);
    this.parts = [];
    markSources(this.statements, []);
  }

  /** Go to the part of the query that a place of a statement comes from. */
  private back(pre: HTMLElement, query: Statement): void {
    const at = clicked(pre);
    const source = at === null ? null : sourceAt(query, at);
    if (!source || !this.compiled) return;
    const { pairs } = this.compiled;
    const part = pairs.find((pair) => (source.start === undefined ? pair[0] === source.pointer : pair[1] === source.start && pair[2] === source.end));
    const inText = part?.[1] ?? source.start;
    if (inText === undefined) return;
    this.text.dispatch({ selection: { anchor: Math.min(inText + 1, this.text.state.doc.length) }, scrollIntoView: true });
    if (part) this.markPart(part, pairs);
    else this.moved("text");
  }

  private showMade(): void {
    const { compiled } = this;
    if (!compiled) return;
    const tabs = compiled.dialects.map((dialect) => ({
      name: dialect.backend,
      title: TITLES[dialect.backend] ?? dialect.backend,
      make: () => {
        if (dialect.error) return el("p", { class: "refused" }, `${dialect.error.code} ${sentence(dialect.error)}`);
        const queries = dialect.queries ?? [];
        this.statements = queries.map((query) => [coloured(query.sql), query]);
        for (const [pre, query] of this.statements) pre.addEventListener("click", () => this.back(pre, query));
        // The panel has to stand in the page before its parts can be marked.
        queueMicrotask(() => markSources(this.statements, this.parts));
        return el("div", {}, ...this.statements.map(([pre, query]) => statement(pre, query, queries.length > 1)));
      },
    }));
    tabs.push({ name: "plan", title: "Plan", make: () => el("div", {}, planned(compiled.plan)) });
    if (this.known.database) tabs.push({ name: "explain", title: "EXPLAIN", make: () => el("div", { id: "explained" }, el("p", { class: "quiet" }, "asking the database…")) });
    this.madeTabs.set(tabs, this.madeTabs.current || (this.known.database?.backend ?? undefined));
  }

  /** The statements or plans that are shown, without their parameters. */
  private madeText(): string {
    return [...byId("made-panels").querySelectorAll("pre")].map((each) => each.textContent?.trimEnd()).join("\n\n");
  }

  private async explain(name: string): Promise<void> {
    if (name !== "explain") return;
    try {
      const found = await ask<{ plans: { name: string; text: string }[] }>("explain", this.asked());
      document.getElementById("explained")?.replaceChildren(
        ...found.plans.flatMap((plan) => [...(found.plans.length > 1 ? [el("h3", {}, plan.name)] : []), planned(plan.text)]),
      );
    } catch (error) {
      document.getElementById("explained")?.replaceChildren(el("p", { class: "refused" }, problemsOf(error).map(sentence).join(" ")));
    }
  }
}

const note = (message: string): Problem => ({ code: "", message, hint: null });

function keyOf(asked: Asked): string {
  return JSON.stringify(asked.source === "text" ? ["text", asked.text, asked.project, asked.stored_usage] : [asked.kind, asked.text, asked.stored_usage]);
}

theme();
new Page(await about());
