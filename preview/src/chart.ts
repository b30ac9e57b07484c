// Statistics over time, drawn in true time: a bucket is as wide as it lasts, what is not there is not drawn, and where
// the clocks were turned stands in the chart.

import type { Bucket, ChartData, Panel } from "./api";
import { copying, el, svg } from "./dom";
import { csv, exact, number, short } from "./values";

const HEIGHT = 190;
const LEFT = 56;
const RIGHT = 12;
const TOP = 30;
const BOTTOM = 26;
// About the width of a time on the axis.
const LABEL = 72;
const HOUR = 3_600_000;
export const UNPRICED = "no price is known of this model";

export interface Turn {
  at: number;
  text: string;
}

/** Where the clocks of the zone were turned, and how long the bucket is that this is within. */
export function turns(data: ChartData): Turn[] {
  return data.turns.map(({ at, minutes }) => {
    const turned = `clocks ${minutes < 0 ? "back" : "forward"} ${number(Math.abs(minutes) / 60)} h`;
    const within = data.buckets.find((bucket) => bucket.start < at && at < bucket.end);
    return { at, text: within ? `${number((within.end - within.start) / HOUR)} h, ${turned}` : turned };
  });
}

export function chart(data: ChartData): HTMLElement {
  const { panels } = data;
  const whole = el("div", { class: "charts" });
  if (!panels.some((panel) => panel.series.length)) {
    whole.append(el("p", { class: "quiet" }, "Nothing is in this range, so there is nothing to draw."));
    return whole;
  }
  const partial = data.buckets.some((bucket) => bucket.start < data.start) || isCut(data);
  whole.append(
    el(
      "p",
      { class: "quiet" },
      `Time in ${data.timezone}; each bucket is as wide as it lasts.`,
      data.weekday ? ` Buckets of weeks begin on ${data.weekday}s.` : "",
      partial ? " Pale: a bucket that begins before the range, or goes on behind it; only what is within the range is counted." : "",
      " Arrow keys read a chart bucket by bucket.",
    ),
  );
  for (const panel of panels) whole.append(figure(data, panel));
  const observer = new ResizeObserver(() => {
    const width = whole.clientWidth;
    for (const each of whole.querySelectorAll<HTMLElement>("figure")) each.dispatchEvent(new CustomEvent("fit", { detail: width }));
  });
  observer.observe(whole);
  return whole;
}

function isCut(data: ChartData): boolean {
  const widths = data.buckets.map((bucket) => bucket.end - bucket.start);
  const last = widths.at(-1);
  return last !== undefined && widths.length > 1 && last < widths.at(-2)! - HOUR / 60 && last < Math.min(...widths.slice(0, -1));
}

