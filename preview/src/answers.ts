// What was run: its rows and chart, the calls and the trace that were opened out of them, and of which query they are.

import { type About, type Answer, type Asked, Asking, type Counted, type OpenedCall, type Problem, Stopped, type Tree, ask } from "./api";
import { type Agent, hasMore, tables } from "./answer";
import { call, notThere } from "./call";
import { chart } from "./chart";
import { type Tab, Tabs, byId, el } from "./dom";
import { problemsOf, sentence } from "./problems";
import type { Projects } from "./projects";
import { Runner } from "./runner";
import { tree } from "./tree";
import { number } from "./values";

/** What the rest of the page does for the answers. */
export interface Around {
  asked: () => Asked;
  /** Compile what is written, unless that is done: what is wrong is told before an answer comes. */
  check: () => Promise<void>;
  /** It is being run: going back in the browser comes to it. */
  ran: () => void;
  /** Its answer is there, and may show what was not seen before. */
  answered: () => void;
  /** Is what is written now what was asked? json: the request in its one form, if it is known. */
  isSame: (asked: Asked, json: string | null) => boolean;
  write: (project: string | null, text: string) => void;
  /** Tell what is wrong where it stands; false where it has no place. */
  refused: (problems: Problem[]) => boolean;
  choose: (project: string) => void;
}

/** A call that is being read, that was, or that could not be. from: what had the focus; back: the tab it was in. */
interface Opened {
  project: string;
  id: string;
  from: HTMLElement | null;
  back: string;
  found: OpenedCall | null;
  text: string;
  element: HTMLElement | null;
}

interface Traced extends Tree {
  project: string;
  id: string;
  title: string;
  chosen: string | null;
}

/** The calls of a list, counted behind its rows; of an answer with more rows than are shown. */
interface Total {
  found: Counted | null;
}

const BEFORE = "of the query before the change";

export class Answers {
  private answer: Answer | null = null;
  private ran: { asked: Asked; json: string | null } | null = null;
  private failed: { problems: Problem[]; isTold: boolean } | null = null;
  private opened: Opened[] = [];
  private traced: Traced | null = null;
  readonly runner = new Runner((text) => this.say(text));
  private counting: Asking<Counted> | null = null;
  private told = "";
  private total: Total | null = null;
  private readonly countAll = el("button", { id: "count-all", title: "It may take long", onclick: () => void this.count(true) }, "Count all");
  private readonly tabs = new Tabs(byId("answer-tabs"), byId("answer-panels"), "answer");

