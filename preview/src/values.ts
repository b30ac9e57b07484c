// Values as people read them.

export function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return number(value);
  if (typeof value === "boolean") return String(value);
  return JSON.stringify(value);
}

/** A time as far as people read it; the whole stands beside it. */
export function time(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{1,3})?\d*(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!parts) return text;
  const zone = parts[4] === "Z" || parts[4] === "+00:00" ? "" : ` ${parts[4]}`;
  return `${parts[1]} ${parts[2]}${parts[3] ?? ""}${zone}`;
}

export function number(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString("en-US");
  const size = Math.abs(value);
  return value.toLocaleString("en-US", size >= 1 ? { maximumFractionDigits: 3 } : { maximumSignificantDigits: 4 });
}

/** Milliseconds as a duration. */
export function duration(ms: number): string {
  if (ms < 1) return `${(ms * 1000).toFixed(0)} µs`;
  if (ms < 1000) return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
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