function figure(data: ChartData, panel: Panel): HTMLElement {
  const title = panel.unit && panel.unit !== panel.title ? `${panel.title}, ${panel.unit}` : panel.title;
  const legend = el("ul", { class: "legend" });
  const names = panel.rest.map((each) => each.name).join(", ");
  const isSummed = panel.rest.length > 0 && panel.bars;
  if (panel.series.length > 1) {
    panel.series.forEach((series, at) => {
      const others = isSummed && at === panel.series.length - 1;
      const name = panel.unpriced.includes(series.name) ? `${series.name}, unpriced` : series.name;
      legend.append(el("li", { class: `s${at}`, title: others ? names : undefined }, name));
    });
  }
  if (panel.rest.length && !isSummed) legend.append(el("li", { class: "undrawn", title: names }, `${panel.rest.length} more in the table`));
  const read = el("p", { class: "reading", "aria-live": "polite" });
  const holder = el("div", {
    class: "plot",
    role: "application",
    "aria-roledescription": "chart",
    tabindex: 0,
    "aria-label": `${title}, ${data.buckets.length} buckets. ${summary(panel)}`,
  });
  const table = el("div", { class: "pivot", hidden: true });
  const toggle: HTMLElement = el("button", { "aria-expanded": "false", "aria-label": `Table of ${title}` }, "Table");
  toggle.addEventListener("click", () => {
    table.hidden = !table.hidden;
    toggle.setAttribute("aria-expanded", String(!table.hidden));
    if (!table.firstChild) table.append(...pivot(data, panel, title));
  });
  const hatched = panel.empty.some(Boolean) ? el("span", { class: "quiet hatched" }, `Hatched: no ${panel.lacks}.`) : null;
  const made = el("figure", {}, el("div", { class: "title" }, el("figcaption", {}, title), toggle, hatched), legend.firstChild ? legend : null, holder, read, table);
  let at = -1;
  let width = 640;
  const draw = () => holder.replaceChildren(plot(data, panel, width, at));
  const choose = (next: number) => {
    at = Math.max(-1, Math.min(data.buckets.length - 1, next));
    read.textContent = at < 0 ? "" : reading(data.buckets[at]!, panel, at);
    draw();
  };
  made.addEventListener("fit", (event) => {
    const wanted = Math.max(260, (event as CustomEvent<number>).detail - 2);
    if (wanted !== width || !holder.firstChild) {
      width = wanted;
      draw();
    }
  });
  holder.addEventListener("keydown", (event) => {
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: Math.max(0, at - 1), Home: 0, End: data.buckets.length - 1, Escape: -1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    choose(step);
  });
  holder.addEventListener("pointermove", (event) => {
    const box = holder.getBoundingClientRect();
    const time = data.start + ((event.clientX - box.left - LEFT) / (width - LEFT - RIGHT)) * (data.end - data.start);
    choose(data.buckets.findIndex((bucket) => bucket.start <= time && time < bucket.end));
  });
  holder.addEventListener("pointerleave", () => choose(-1));
  return made;
}

