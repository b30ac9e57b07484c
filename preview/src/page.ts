// The page: what is written is compiled as it is typed, and run when that is asked.

import type { Diagnostic } from "@codemirror/lint";
import { PostgreSQL, sql } from "@codemirror/lang-sql";
import { highlightTree } from "@lezer/highlight";
import { classHighlighter } from "@lezer/highlight";
import type { EditorView } from "@codemirror/view";
import { type About, type Answer, type Asked, type Compiled, type Problem, Refusal, type Statement, type TraceCall, about, ask } from "./api";
import { call, tables, trace } from "./answer";
import { chart } from "./chart";
import { Tabs, byId, el } from "./dom";
import { editor, highlight, put, tell } from "./editor";
import { jsonLanguage, pointerAt, rangeOf, textLanguage } from "./language";
import { around, clicked, markSources, sourceAt } from "./sources";
import { shown } from "./values";

const TITLES: Record<string, string> = { clickhouse: "ClickHouse", postgres: "Postgres", duckdb: "DuckDB", sqlite: "SQLite" };

class Page {
  private source: "text" | "json" = "text";
  private compiled: Compiled | null = null;
  private answer: Answer | null = null;
  private opened: Record<string, unknown> | null = null;
  private traced: { calls: TraceCall[]; more: boolean; chosen: string } | null = null;
  private statements: [HTMLElement, Statement][] = [];
  private parts: Compiled["pairs"] = [];
  private turn = 0;
  private waiting = 0;
  private readonly text: EditorView;
  private readonly json: EditorView;
  private readonly answerTabs = new Tabs(byId("answer-tabs"), byId("answer-panels"), "answer");
  private readonly madeTabs = new Tabs(byId("made-tabs"), byId("made-panels"), "made", (name) => void this.explain(name));