  constructor(
    private readonly known: About,
    private readonly projects: Projects,
    private readonly around: Around,
  ) {
    byId("answer").addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || this.runner.isRunning || this.tabs.current !== "call") return;
      event.preventDefault();
      this.close();
    });
  }

  /** Run what is written; with `skip`, the rows behind so many of what was run. */
  async run(skip?: number): Promise<void> {
    if (!this.known.database) return;
    const asked = skip === undefined || !this.ran ? this.around.asked() : this.ran.asked;
    const run = this.runner.begin();
    if (skip === undefined) {
      this.counting?.stop();
      await this.around.check();
      this.around.ran();
    }
    if (!this.runner.is(run)) return;
    try {
      const answer = await this.runner.ask(run, asked, skip ?? 0);
      if (!this.runner.is(run)) return;
      this.answer = answer;
      this.failed = null;
      this.ran = { asked: { ...asked, kind: answer.kind }, json: answer.json };
      if (!answer.nothing) this.projects.keep(answer.project);
      this.forget();
      if (skip === undefined) this.total = null;
      this.countAll.hidden = true;
      this.show(skip === undefined && answer.chart && answer.chart.buckets.length > 1 ? "chart" : "rows");
      this.around.answered();
      if (answer.kind === "calls_query" && hasMore(answer) && !this.total) void this.count(false);
    } catch (error) {
      if (!this.runner.is(run)) return;
      const problems = problemsOf(error);
      this.answer = null;
      this.ran = { asked, json: null };
      this.failed = { problems, isTold: this.around.refused(problems) };
      this.forget();
      this.show("rows");
    } finally {
      if (this.runner.is(run)) this.runner.end();
    }
  }

  /** Count the calls of what was run, behind its rows; all of them where that is asked for. */
  private async count(all: boolean): Promise<void> {
    if (!this.ran) return;
    const total: Total = (this.total = { found: this.total?.found ?? null });
    this.countAll.disabled = true;
    try {
      this.counting = new Asking<Counted>("count", { ...this.ran.asked, all });
      total.found = await this.counting.done;
    } catch (error) {
      if (!(error instanceof Stopped)) this.countAll.title = problemsOf(error).map(sentence).join(" ");
    }
    if (total !== this.total || !this.answer) return;
    this.countAll.disabled = false;
    this.countAll.hidden = total.found?.total != null;
    if (!this.runner.isRunning) this.say(noteOf(this.answer, total.found));
  }

  /** Mark what is shown as that of another query, or not. */
  mark(): void {
    const isStale = this.ran !== null && !this.around.isSame(this.ran.asked, this.ran.json);
    byId("answer").classList.toggle("stale", isStale);
    const state = byId("answer-state");
    const text = isStale ? [BEFORE, this.told].filter(Boolean).join(" · ") : this.told;
    if (state.textContent === text) return;
    state.replaceChildren(...(isStale ? [el("strong", {}, BEFORE), this.told ? ` · ${this.told}` : null] : [this.told]).filter((each) => each !== null));
    state.title = text;
  }

  show(wanted?: string): void {
    const { answer } = this;
    this.say(answer ? noteOf(answer, this.total?.found ?? null) : "");
    const tabs: Tab[] = [{ name: "rows", title: "Rows", of: answer ?? this.failed ?? this, make: () => this.rows() }];
    if (answer?.chart) tabs.push({ name: "chart", title: "Chart", of: answer, make: () => el("div", {}, cautions(answer), chart(answer.chart!)) });
    const { traced } = this;
    if (traced) tabs.push({ name: "trace", title: traced.title, of: traced, make: () => this.tree(traced) });
    const last = this.opened.at(-1);
    if (last) tabs.push({ name: "call", title: "Call", of: last.found ?? {}, make: () => this.call(last) });
    this.tabs.set(tabs, wanted);
  }

  private say(text: string): void {
    this.told = text;
    this.mark();
  }

  private forget(): void {
    this.opened = [];
    this.traced = null;
  }

  private rows(): Node {
    const { answer, failed } = this;
    const isMistake = failed?.isTold && failed.problems.some((each) => each.code !== "");
    if (isMistake) return el("p", { class: "empty" }, "It did not run: the query has a mistake, which is told above.");
    if (failed) return el("div", { class: "refused", role: "alert" }, ...failed.problems.map((each) => el("p", {}, `${each.code} ${sentence(each)}`.trim())));
    if (!answer) {
      const text = this.known.database ? "This query has not been run yet. Run it: Ctrl+Enter, or the button Run." : "There is no database to ask.";
      return el("p", { class: "empty" }, text);
    }
    const project = answer.project;
    const openers = {
      call: (id: string, from: HTMLElement, other?: string) => void this.openCall(other ?? project, id, from),
      trace: (id: string) => void this.openTrace(project, id, null),
      agent: (agent: Agent, from: HTMLElement) => void this.openAgent(agent, from),
      page: (skip: number) => void this.run(skip),
    };
    return el("div", {}, cautions(answer), this.nothing(answer), tables(answer, openers, this.known.rows, this.countAll));
  }

  /** Why there are no rows, if that is known. */
  private nothing(answer: Answer): HTMLElement | null {
    if (!answer.nothing) return answer.reasons.length ? el("ul", { class: "nothing" }, ...answer.reasons.map((each) => el("li", {}, each))) : null;
    const near = this.projects.nearest(answer.project);
    const known = this.projects.known.includes(answer.project);
    const take = near !== null && !known ? el("button", { id: "nearest", onclick: () => this.around.choose(near) }, `Take ${near}`) : null;
    const verb = answer.nothing === "calls" ? "are no calls" : "is no feedback";
    return el("p", { class: "nothing" }, `There ${verb} in the project ${answer.project}.`, take ? " " : null, take);
  }

  private tree(traced: Traced): HTMLElement {
    const open = (id: string, from: HTMLElement) => void this.openCall(traced.project, id, from);
    const query = () => {
      this.around.write(traced.project, `calls where ${traced.field} = ${JSON.stringify(traced.id)} sort by started_at`);
      void this.run();
    };
    return tree(traced.calls, traced.more, traced.chosen, open, query, traced.field === "trace_id" ? "this trace" : "these calls");
  }

  private call(opened: Opened): HTMLElement {
    const { found } = opened;
    const close = () => this.close();
    if (!found) return notThere(opened.id, opened.text, close);
    // One that is gone back to is the same element, so that the focus finds what it was at.
    opened.element ??= call(found, {
      call: (id, from) => void this.openCall(found.project, id, from),
      trace: () => void this.openTrace(found.project, found.trace, found.id),
      close,
    });
    return opened.element;
  }

  private async openCall(project: string, id: string, from: HTMLElement | null): Promise<void> {
    const back = this.tabs.current;
    const opened: Opened = { project, id, from, back, found: null, text: "loading the call…", element: null };
    // Within a call, the one before is what closing goes back to; from elsewhere it is that place.
    this.opened = back === "call" ? [...this.opened, opened] : [opened];
    this.show("call");
    byId("answer-panel").focus();
    try {
      const { call: found } = await ask<{ call: OpenedCall | null }>("call", { project, id, stored_usage: this.around.asked().stored_usage });
      if (found) opened.found = found;
      else opened.text = `There is no call ${id} in the project ${project}; it may have been deleted.`;
    } catch (error) {
      opened.text = problemsOf(error).map(sentence).join(" ");
    }
    if (this.opened.at(-1) !== opened) return;
    const isShown = this.tabs.current === "call";
    const isThere = byId("answer-panels").contains(document.activeElement);
    this.show();
    if (isShown && isThere) (document.getElementById("open-trace") ?? byId("answer-panel")).focus();
  }

  /** Close the call that is open, and give the focus back to what opened it. */
  private close(): void {
    const closed = this.opened.at(-1);
    if (!closed) return;
    this.opened = this.opened.slice(0, -1);
    this.show(this.opened.length ? "call" : closed.back);
    if (closed.from?.isConnected) closed.from.focus();
    else document.getElementById(`answer-tab-${this.tabs.current}`)?.focus();
  }

  private async openTrace(project: string, id: string, chosen: string | null): Promise<void> {
    const found = await this.asking(project, id, "trace");
    if (found) this.showTree({ ...found, project, id, chosen, title: "Trace" });
  }

  /** The calls of an agent's turn or conversation; where there are none, the button says so. */
  private async openAgent({ project, kind, id }: Agent, from: HTMLElement): Promise<void> {
    const found = await this.asking(project, id, kind);
    if (found?.calls.length) {
      this.showTree({ ...found, project, id, chosen: null, title: kind === "agent_turn" ? "Turn" : "Conversation" });
      return;
    }
    if (!found) return;
    const of = kind === "agent_turn" ? "no trace and no turn of a thread" : "no thread";
    from.title = `There is nothing to open: ${of} has the id ${id} in the project ${project}.`;
    from.setAttribute("aria-disabled", "true");
    this.say(from.title);
  }

  private async asking(project: string, id: string, of: string): Promise<Tree | null> {
    this.say("loading the trace…");
    try {
      return await ask<Tree>("trace", { project, trace: id, of, stored_usage: this.around.asked().stored_usage });
    } catch (error) {
      this.say(problemsOf(error).map(sentence).join(" "));
      return null;
    }
  }

  private showTree(traced: Traced): void {
    this.traced = traced;
    this.show("trace");
    document.getElementById("answer-tab-trace")?.focus();
  }
}