/** The values of a chart: a row for each bucket, a column for each series, and what is not drawn for itself too. */
function pivot(data: ChartData, panel: Panel, title: string): Node[] {
  const isSummed = panel.rest.length > 0 && panel.bars;
  const series = [...(isSummed ? panel.series.slice(0, -1) : panel.series), ...panel.rest];
  const isDaily = data.buckets.every((bucket) => bucket.label.includes("T00:00:00"));
  const times = data.buckets.map((bucket) => (isDaily ? bucket.label.slice(0, 10) : bucket.label.replace("T", " ").replace(/[+]00:00$/, "")));
  const cell = (value: number | null | undefined) =>
    value === null || value === undefined ? el("td", { class: "null" }, "null") : el("td", { class: "number", title: exact(value) }, number(value));
  const nothing = (why: string) => el("td", { class: "null none", title: why }, "–");
  const unpriced = series.map((each) => panel.unpriced.includes(each.name));
  const priced = series.filter((_, at) => !unpriced[at]);
  const whole = panel.bars && series.length > 1;
  const sum = (values: (number | null | undefined)[]) => values.reduce<number>((all, one) => all + (one ?? 0), 0);
  const across = data.buckets.map((_, at) => sum(priced.map((each) => each.values[at])));
  const row = (at: number): HTMLElement[] => {
    if (panel.empty[at]) return [...series, ...(whole ? [null] : [])].map(() => nothing(`no ${panel.lacks}`));
    return [...series.map((each, of) => (unpriced[of] ? nothing(UNPRICED) : cell(each.values[at]))), ...(whole ? [cell(across[at])] : [])];
  };
  const heads = ["begins", ...series.map((each, of) => (unpriced[of] ? `${each.name}, unpriced` : each.name)), ...(whole ? ["sum"] : [])];
  const head = el("tr", {}, ...heads.map((name, of) => el("th", { scope: "col", class: of ? "number" : undefined }, name)));
  const rows = times.map((time, at) => el("tr", {}, el("th", { scope: "row" }, time), ...row(at)));
  const sums = series.map((each, of) => (unpriced[of] ? nothing(UNPRICED) : cell(sum(each.values))));
  const foot = panel.bars ? el("tfoot", {}, el("tr", {}, el("th", { scope: "row" }, "sum"), ...sums, whole ? cell(sum(across)) : null)) : null;
  const text = () =>
    csv(
      ["begins", ...series.map((each) => each.name)],
      data.buckets.map((bucket, at) => [bucket.label, ...series.map((each, of) => (panel.empty[at] || unpriced[of] ? null : each.values[at]))]),
    );
  return [
    el("div", { class: "tools" }, copying("Copy CSV", text)),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Values of ${title}` }, el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows), foot)),
  ];
}

function summary(panel: Panel): string {
  const gaps = panel.empty.filter(Boolean).length;
  const each = panel.series.map((series) => {
    const known = series.values.filter((one): one is number => one !== null);
    return `${series.name}: ${known.length ? `${number(Math.min(...known))} to ${number(Math.max(...known))}` : "no values"}`;
  });
  return `${each.join("; ")}. ${gaps ? `${gaps} with no ${panel.lacks}.` : ""}`;
}

function reading(bucket: Bucket, panel: Panel, at: number): string {
  const hours = (bucket.end - bucket.start) / HOUR;
  const time = `${bucket.label.replace("T", " ")}, ${number(hours)} h`;
  if (panel.empty[at]) return `${time}: no ${panel.lacks}`;
  const values = panel.series
    .map((series) => [series.name, series.values[at]] as const)
    .filter(([, one]) => one !== null && one !== undefined && (one !== 0 || panel.series.length === 1));
  return `${time}: ${values.map(([name, one]) => `${name} ${number(one!)}`).join(", ") || "0"}`;
}

function plot(data: ChartData, panel: Panel, width: number, chosen: number): SVGElement {
  const inner = { left: LEFT, right: width - RIGHT, top: TOP, bottom: HEIGHT - BOTTOM };
  const x = (time: number) => {
    const within = Math.min(data.end, Math.max(data.start, time));
    return inner.left + ((within - data.start) / (data.end - data.start)) * (inner.right - inner.left);
  };
  const ticks = ticksTo(largest(panel));
  const most = ticks.at(-1)!;
  const y = (one: number) => inner.bottom - (one / most) * (inner.bottom - inner.top);
  const drawn = svg("svg", { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, "aria-hidden": "true" });
  drawn.append(
    svg(
      "defs",
      {},
      svg("pattern", { id: "gap", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("rect", { width: 1.5, height: 6, class: "hatch" })),
    ),
  );
  for (const tick of ticks) {
    drawn.append(
      svg("line", { x1: inner.left, x2: inner.right, y1: y(tick), y2: y(tick), class: tick ? "grid" : "axis" }),
      svg("text", { x: inner.left - 8, y: y(tick) + 4, "text-anchor": "end" }, short(tick)),
    );
  }
  data.buckets.forEach((bucket, at) => {
    const box = { x: x(bucket.start), width: Math.max(0, x(bucket.end) - x(bucket.start)), y: inner.top, height: inner.bottom - inner.top };
    if (panel.empty[at]) drawn.append(svg("rect", { ...box, fill: "url(#gap)", class: "gap" }));
    if (at === chosen) drawn.append(svg("rect", { ...box, class: "chosen" }));
  });
  drawn.append(...(panel.bars ? bars(data, panel, x, y) : lines(data, panel, x, y)));
  for (const turn of turns(data)) {
    const end = x(turn.at) > (inner.left + inner.right) / 2;
    drawn.append(
      svg("line", { x1: x(turn.at), x2: x(turn.at), y1: inner.top - 10, y2: inner.bottom, class: "turn" }),
      svg("text", { x: x(turn.at) + (end ? -5 : 5), y: inner.top - 14, "text-anchor": end ? "end" : "start", class: "turned" }, turn.text),
    );
  }
  drawn.append(...times(data, x, inner.bottom, width));
  return drawn;
}

function bars(data: ChartData, panel: Panel, x: (time: number) => number, y: (one: number) => number): SVGElement[] {
  const found: SVGElement[] = [];
  data.buckets.forEach((bucket, at) => {
    let base = 0;
    const wide = x(bucket.end) - x(bucket.start);
    const gap = wide > 6 ? 1 : 0;
    // What is there is to be seen, however little it is.
    const whole = panel.series.reduce((sum, series) => sum + (series.values[at] ?? 0), 0);
    const least = whole > 0 && y(0) - y(whole) < 1 ? 1 : 0;
    let drawn = false;
    panel.series.forEach((series, number) => {
      const one = series.values[at];
      if (!one) return;
      found.push(
        svg("rect", {
          x: x(bucket.start) + gap,
          width: Math.max(0.5, wide - 2 * gap),
          y: least && !drawn ? y(0) - least : y(base + one),
          height: Math.max(drawn ? 0 : least, y(base) - y(base + one)),
          class: `bar s${number}${isPart(data, at) ? " part" : ""}`,
        }),
      );
      drawn = true;
      base += one;
    });
  });
  return found;
}

/** Steps, since a value is of a whole bucket; where there is none the line ends. Of each series what is pale, too. */
function lines(data: ChartData, panel: Panel, x: (time: number) => number, y: (one: number) => number): SVGElement[] {
  return panel.series.flatMap((series, number) => {
    const paths = { line: "", "line part": "" };
    let kindBefore = "";
    let before = "";
    for (const [at, bucket] of data.buckets.entries()) {
      const one = series.values[at];
      if (one === null || one === undefined) {
        kindBefore = "";
        before = "";
        continue;
      }
      const kind = isPart(data, at) ? "line part" : "line";
      const [start, end, height] = [x(bucket.start).toFixed(1), x(bucket.end).toFixed(1), y(one).toFixed(1)];
      if (kindBefore !== kind) paths[kind] += `M${start} ${before || height}`;
      paths[kind] += `V${height}H${end}`;
      kindBefore = kind;
      before = height;
    }
    return Object.entries(paths).flatMap(([kind, d]) => (d ? [svg("path", { d, class: `${kind} s${number}` })] : []));
  });
}

function isPart(data: ChartData, at: number): boolean {
  return data.buckets[at]!.start < data.start || (at === data.buckets.length - 1 && isCut(data));
}

function largest(panel: Panel): number {
  const sums = panel.empty.map((_, at) => {
    const values = panel.series.map((series) => series.values[at] ?? 0);
    return panel.bars ? values.reduce((sum, one) => sum + one, 0) : Math.max(0, ...values);
  });
  return Math.max(0, ...sums);
}

function ticksTo(most: number): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough)!;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, at) => at * step);
}

/** Times at beginnings of buckets, as the clocks of the zone have them. */
function times(data: ChartData, x: (time: number) => number, bottom: number, width: number): SVGElement[] {
  const count = data.buckets.length;
  const room = Math.max(2, Math.floor((width - LEFT) / 96));
  const daily = count > 1 && data.buckets[1]!.end - data.buckets[1]!.start > 12 * HOUR;
  const midnights = data.buckets.map((_, at) => at).filter((at) => data.buckets[at]!.label.includes("T00:00"));
  const few = !daily && midnights.length >= 2 && midnights.length <= room ? midnights : null;
  const step = Math.ceil(count / room);
  const chosen = few ?? data.buckets.map((_, at) => at).filter((at) => at % step === 0);
  let last = -Infinity;
  return chosen
    .filter((at) => data.buckets[at]!.start >= data.start)
    .filter((at) => {
      const place = x(data.buckets[at]!.start);
      const fits = place - last >= LABEL + 8 && place + LABEL / 2 <= width;
      if (fits) last = place;
      return fits;
    })
    .flatMap((at) => {
      const { start, label } = data.buckets[at]!;
      const text = daily || few ? label.slice(0, 10) : `${label.slice(5, 10)} ${label.slice(11, 16)}`;
      return [
        svg("line", { x1: x(start), x2: x(start), y1: bottom, y2: bottom + 4, class: "axis" }),
        svg("text", { x: x(start), y: bottom + 17, "text-anchor": "middle", class: "label" }, text),
      ];
    });
}