  constructor(private readonly known: About) {
    const run = () => void this.run();
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
    this.kind.append(...Object.keys(known.kinds).map((name) => el("option", { value: name }, name)));
    this.kind.addEventListener("change", () => this.typed("json"));
    this.project.addEventListener("input", () => this.typed("text"));
    const examples = byId<HTMLSelectElement>("examples");
    known.examples.forEach((each, at) => examples.append(el("option", { value: at }, each.title)));
    examples.addEventListener("change", () => {
      const found = known.examples[Number(examples.value)];
      if (examples.value !== "" && found) this.open(found.project, found.text);
    });
    const button = byId<HTMLButtonElement>("run");
    button.addEventListener("click", run);
    if (!known.database) {
      button.disabled = true;
      button.title = "There is no database: `weave-query preview --url URL` opens one";
    }
    byId("database").textContent = known.database ? known.database.title : "no database: it compiles, and runs nothing";
    byId("link").addEventListener("click", () => void this.copy(location.href, byId("link")));
    byId("copy-sql").addEventListener("click", () => void this.copy(byId("made-panels").textContent ?? "", byId("copy-sql")));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) run();
    });
    window.addEventListener("hashchange", () => this.follow());
    this.showAnswer();
    if (!this.follow()) {
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

  private open(project: string, text: string): void {
    this.project.value = project;
    put(this.text, text);
    this.source = "text";
    void this.compile();
  }

  /** Take the query of the address. A fragment stays in the browser: no server is told of it. */
  private follow(): boolean {
    const given = new URLSearchParams(location.hash.slice(1));
    const body = given.get("json");
    if (body !== null) {
      this.kind.value = given.get("kind") ?? "calls_query";
      put(this.json, body);
      this.source = "json";
      void this.compile();
      return true;
    }
    const text = given.get("text");
    if (text === null) return false;
    if (text !== this.text.state.doc.toString() || (given.get("project") ?? "") !== this.project.value) this.open(given.get("project") ?? "", text);
    return true;
  }

  private remember(): void {
    const asked = this.asked();
    const kept: Record<string, string> = asked.source === "text" ? { project: asked.project, text: asked.text } : { kind: asked.kind, json: asked.text };
    history.replaceState(null, "", `#${new URLSearchParams(kept)}`);
  }

  private asked(): Asked {
    const view = this.source === "text" ? this.text : this.json;
    return { source: this.source, text: view.state.doc.toString(), kind: this.kind.value, project: this.project.value.trim() };
  }

  private typed(source: "text" | "json"): void {
    this.source = source;
    this.turn++; // what is under way must not write over what is typed
    byId("answer-state").classList.toggle("stale", this.answer !== null);
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.compile(), 180);
  }

  private async compile(): Promise<void> {
    const turn = ++this.turn;
    const asked = this.asked();
    this.remember();
    try {
      const found = await ask<Compiled>("compile", asked);
      if (turn !== this.turn) return;
      this.compiled = found;
      this.kind.value = found.kind;
      if (asked.source === "text") put(this.json, found.json);
      else {
        put(this.text, found.text);
        this.project.value = found.project;
      }
      this.tellProblems([], found.warnings, found.findings, asked.source);
      this.showMade();
      this.moved(this.source);
    } catch (error) {
      if (turn !== this.turn) return;
      this.tellProblems(problemsOf(error), [], [], asked.source);
    }
  }

  private tellProblems(errors: Problem[], warnings: Problem[], findings: Problem[], source: "text" | "json"): void {
    const [own, other] = source === "text" ? [this.text, this.json] : [this.json, this.text];
    const said = (problems: Problem[], severity: "error" | "warning" | "info") => problems.map((each) => ({ ...each, severity, range: this.place(own, each) }));
    const all = [...said(errors, "error"), ...said(warnings, "warning"), ...said(findings, "info")];
    const mend = (fix: NonNullable<Problem["fix"]>) => {
      own.dispatch({ changes: { from: fix.start, to: fix.end, insert: fix.text } });
      own.focus();
    };
    tell(
      own,
      all.map(
        ({ range, severity, code, fix, ...each }): Diagnostic => ({
          ...range,
          severity,
          source: code,
          message: sentence(each),
          actions: fix ? [{ name: fix.title, apply: () => mend(fix) }] : [],
        }),
      ),
    );
    tell(other, []);
    document.body.dataset["state"] = errors.length ? "wrong" : "right";
    document.body.dataset["source"] = source;
    const list = byId("problems");
    list.hidden = !all.length;
    list.replaceChildren(
      ...all.map((each) => {
        const go = () => {
          own.focus();
          own.dispatch({ selection: { anchor: each.range.from }, scrollIntoView: true });
        };
        const { fix } = each;
        const mending = fix ? el("button", { class: "fix", onclick: () => mend(fix) }, `Fix: ${fix.title}`) : null;
        return el("div", { class: each.severity }, el("button", { onclick: go }, el("code", {}, each.code), ` ${sentence(each)}`), mending);
      }),
    );
  }

  private place(view: EditorView, problem: Problem): { from: number; to: number } {
    const end = view.state.doc.length;
    let range: { from: number; to: number } | null = null;
    if (problem.start !== undefined) range = { from: problem.start, to: problem.end ?? problem.start };
    else if (problem.pointer !== undefined && view === this.json) range = rangeOf(view.state, problem.pointer);
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
    if (!compiled || document.body.dataset["state"] === "wrong") return;
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
    highlight(this.text, best && { from: best[1], to: best[2] });
    highlight(this.json, best && rangeOf(this.json.state, best[0]));
    this.parts = around(best, compiled.pairs);
    markSources(this.statements, this.parts);
  }

  /** Go to the part of the query that a place of a statement comes from. */
  private back(pre: HTMLElement, query: Statement): void {
    const at = clicked(pre);
    const source = at === null ? null : sourceAt(query, at);
    if (!source || !this.compiled) return;
    const inText = source.start !== undefined ? source.start : this.compiled.pairs.find((pair) => pair[0] === source.pointer)?.[1];
    if (inText === undefined) return;
    this.text.dispatch({ selection: { anchor: Math.min(inText + 1, this.text.state.doc.length) }, scrollIntoView: true });
    this.moved("text");
  }

  private async run(): Promise<void> {
    if (!this.known.database) return;
    const state = byId("answer-state");
    const button = byId<HTMLButtonElement>("run");
    button.disabled = true;
    state.textContent = "running…";
    state.classList.remove("stale");
    try {
      this.answer = await ask<Answer>("run", this.asked());
      this.opened = this.traced = null;
      this.showAnswer(this.answer.chart && this.answer.chart.buckets.length > 1 ? "chart" : "rows");
    } catch (error) {
      this.answer = null;
      this.showAnswer();
      state.textContent = "";
      const found = problemsOf(error);
      this.tellProblems(found, [], [], this.source);
      byId("answer-panels").replaceChildren(el("div", { class: "refused", role: "alert" }, ...found.map((each) => el("p", {}, `${each.code} ${sentence(each)}`))));
    } finally {
      button.disabled = false;
    }
  }

  private showAnswer(wanted?: string): void {
    const { answer } = this;
    const state = byId("answer-state");
    if (!answer) {
      this.answerTabs.set([{ name: "rows", title: "Rows", make: () => el("p", { class: "empty" }, this.known.database ? "Run the query to see its answer: Ctrl+Enter." : "There is no database to ask.") }]);
      return;
    }
    const counts = answer.tables.map((each) => each.count + (each.cut ? `, the first ${each.cut} shown` : "")).filter(Boolean);
    const full = answer.limit !== null && answer.tables[0]?.rows.length === answer.limit;
    state.textContent = [...counts, full ? `at most ${answer.limit} are shown` : "", `${answer.took} ms`].filter(Boolean).join(" · ");
    const tabs = [{ name: "rows", title: "Rows", make: () => this.rows(answer) }];
    if (answer.chart) tabs.push({ name: "chart", title: "Chart", make: () => chart(answer.chart!) });
    if (this.traced) {
      const { calls, more, chosen } = this.traced;
      tabs.push({ name: "trace", title: "Trace", make: () => trace(calls, more, chosen) });
    }
    this.answerTabs.set(tabs, wanted);
  }

  private rows(answer: Answer): Node {
    if (!this.opened) {
      return tables(answer, (found) => {
        this.opened = found;
        this.showAnswer("rows");
        byId("open-trace").focus();
      });
    }
    const found = this.opened;
    return call(found, () => void this.tree(found), () => {
      this.opened = null;
      this.showAnswer("rows");
    });
  }

  private async tree(found: Record<string, unknown>): Promise<void> {
    try {
      const traced = await ask<{ calls: TraceCall[]; more: boolean }>("trace", { project: found["project_id"], trace: found["trace_id"] });
      this.traced = { ...traced, chosen: shown(found["id"]) };
      this.showAnswer("trace");
      byId("answer-tab-trace").focus();
    } catch (error) {
      byId("answer-state").textContent = problemsOf(error).map(sentence).join(" ");
    }
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
    tabs.push({ name: "plan", title: "Plan", make: () => el("div", {}, el("pre", { class: "code" }, compiled.plan)) });
    if (this.known.database) tabs.push({ name: "explain", title: "EXPLAIN", make: () => el("div", { id: "explained" }, el("p", { class: "quiet" }, "asking the database…")) });
    this.madeTabs.set(tabs, this.madeTabs.current || (this.known.database?.backend ?? undefined));
  }

  private async explain(name: string): Promise<void> {
    if (name !== "explain") return;
    try {
      const found = await ask<{ plans: { name: string; text: string }[] }>("explain", this.asked());
      document.getElementById("explained")?.replaceChildren(
        ...found.plans.flatMap((plan) => [...(found.plans.length > 1 ? [el("h3", {}, plan.name)] : []), el("pre", { class: "code" }, plan.text)]),
      );
    } catch (error) {
      document.getElementById("explained")?.replaceChildren(el("p", { class: "refused" }, problemsOf(error).map(sentence).join(" ")));
    }
  }

  private async copy(text: string, button: HTMLElement): Promise<void> {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed here";
    }
    window.setTimeout(() => (button.textContent = before), 1500);
  }
}

