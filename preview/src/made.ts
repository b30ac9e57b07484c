// What a request is made into: statements in the colours of the editors, and their parameters.

import { PostgreSQL, sql } from "@codemirror/lang-sql";
import { classHighlighter, highlightTree } from "@lezer/highlight";
import type { Statement } from "./api";
import { el } from "./dom";
import { json } from "./values";

export const TITLES: Record<string, string> = { clickhouse: "ClickHouse", postgres: "Postgres", duckdb: "DuckDB", sqlite: "SQLite" };

export function statement(pre: HTMLElement, query: Statement, named: boolean): HTMLElement {
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
export function planned(text: string): HTMLElement {
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
export function coloured(text: string): HTMLElement {
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