/** What the answer does not show. */
function cautions(answer: Answer): HTMLElement | null {
  return answer.cautions.length ? el("ul", { class: "cautions" }, ...answer.cautions.map((each) => el("li", {}, each))) : null;
}

/** How much of it there is, and how long it took. */
function noteOf(answer: Answer, total: Counted | null): string {
  const whole = total && hasMoreOrSkip(answer) ? ofAll(answer, total) : null;
  const shown = (cut: number) => (answer.skip ? `rows ${number(answer.skip + 1)} to ${number(answer.skip + cut)} listed` : `the first ${cut} listed`);
  const counts = whole ? [whole] : answer.tables.map((each) => each.count + (each.cut ? `, ${shown(each.cut)}` : "")).filter(Boolean);
  const isCut = answer.tables.some((each) => each.cut !== undefined);
  const place = answer.skip && !isCut && !whole ? `after the first ${answer.skip}` : "";
  return [...counts, place, hasMore(answer) && !isCut ? `at most ${answer.limit} are shown` : "", `${answer.took} ms`].filter(Boolean).join(" · ");
}

const hasMoreOrSkip = (answer: Answer): boolean => hasMore(answer) || answer.skip > 0;

/** Which of all calls are shown. */
function ofAll(answer: Answer, { total, most }: Counted): string {
  const rows = answer.tables[0]!.rows.length;
  const shown = answer.skip ? `rows ${number(answer.skip + 1)} to ${number(answer.skip + rows)}` : number(rows);
  return `${shown} of ${total === null ? `more than ${number(most)}` : number(total)} calls`;
}
