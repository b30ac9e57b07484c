// The rows of an answer: tables that are sorted, copied, and of which a cell may open a call.

import type { Answer, Table } from "./api";
import { UNPRICED } from "./chart";
import { copying, el } from "./dom";
import { csv, exact, exceptionLine, isEmpty, isNumber, json, number, order, refName, shown, time } from "./values";

/** What an agent did, which feedback is about: a turn or a conversation, by its id. */
export interface Agent {
  project: string;
  kind: "agent_turn" | "agent_conversation";
  id: string;
}

/** What a cell can open. from: the element that the focus goes back to. */
export interface Openers {
  agent: (agent: Agent, from: HTMLElement) => void;
  call: (id: string, from: HTMLElement, project?: string) => void;
  trace: (id: string) => void;
  page: (skip: number) => void;
}

const ABOUT: Record<string, string> = {
  latency_ms: " Cut to whole milliseconds: a condition compares the exact time, which `duration` has in seconds.",
};
const DOLLARS = "US dollars";
const LONG = 300;
const WHOLE = 5000;
// What of feedback is read first.
const FEEDBACK = ["id", "weave_ref", "feedback_type", "payload", "created_at"];
const TAIL = 8;
const CALL = /^weave:\/\/\/([^/]+\/[^/]+)\/call\/([^/]+)$/;

const AGENT = /^weave:\/\/\/([^/]+\/[^/]+)\/(agent_turn|agent_conversation)\/([^/]+)$/;
const KIND = /^weave[\w-]*:\/\/\/.*?([^/]+)\/[^/]+$/;

/** counting: a button that stands beside those that lead to other rows. */
export function tables(answer: Answer, open: Openers, most: number, counting: HTMLElement): HTMLElement {
  const whole = el("div", { class: answer.tables.length === 1 ? "only" : undefined });
  const isFull = hasMore(answer);
  for (const each of answer.tables) {
    if (answer.tables.length > 1) whole.append(el("h3", {}, each.name));
    if (each.rows.length) whole.append(new Rows(each, open, isFull || each.more === true).element);
    else whole.append(el("p", { class: "empty" }, answer.skip ? "There are no more rows." : "No rows."));
  }
  const pages = pageButtons(answer, open, most, isFull);
  if (isFull) pages?.prepend(counting);
  if (pages) whole.querySelector(".tools, .empty")?.append(pages);
  const facts = Object.entries(answer.metadata).filter(([name]) => !name.endsWith("columns"));
  if (facts.length) whole.append(el("p", { class: "quiet facts" }, facts.map(([name, value]) => `${name}: ${factOf(value)}`).join(" · ")));
  return whole;
}

const factOf = (value: unknown): string =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? Object.entries(value).map(([name, each]) => `${name} ${shown(each)}`).join(", ") : shown(value);

/** Are there rows behind those that are shown, as far as that is known? */
export function hasMore(answer: Answer): boolean {
  return answer.tables.some((each) => each.more) || (answer.limit !== null && answer.tables[0]?.rows.length === answer.limit);
}

/** What leads to the rows before and behind those that are shown. */
function pageButtons(answer: Answer, open: Openers, most: number, isFull: boolean): HTMLElement | null {
  if (!answer.skip && !isFull) return null;
  const before = el("button", { onclick: () => open.page(Math.max(0, answer.skip - most)) }, `Previous ${most}`);
  const next = el("button", { class: "next", onclick: () => open.page(answer.skip + most) }, `Next ${most}`);
  return el("span", { class: "pages" }, answer.skip ? before : null, isFull ? next : null);
}

class Rows {
  readonly element: HTMLElement;
  private sorted: { column: number; descending: boolean } | null = null;
  private showsAll = false;
  private readonly numeric: boolean[];
  private readonly empty: boolean[];
  private readonly table = el("table", {});
  private readonly about = el("span", { class: "quiet" });
  private readonly reveal = el("button", { onclick: () => this.toggle() });
  private readonly beyond = el("span", { class: "quiet beyond" });
  private readonly note = el("span", { class: "quiet note", role: "status" });
  private readonly scroll: HTMLElement;

