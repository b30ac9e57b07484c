// What the server says, and how it is asked.

import { parsed } from "./values";

export interface Problem {
  code: string;
  message: string;
  hint: string | null;
  pointer?: string;
  start?: number;
  end?: number;
  fix?: { title: string; text: string; start: number; end: number };
  choose?: { stored_usage: string };
}

export interface About {
  kinds: Record<string, string[]>;
  fields: { name: string; type: string; about: string }[];
  operators: Record<string, string>;
  examples: { title: string; project: string; text: string }[];
  database: { backend: string; title: string } | null;
  rows: number;
  timeout: number | null;
  stored_usage: string;
  projects: string[];
}

export interface Offers {
  start: number;
  end: number;
  offers: { text: string; kind: string; doc: string }[];
}

export interface Meaning {
  text?: string;
  start?: number;
  end?: number;
}

export interface Asked {
  source: "text" | "json";
  text: string;
  kind: string;
  project: string;
  stored_usage: string;
}

export interface Statement {
  name: string;
  sql: string;
  params: Record<string, unknown>;
  sources: Source[];
}

/** The characters of a statement that come from a place of the query: of its text, or a JSON pointer. */
export interface Source {
  from: number;
  to: number;
  kind: "predicate" | "value" | "column" | "order";
  pointer?: string;
  start?: number;
  end?: number;
}

/** The statements of a dialect, or why it has none. */
export interface Dialect {
  backend: string;
  queries?: Statement[];
  error?: Problem;
}

export interface Compiled {
  kind: string;
  project: string;
  text: string;
  json: string;
  pairs: [pointer: string, start: number, end: number][];
  dialects: Dialect[];
  plan: string;
  warnings: Problem[];
  findings: Problem[];
}

/** cut: how many of its rows are shown; more: are there rows behind them; uninvited: was its id not asked for. */
export interface Table {
  name: string;
  header: string[];
  rows: unknown[][];
  count: string;
  cut?: number;
  more?: boolean;
  uninvited?: boolean;
  named: boolean;
  opens: Record<string, "call" | "trace">;
  units: Record<string, string>;
  unpriced: string[];
}

export interface Bucket {
  start: number;
  end: number;
  label: string;
}

export interface Series {
  name: string;
  values: (number | null)[];
}

/** rest: what is drawn as one of the series, or not at all; lacks: what is not in an empty bucket; unpriced: the series
 * of which no price is known. */
export interface Panel {
  title: string;
  unit: string;
  bars: boolean;
  series: Series[];
  rest: Series[];
  empty: boolean[];
  lacks: string;
  unpriced: string[];
}

export interface ChartData {
  timezone: string;
  weekday: string | null;
  start: number;
  end: number;
  turns: { at: number; minutes: number }[];
  buckets: Bucket[];
  panels: Panel[];
}

export interface Answer {
  kind: string;
  took: number;
  limit: number | null;
  skip: number;
  project: string;
  json: string;
  nothing: "calls" | "feedback" | null;
  reasons: string[];
  /** What the answer does not show, in sentences. */
  cautions: string[];
  warnings: Problem[];
  tables: Table[];
  chart: ChartData | null;
  metadata: Record<string, unknown>;
}

export interface TraceCall {
  id: string;
  parent: string | null;
  name: string;
  op: string;
  start: number;
  end: number | null;
  took: number | null;
  cost: number | null;
  exception: string | null;
}

/** A call with all that it has. facts: `latency_us` is in microseconds. */
export interface OpenedCall {
  id: string;
  project: string;
  trace: string;
  parent: string | null;
  name: string;
  op: string;
  facts: Record<string, unknown>;
  exception: string | null;
  documents: Record<string, unknown>;
  costs: Record<string, unknown> | null;
  feedback: Record<string, unknown>[];
  whole: Record<string, unknown>;
}

/** The server could not do what was asked, and says why. */
export class Refusal extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems[0]?.message ?? "refused");
  }
}

/** The language by examples, and what a query can name. */
export interface Guide {
  examples: { title: string; text: string }[];
  calls: GuideField[];
  feedback: GuideField[];
}

export interface GuideField {
  name: string;
  type: string;
  about: string;
  aliases: string[];
}

export const guide = (): Promise<Guide> => answered(fetch("api/help"));

export const about = (): Promise<About> => answered(fetch("api/about"));

/** How many calls a list has in all: null where there are more than `most`. */
export interface Counted {
  total: number | null;
  most: number;
}

/** The calls of a tree. field: what of them is equal. */
export interface Tree {
  calls: TraceCall[];
  more: boolean;
  field: string;
}

type Question = "compile" | "run" | "count" | "stop" | "explain" | "trace" | "call" | "complete" | "hover";

export async function ask<T>(what: Question, given: object, signal?: AbortSignal): Promise<T> {
  const asked = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(given) };
  return answered(fetch(`api/${what}`, { ...asked, ...(signal && { signal }) }), signal);
}

async function answered<T>(asked: Promise<Response>, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await asked;
  } catch {
    if (signal?.aborted) throw new Stopped();
    throw new Refusal([{ code: "", message: "the server does not answer", hint: "is `weave-query preview` still running?" }]);
  }
  return read(response);
}

/** What is asked, and may be stopped: nobody waits for it any more, and the database ends it. */
export class Asking<T> {
  private static count = 0;
  private readonly ticket = `${performance.timeOrigin}-${++Asking.count}`;
  private readonly abort = new AbortController();
  /** Fails with Stopped when it was. */
  readonly done: Promise<T>;

  constructor(what: "run" | "count", given: object) {
    this.done = ask<T>(what, { ...given, ticket: this.ticket }, this.abort.signal);
  }

  stop(): void {
    this.abort.abort();
    // Where the server is gone, nothing runs.
    void ask("stop", { ticket: this.ticket }).catch(() => undefined);
  }
}

/** What was asked was stopped, by whom asked it. */
export class Stopped extends Error {}

async function read<T>(response: Response): Promise<T> {
  const found = parsed(await response.text()) as T & { problems?: Problem[]; error?: string };
  if (response.ok && !found.problems) return found;
  throw new Refusal(found.problems ?? [{ code: String(response.status), message: found.error ?? "refused", hint: null }]);
}
