// What is wrong or doubtful, in one line of which the room is reserved; more of it when that is asked for.

import type { Problem } from "./api";
import { Refusal } from "./api";
import { byId, el } from "./dom";

export type Severity = "error" | "warning" | "info";

/** A problem with what a click on it does, and what mends it. */
export interface Told {
  severity: Severity;
  problem: Problem;
  go: () => void;
  mend: { title: string; apply: () => void } | null;
}

export function sentence(problem: Pick<Problem, "message" | "hint">): string {
  return problem.hint ? `${problem.message}; ${problem.hint}` : problem.message;
}

/** What the page says of its own accord. */
export const note = (message: string): Problem => ({ code: "", message, hint: null });

export function problemsOf(error: unknown): Problem[] {
  if (error instanceof Refusal) return error.problems;
  throw error;
}

export function showProblems(all: Told[], calm: string): void {
  const list = byId("problems");
  const open = all.length > 1 && list.dataset["open"] === "true";
  list.dataset["open"] = String(open);
  list.dataset["count"] = String(all.length);
  const rows = all.map((each) => row(each));
  if (!all.length) {
    list.replaceChildren(el("p", { class: "quiet" }, calm));
    return;
  }
  if (all.length > 1) {
    const more: HTMLButtonElement = el("button", { class: "more", "aria-expanded": String(open) }, `${all.length - 1} more`);
    more.addEventListener("click", () => {
      const opened = list.dataset["open"] !== "true";
      list.dataset["open"] = String(opened);
      more.setAttribute("aria-expanded", String(opened));
      more.textContent = opened ? "Less" : `${all.length - 1} more`;
    });
    rows[0]!.append(more);
  }
  list.replaceChildren(...rows);
}

function row({ severity, problem, go, mend }: Told): HTMLElement {
  const text = sentence(problem);
  const fix = mend ? el("button", { class: "fix", onclick: mend.apply }, mend.title) : null;
  return el("div", { class: severity }, el("button", { class: "what", title: text, onclick: go }, el("code", {}, problem.code), ` ${text}`), fix);
}
