// Help: the language in examples, the fields, the keys.

import { type Guide, guide } from "./api";
import { byId, el } from "./dom";
import { problemsOf, sentence } from "./problems";

const KEYS: [string, string][] = [
  ["Ctrl+Enter", "run the query"],
  ["Ctrl+Space", "what may stand at the cursor; Enter takes it"],
  ["Tab", "leave the editor"],
  ["F1", "this help"],
  ["Escape", "close this help, an opened call, or what is offered"],
  ["Arrow keys", "go through tabs, through the buckets of a chart, and move the lines between the panes"],
];

export class Help {
  private readonly dialog = byId<HTMLDialogElement>("help");
  private isMade = false;

  constructor(private readonly write: (text: string) => void) {
    byId("open-help").addEventListener("click", () => void this.toggle());
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close(); // beside it
    });
  }

  async toggle(): Promise<void> {
    if (this.dialog.open) {
      this.dialog.close();
      return;
    }
    if (!this.isMade) {
      try {
        this.dialog.replaceChildren(this.made(await guide()));
        this.isMade = true;
      } catch (error) {
        this.dialog.replaceChildren(el("p", { class: "refused" }, problemsOf(error).map(sentence).join(" ")));
      }
    }
    this.dialog.showModal();
  }

  private made(found: Guide): HTMLElement {
    const take = (text: string) => {
      this.dialog.close();
      this.write(text);
    };
    const examples = found.examples.map((each) =>
      el("li", {}, el("button", { class: "example", onclick: () => take(each.text) }, el("span", {}, each.title), el("code", {}, each.text))),
    );
    return el(
      "div",
      { class: "help" },
      el("div", { class: "bar" }, el("h2", { id: "help-title" }, "Help"), el("button", { title: "Escape", onclick: () => this.dialog.close() }, "Close")),
      el("p", {}, "A query says what it is about, then which: ", el("code", {}, "calls where … sort by … limit …"), ". A click on an example puts it into the editor."),
      el("h3", {}, "Examples"),
      el("ul", { class: "examples" }, ...examples),
      el("h3", {}, "Keys"),
      el("dl", { class: "keys" }, ...KEYS.map(([key, does]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)))),
      el("h3", {}, "Fields of calls"),
      fieldList(found.calls),
      el("h3", {}, "Fields of feedback"),
      fieldList(found.feedback),
    );
  }
}

function fieldList(fields: Guide["calls"]): HTMLElement {
  return el(
    "dl",
    { class: "fields" },
    ...fields.map((field) => {
      const also = field.aliases.length ? `; also ${field.aliases.join(", ")}` : "";
      return el("div", {}, el("dt", {}, el("code", {}, field.name), el("span", { class: "quiet" }, ` ${field.type}`)), el("dd", {}, `${field.about}${also}`));
    }),
  );
}
