// The address holds what is written: a link leads to it, and the browser goes back to what was run.

import type { About, Problem } from "./api";
import type { Kinds } from "./kinds";
import { note } from "./problems";
import type { Written } from "./written";

// What the browser keeps with an address whose query was run, so that going back to it runs it again.
const RAN = { ran: true };
// An address that somebody came by stays, too.
const CAME = { ran: false };

/** What an address has: a query that was not there, the one that is there, or none. */
export interface Followed {
  query: "new" | "there" | "none";
  notes: Problem[];
}

export class Address {
  constructor(
    private readonly known: About,
    private readonly written: Written,
    private readonly kinds: Kinds,
  ) {}

  get wasRun(): boolean {
    return (history.state as typeof RAN | null)?.ran === true;
  }

  ran(): void {
    history.replaceState(RAN, "");
  }

  came(): void {
    if (history.state === null) history.replaceState(CAME, "");
  }

  /** Write the query of the address. A fragment stays in the browser: no server is told of it. */
  follow(): Followed {
    const given = new URLSearchParams(location.hash.slice(1));
    const [body, text] = [given.get("json"), given.get("text")];
    if (body === null && text === null) return this.followProject(given.get("project"));
    const { isOther, notes } = this.followUsage(given.get("stored_usage") ?? this.known.stored_usage);
    const isThere = !isOther && (body === null ? this.hasText(given.get("project") ?? "", text!) : this.hasJson(given.get("kind"), body));
    if (isThere) return { query: "there", notes };
    if (body === null) this.written.open(given.get("project") ?? "", text!);
    else {
      this.kinds.take(given.get("kind") ?? "calls_query");
      this.written.openJson(body);
    }
    return { query: "new", notes };
  }

  /** Take the project of a link without a query: it is one about all of its calls. */
  private followProject(project: string | null): Followed {
    if (project === null) return { query: "none", notes: location.hash.length > 1 ? [note("the link has no query")] : [] };
    this.written.open(project, "calls");
    return { query: "new", notes: [] };
  }

  private followUsage(policy: string): { isOther: boolean; notes: Problem[] } {
    const { usage } = this.written;
    const isOther = policy !== usage.value;
    const policies = [...usage.options].map((each) => each.value);
    const isKnown = policies.includes(policy);
    usage.value = isKnown ? policy : this.known.stored_usage;
    const wrong = `the link asks for stored usage "${policy}", which is none of ${policies.join(", ")}: ${usage.value} is taken`;
    return { isOther, notes: isKnown ? [] : [note(wrong)] };
  }

  private hasText(project: string, text: string): boolean {
    return text === this.written.text.state.doc.toString() && project === this.written.project.value;
  }

  private hasJson(kind: string | null, body: string): boolean {
    return this.written.source === "json" && body === this.written.json.state.doc.toString() && kind === this.written.kind.value;
  }

  /** Keep the query in the address. One that was run keeps its own, which the browser goes back to. */
  remember(): void {
    const asked = this.written.asked();
    const kept: Record<string, string> = asked.source === "text" ? { project: asked.project, text: asked.text } : { kind: asked.kind, json: asked.text };
    kept["stored_usage"] = asked.stored_usage;
    const hash = `#${new URLSearchParams(kept)}`;
    if (hash === location.hash) return;
    const before = new URLSearchParams({ stored_usage: this.known.stored_usage, ...Object.fromEntries(new URLSearchParams(location.hash.slice(1))) });
    const after = new URLSearchParams(kept);
    for (const each of [before, after]) each.sort();
    if (String(before) === String(after)) history.replaceState(history.state, "", hash);
    else if (history.state !== null) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  }
}
