// Elements without a framework.

type Child = Node | string | null | undefined | false;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Record<string, string | number | boolean | ((event: Event) => void) | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), given, children);
}

export function svg(tag: string, given: Record<string, string | number> = {}, ...children: Child[]): SVGElement {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), given, children);
}

function filled<T extends Element>(
  made: T,
  given: Record<string, string | number | boolean | ((event: Event) => void) | undefined>,
  children: Child[],
): T {
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found as T;
}

/** A button that copies a text, and says so without becoming wider. */
export function copying(title: string, text: () => string): HTMLButtonElement {
  const button: HTMLButtonElement = el("button", { class: "copy", onclick: () => void copy(text(), button) }, title);
  return button;
}

export async function copy(text: string, button: HTMLElement): Promise<void> {
  const before = button.dataset["title"] ?? button.textContent ?? "";
  button.dataset["title"] = before;
  button.style.minWidth = `${button.getBoundingClientRect().width}px`;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Refused";
  }
  window.setTimeout(() => (button.textContent = before), 1500);
}

/** of: what is shown; as long as that is the same, so is the panel. */
export interface Tab {
  name: string;
  title: string;
  of?: unknown;
  make: () => Node;
}

interface Made {
  of: unknown;
  panel: HTMLElement;
  scrolled: number;
}

/** Tabs as the keyboard expects them: one stop of Tab, arrows between them. What a tab shows is made when it is. */
export class Tabs {
  private tabs: Tab[] = [];
  private chosen = "";
  private made = new Map<string, Made>();

  constructor(
    private readonly list: HTMLElement,
    private readonly panels: HTMLElement,
    private readonly prefix: string,
    private readonly onShown: (name: string) => void = () => {},
  ) {
    list.addEventListener("keydown", (event) => this.key(event));
  }

  get current(): string {
    return this.chosen;
  }

  set(tabs: Tab[], wanted?: string): void {
    this.keep();
    this.tabs = tabs;
    const focused = this.list.contains(document.activeElement);
    const name = wanted ?? this.chosen;
    this.list.replaceChildren(
      ...tabs.map((tab) =>
        el(
          "button",
          {
            role: "tab",
            id: `${this.prefix}-tab-${tab.name}`,
            "aria-controls": `${this.prefix}-panel`,
            onclick: () => this.show(tab.name),
          },
          tab.title,
        ),
      ),
    );
    for (const [key, made] of this.made) {
      const tab = tabs.find((each) => each.name === key);
      if (!tab || tab.of === undefined || tab.of !== made.of) this.made.delete(key);
    }
    if (tabs.length) this.show((tabs.find((tab) => tab.name === name) ?? tabs[0]!).name);
    else this.panels.replaceChildren();
    if (focused) this.button(this.chosen)?.focus();
  }

  show(name: string): void {
    const tab = this.tabs.find((each) => each.name === name);
    if (!tab) return;
    this.keep();
    this.chosen = name;
    for (const each of this.tabs) {
      const button = this.button(each.name)!;
      button.setAttribute("aria-selected", String(each.name === name));
      button.tabIndex = each.name === name ? 0 : -1;
    }
    const known = this.made.get(name);
    const panel = known?.panel ?? this.panel(tab);
    if (this.panels.firstChild !== panel) this.panels.replaceChildren(panel);
    this.panels.scrollTop = known?.scrolled ?? 0;
    this.onShown(name);
  }

  private panel(tab: Tab): HTMLElement {
    const panel = el(
      "div",
      { role: "tabpanel", id: `${this.prefix}-panel`, "aria-labelledby": `${this.prefix}-tab-${tab.name}`, tabindex: 0 },
      tab.make(),
    );
    this.made.set(tab.name, { of: tab.of, panel, scrolled: 0 });
    return panel;
  }

  /** Note how far the panel that is shown is scrolled. */
  private keep(): void {
    const made = this.made.get(this.chosen);
    if (made && made.panel.isConnected) made.scrolled = this.panels.scrollTop;
    if (made && made.of === undefined) this.made.delete(this.chosen);
  }

  private button(name: string): HTMLElement | null {
    return document.getElementById(`${this.prefix}-tab-${name}`);
  }

  private key(event: KeyboardEvent): void {
    const at = this.tabs.findIndex((tab) => tab.name === this.chosen);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.tabs.length - 1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = this.tabs[(step + this.tabs.length) % this.tabs.length]!;
    this.show(next.name);
    this.button(next.name)?.focus();
  }
}
