// Questions about the recorded calls, by the project that they are about.

import type { About, Problem } from "./api";
import { byId, el } from "./dom";
import { note } from "./problems";
import type { Written } from "./written";

export class Examples {
  private readonly list = byId<HTMLSelectElement>("examples");

  constructor(
    private readonly known: About["examples"],
    private readonly written: Written,
    chosen: (example: About["examples"][number], notes: Problem[]) => void,
  ) {
    for (const project of new Set(known.map((each) => each.project))) {
      const own = [...known.entries()].filter(([, each]) => each.project === project);
      this.list.append(el("optgroup", { label: project }, ...own.map(([at, each]) => el("option", { value: at }, each.title))));
    }
    this.list.addEventListener("change", () => {
      const { example } = this;
      if (!example) return;
      const before = written.project.value;
      const isOther = before !== "" && before !== example.project;
      chosen(example, isOther ? [note(`the example is of the project ${example.project}, which is chosen now instead of ${before}`)] : []);
    });
  }

  private get example(): About["examples"][number] | undefined {
    return this.list.value === "" ? undefined : this.known[Number(this.list.value)];
  }

  /** The list names an example as long as that is what is written. */
  check(): void {
    const { example, written } = this;
    if (!example) return;
    const { source, text, project } = written.asked();
    if (source !== "text" || text !== example.text || project !== example.project) this.list.value = "";
  }
}