function statement(pre: HTMLElement, query: Statement, named: boolean): HTMLElement {
  const params = Object.entries(query.params);
  return el(
    "div",
    {},
    named ? el("h3", {}, query.name) : null,
    pre,
    params.length
      ? el(
          "table",
          { class: "params" },
          el("caption", {}, "Parameters"),
          el("tbody", {}, ...params.map(([name, value]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, JSON.stringify(value))))),
        )
      : null,
  );
}

/** A statement in the colours of the editors. The words of all dialects are near enough those of Postgres. */
function coloured(text: string): HTMLElement {
  const pre = el("pre", { class: "code sql" });
  let at = 0;
  highlightTree(sql({ dialect: PostgreSQL }).language.parser.parse(text), classHighlighter, (from, to, classes) => {
    if (from > at) pre.append(text.slice(at, from));
    pre.append(el("span", { class: classes }, text.slice(from, to)));
    at = to;
  });
  pre.append(text.slice(at));
  return pre;
}

function sentence(problem: Pick<Problem, "message" | "hint">): string {
  return problem.hint ? `${problem.message}; ${problem.hint}` : problem.message;
}

function problemsOf(error: unknown): Problem[] {
  if (error instanceof Refusal) return error.problems;
  throw error;
}

const THEMES = ["auto", "light", "dark"] as const;

function theme(): void {
  const button = byId("theme");
  const set = (name: string) => {
    if (name === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = name;
    button.textContent = `Theme: ${name}`;
    button.removeAttribute("aria-label");
  };
  let now = localStorage.getItem("theme") ?? "auto";
  set(now);
  button.addEventListener("click", () => {
    now = THEMES[(THEMES.indexOf(now as (typeof THEMES)[number]) + 1) % THEMES.length]!;
    localStorage.setItem("theme", now);
    set(now);
  });
}

theme();
new Page(await about());
