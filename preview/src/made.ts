// What a request is made into: statements of each dialect with their parameters, our plan, and that of the database.

import { PostgreSQL, sql } from "@codemirror/lang-sql";
import { classHighlighter, highlightTree } from "@lezer/highlight";
import { type About, type Asked, type Compiled, type Dialect, type Statement, ask } from "./api";
import { type Tab, Tabs, byId, copy, el } from "./dom";
import type { Parts } from "./parts";
import { problemsOf, sentence } from "./problems";
import { json } from "./values";

const TITLES: Record<string, string> = { clickhouse: "ClickHouse", postgres: "Postgres", duckdb: "DuckDB", sqlite: "SQLite" };

export class Made {
  private readonly tabs = new Tabs(byId("made-tabs"), byId("made-panels"), "made", (name) => void this.chosen(name));

  constructor(
    private readonly database: About["database"],
    private readonly parts: Parts,
    private readonly asked: () => Asked,
  ) {
    byId("copy-sql").addEventListener("click", () => void copy(this.text(), byId("copy-sql")));
  }

  show({ dialects, plan }: Compiled): void {
    const tabs: Tab[] = dialects.map((dialect) => ({
      name: dialect.backend,
      title: TITLES[dialect.backend] ?? dialect.backend,
      make: () => this.statements(dialect),
    }));
    tabs.push({ name: "plan", title: "Plan", make: () => el("div", {}, planned(plan)) });
    if (this.database) tabs.push({ name: "explain", title: "EXPLAIN", make: () => el("div", { id: "explained" }, el("p", { class: "quiet" }, "asking the database…")) });
    this.tabs.set(tabs, this.tabs.current || this.database?.backend);
  }

  private statements({ error, queries = [] }: Dialect): HTMLElement {
    if (error) return el("p", { class: "refused" }, `${error.code} ${sentence(error)}`);
    const shown = queries.map((query): [HTMLElement, Statement] => [coloured(query.sql), query]);
    this.parts.shown(shown);
    return el("div", {}, ...shown.map(([pre, query]) => statement(pre, query, queries.length > 1)));
  }

  /** The statements or plans that are shown, without their parameters. */
  private text(): string {
    return [...byId("made-panels").querySelectorAll("pre")].map((each) => each.textContent?.trimEnd()).join("\n\n");
  }

  private async chosen(name: string): Promise<void> {
    if (name !== "explain") return;
    try {
      const { plans } = await ask<{ plans: { name: string; text: string }[] }>("explain", this.asked());
      const shown = plans.flatMap((plan) => [...(plans.length > 1 ? [el("h3", {}, plan.name)] : []), planned(plan.text)]);
      document.getElementById("explained")?.replaceChildren(...shown);
    } catch (error) {
      document.getElementById("explained")?.replaceChildren(el("p", { class: "refused" }, problemsOf(error).map(sentence).join(" ")));
    }
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
          el("tbody", {}, ...params.map(([name, value]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, json(value))))),
        )
      : null,
  );
}

/** A plan, in lines that go on below themselves where they are too long. */
function planned(text: string): HTMLElement {
  const lines = text.split("\n").map((line) => {
    const row = el("span", { class: "step" }, `${line}\n`);
    const deep = line.length - line.trimStart().length + 4;
    row.style.paddingInlineStart = `${deep}ch`;
    row.style.textIndent = `${-deep}ch`;
    return row;
  });
  return el("pre", { class: "code" }, ...lines);
}

/** A statement in the colours of the editors. The words of all dialects are near enough those of Postgres. */
function coloured(text: string): HTMLElement {
  const pre = el("pre", { class: "code sql", tabindex: 0 });
  let at = 0;
  highlightTree(sql({ dialect: PostgreSQL }).language.parser.parse(text), classHighlighter, (from, to, classes) => {
    if (from > at) pre.append(text.slice(at, from));
    pre.append(el("span", { class: classes }, text.slice(from, to)));
    at = to;
  });
  pre.append(text.slice(at));
  return pre;
}
