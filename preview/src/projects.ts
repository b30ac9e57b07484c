// The projects that are known: those that are there, or those that had an answer in this browser before.

import { el, byId } from "./dom";

const KEPT = 20;

export class Projects {
  private readonly list = byId("projects");

  constructor(private readonly given: string[]) {
    this.offer();
  }

  get known(): string[] {
    return this.given.length ? this.given : this.kept();
  }

  /** Keep a project that had an answer. */
  keep(project: string): void {
    if (this.given.length || !project) return;
    const names = [project, ...this.kept().filter((each) => each !== project)].slice(0, KEPT);
    localStorage.setItem("projects", JSON.stringify(names));
    this.offer();
  }

  /** The known name that is nearest to one that is not known. */
  nearest(name: string): string | null {
    const near = this.known.filter((each) => each !== name).map((each) => ({ each, steps: distance(name.toLowerCase(), each.toLowerCase()) }));
    near.sort((one, other) => one.steps - other.steps);
    const best = near[0];
    return best && best.steps <= Math.max(name.length, best.each.length) * 0.6 ? best.each : null;
  }

  private kept(): string[] {
    try {
      const found: unknown = JSON.parse(localStorage.getItem("projects") ?? "[]");
      return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
    } catch {
      return [];
    }
  }

  private offer(): void {
    this.list.replaceChildren(...this.known.map((each) => el("option", { value: each })));
  }
}

/** Characters to insert, leave out or change (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++) {
      next.push(Math.min(row[to]! + 1, next[to - 1]! + 1, row[to - 1]! + Number(one[at - 1] !== other[to - 1])));
    }
    row = next;
  }
  return row[other.length]!;
}