  constructor(
    private readonly found: Table,
    private readonly open: Openers,
    private readonly isCut: boolean,
  ) {
    const { rows, header } = found;
    this.numeric = header.map((_, at) => rows.every((row) => row[at] === null || isNumber(row[at])) && rows.some((row) => row[at] !== null));
    this.empty = header.map((_, at) => !found.named && rows.every((row) => isEmpty(row[at])));
    const tools = el(
      "div",
      { class: "tools" },
      copying("Copy CSV", () => csv(header, this.copied())),
      copying("Copy JSON", () => json(this.copied().map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]]))), 2)),
      this.about,
      this.empty.some(Boolean) ? this.reveal : null,
      this.beyond,
      this.note,
    );
    this.scroll = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Rows of ${found.name}` }, this.table);
    this.element = el("div", { class: "rows" }, tools, this.scroll);
    this.draw();
    new ResizeObserver(() => this.fit()).observe(this.scroll);
    this.scroll.addEventListener("scroll", () => this.tellBeyond());
  }

  /** Cut ids where the table would not have room otherwise. */
  private fit(): void {
    this.table.classList.remove("tight");
    this.table.classList.toggle("tight", this.table.scrollWidth > this.scroll.clientWidth + 1);
    this.tellBeyond();
  }

  /** Say how many columns are out of sight. */
  private tellBeyond(): void {
    const end = this.scroll.getBoundingClientRect().left + this.scroll.clientWidth;
    const hidden = [...this.table.querySelectorAll("thead th")].filter((each) => each.getBoundingClientRect().right > end + 8).length;
    this.element.classList.toggle("more", hidden > 0);
    this.element.style.setProperty("--bar", `${this.scroll.offsetWidth - this.scroll.clientWidth}px`);
    this.beyond.textContent = hidden ? `${hidden} more to the right →` : "";
  }

  /** The columns in the order in which they are shown: of those that nobody asked for, what tells rows apart comes first. */
  private get columns(): number[] {
    const { header, rows, named } = this.found;
    const all = header.map((_, at) => at).filter((at) => this.showsAll || !this.empty[at]);
    if (named) return all;
    const isConstant = (at: number) => rows.length > 1 && !isNumber(rows[0]![at]) && rows.every((row) => json(row[at]) === json(rows[0]![at]));
    const place = (at: number) => {
      const known = header.includes("weave_ref") ? FEEDBACK.indexOf(header[at]!) : -1;
      return isConstant(at) ? 2 * header.length : known >= 0 ? known : header.length;
    };
    const places = new Map(all.map((at) => [at, place(at)]));
    return all.sort((one, other) => places.get(one)! - places.get(other)! || one - other);
  }

  private ordered(): unknown[][] {
    const { sorted } = this;
    if (!sorted) return this.found.rows;
    return [...this.found.rows].sort((one, other) => order(one[sorted.column], other[sorted.column], sorted.descending));
  }

  private toggle(): void {
    this.showsAll = !this.showsAll;
    this.draw();
  }

  private sort(column: number): void {
    const { sorted } = this;
    if (sorted?.column !== column) this.sorted = { column, descending: false };
    else this.sorted = sorted.descending ? null : { column, descending: true };
    this.draw();
    this.table.querySelectorAll<HTMLElement>("thead button")[this.columns.indexOf(column)]?.focus();
  }

  private draw(): void {
    const hidden = this.empty.filter(Boolean).length;
    if (hidden) {
      this.about.textContent = `${this.found.header.length} columns, ${hidden} empty ones ${this.showsAll ? "shown" : "hidden"}`;
      this.reveal.textContent = this.showsAll ? "Hide them" : "Show them";
    }
    this.note.textContent = this.sorted && this.isCut ? `Only the ${number(this.found.rows.length)} rows that are shown are sorted.` : "";
    const head = el("tr", {}, ...this.columns.map((column) => this.head(column)));
    const body = this.ordered().map((row) => el("tr", {}, ...this.columns.map((column) => this.cell(row, column))));
    this.table.replaceChildren(el("thead", {}, head), el("tbody", {}, ...body));
    this.fit();
  }

  private head(column: number): HTMLElement {
    const name = this.found.header[column]!;
    const unit = this.found.units[name];
    const sorted = this.sorted?.column === column ? (this.sorted.descending ? "descending" : "ascending") : "none";
    return el(
      "th",
      { scope: "col", class: this.numeric[column] ? "number" : undefined, "aria-sort": sorted },
      el("button", { title: `Sort the rows that are shown.${ABOUT[name] ?? ""}`, onclick: () => this.sort(column) }, name, unit ? el("span", { class: "unit" }, ` (${unit})`) : null),
    );
  }

  private cell(row: unknown[], column: number): HTMLElement {
    const value = row[column];
    const name = this.found.header[column]!;
    if (this.isUnpriced(row, column)) {
      return el("td", { class: "null none", title: `0 in the answer: ${UNPRICED}` }, "–");
    }
    if (value === null || value === undefined) return el("td", { class: "null" }, "null");
    if (isNumber(value)) return el("td", { class: this.numeric[column] ? "number" : undefined, title: exact(value) }, number(value));
    const whole = shown(value);
    const text = typeof value === "string" ? brief(value, name) : whole;
    const cut = text.length > LONG ? `${text.slice(0, LONG)}…` : text;
    const title = whole.length > 12 || text !== whole ? whole.slice(0, WHOLE) : undefined;
    const isName = typeof value === "string" && (isId(name) || value.startsWith("weave:///")) && cut.length > 2 * TAIL;
    const inner = isName ? middle(cut) : cut;
    const opener = this.opener(value, name, inner);
    const why = opener || name !== "weave_ref" ? "" : ` There is nothing to open: calls have no id of ${KIND.exec(whole)?.[1] ?? "that"}.`;
    const aside = name === "id" && this.found.uninvited;
    return el("td", { class: [classOf(name), aside ? "aside" : ""].filter(Boolean).join(" ") || undefined, title: why ? `${whole}${why}` : title }, opener ?? inner);
  }

  /** Is it 0 dollars only because the model has no price? */
  private isUnpriced(row: unknown[], column: number): boolean {
    const { header, units, unpriced } = this.found;
    return row[column] === 0 && units[header[column]!] === DOLLARS && unpriced.includes(String(row[header.indexOf("model")]));
  }

  /** The rows as they are copied: what has no price costs nothing that is known. */
  private copied(): unknown[][] {
    return this.ordered().map((row) => row.map((value, column) => (this.isUnpriced(row, column) ? null : value)));
  }

  private opener(value: unknown, name: string, text: Node | string): HTMLElement | null {
    if (typeof value !== "string" || value === "") return null;
    const opens = this.found.opens[name];
    const ref = CALL.exec(value);
    const agent = AGENT.exec(value);
    if (!opens && !ref && !agent) return null;
    const button: HTMLElement = el("button", { class: "row" }, text);
    button.addEventListener("click", () => {
      if (opens === "trace") this.open.trace(value);
      else if (ref) this.open.call(ref[2]!, button, ref[1]);
      else if (agent) this.open.agent({ project: agent[1]!, kind: agent[2] as Agent["kind"], id: agent[3]! }, button);
      else this.open.call(value, button);
    });
    return button;
  }
}

const isTime = (name: string): boolean => name.endsWith("_at") || name.endsWith("_time") || ["timestamp", "bucket", "last_updated"].includes(name);

const isId = (name: string): boolean => name === "id" || name.endsWith("_id");

/** A text that is cut before its end where there is no room: ids and refs differ there. */
function middle(text: string): HTMLElement {
  return el("span", { class: "middle" }, el("span", { class: "head" }, text.slice(0, -TAIL)), el("span", {}, text.slice(-TAIL)));
}

function brief(value: string, name: string): string {
  if (isTime(name)) return time(value);
  return name === "exception" ? exceptionLine(value) : refName(value);
}

function classOf(name: string): string | undefined {
  if (isId(name)) return "rigid id";
  return isTime(name) ? "rigid" : undefined;
}
