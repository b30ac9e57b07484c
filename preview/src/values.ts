// Values as people read them, and as other programs do.

export function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (isNumber(value)) return number(value);
  if (typeof value === "boolean") return String(value);
  return json(value);
}

// What JSON has beside the values themselves: the text that a number was read from, and text to write as it is.
interface Exact {
  parse(text: string, revive: (key: string, value: unknown, context?: { source?: string }) => unknown): unknown;
  rawJSON?(text: string): unknown;
}
const EXACT = JSON as unknown as Exact;

export const isNumber = (value: unknown): value is number | bigint => typeof value === "number" || typeof value === "bigint";

const isBeyond = (value: number): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);

/** What JSON says. Whole numbers beyond those that a double has one by one are a bigint. */
export function parsed(text: string): unknown {
  return EXACT.parse(text, (_, value, context) =>
    typeof value === "number" && isBeyond(value) && /^-?\d+$/.test(context?.source ?? "") ? BigInt(context!.source!) : value,
  );
}

/** A value as JSON, its numbers with all digits: `parsed` reads the same. */
export function json(value: unknown, indent?: number): string {
  const exact = (_: string, inner: unknown) => {
    if (!isNumber(inner) || (typeof inner === "number" && !isBeyond(inner))) return inner;
    return EXACT.rawJSON ? EXACT.rawJSON(digits(inner)) : digits(inner);
  };
  return JSON.stringify(value, exact, indent);
}

/** A number as other programs read it; a double that may be any of several whole numbers as a double. */
export function digits(value: number | bigint): string {
  return typeof value === "number" && isBeyond(value) ? value.toExponential() : String(value);
}

/** A time as far as people read it; the whole stands beside it. */
export function time(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{1,3})?\d*(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!parts) return text;
  const zone = parts[4] === "Z" || parts[4] === "+00:00" ? "" : ` ${parts[4]}`;
  return `${parts[1]} ${parts[2]}${parts[3] ?? ""}${zone}`;
}

const DECIMALS = 6;
const DIGITS = 10;

/** A number with six decimals, or ten digits where that is more. */
export function number(value: number | bigint): string {
  if (typeof value === "bigint") return value.toLocaleString("en-US");
  if (isBeyond(value)) return digits(value);
  if (value === 0 || Number.isInteger(value)) return value.toLocaleString("en-US");
  const power = Math.floor(Math.log10(Math.abs(value)));
  if (power < -12) return String(Number(value.toPrecision(DIGITS)));
  return value.toLocaleString("en-US", { maximumFractionDigits: Math.max(DECIMALS, DIGITS - 1 - power) });
}

/** The number itself, where it is shown in another way. */
export function exact(value: number | bigint): string | undefined {
  const text = digits(value);
  return number(value) === text ? undefined : text;
}

/** Milliseconds as a duration. Whole ones are cut and not rounded, as `latency_ms` is. */
export function duration(ms: number): string {
  if (ms < 1) return `${Math.round(ms * 1000)} µs`;
  if (ms < 1000) return `${Math.floor(ms)} ms`;
  if (ms < 60_000) return `${(Math.floor(ms / 10) / 100).toFixed(2)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`;
}

/** A short number for an axis. */
export function short(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  for (const [scale, letter] of [[1e9, "G"], [1e6, "M"], [1e3, "k"]] as const) {
    if (size >= scale) return `${trimmed(value / scale)}${letter}`;
  }
  return size >= 0.01 ? trimmed(value) : value.toExponential(0);
}

function trimmed(value: number): string {
  return String(Number(value.toPrecision(3)));
}

const OP = /^weave:\/\/\/.+\/op\/([^/:]+)(?::|$)/;
const OBJECT = /^weave:\/\/\/[^/]+\/[^/]+\/object\/([^/:]+)(?::[^/]*)?(\/.*)?$/;
const OTHER = /^weave:\/\/\/[^/]+\/[^/]+\/(\w+\/[^/]+)$/;

/** The name of an op or an object without what its ref has around it; of another ref what it is, and its id. */
export function refName(ref: string): string {
  const object = OBJECT.exec(ref);
  if (object) return `${object[1]}${object[2] ?? ""}`;
  return (OP.exec(ref) ?? OTHER.exec(ref))?.[1] ?? ref;
}

/** The line of an exception that the SDK stores as JSON; other text as it is. */
export function exceptionLine(text: string): string {
  if (!text.startsWith("{")) return text;
  try {
    const found = JSON.parse(text) as { type?: unknown; message?: unknown };
    return found.type === undefined || found.message === undefined ? text : `${found.type}: ${found.message}`;
  } catch {
    return text;
  }
}

/** Does a value say nothing: null, or an empty text, list or document? */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Rows as CSV (RFC 4180): null is empty, documents are JSON. */
export function csv(header: string[], rows: unknown[][]): string {
  const field = (value: unknown): string => {
    if (value === null || value === undefined) return "";
    const text = typeof value === "object" ? json(value) : isNumber(value) ? digits(value) : String(value);
    return /[",\r\n]|^\s|\s$/.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [header, ...rows].map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}

/** The order of two values of a column: null comes last, whichever way. */
export function order(one: unknown, other: unknown, descending: boolean): number {
  const [a, b] = [one ?? null, other ?? null];
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const way = descending ? -1 : 1;
  if (isNumber(a) && isNumber(b)) return a < b ? -way : Number(a > b) * way;
  const [left, right] = [sortable(a), sortable(b)];
  return left === right ? 0 : left < right ? -way : way;
}

function sortable(value: unknown): string {
  return typeof value === "string" ? value : json(value);
}
