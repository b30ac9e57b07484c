// Light, dark, or as the system has it; kept in this browser.

import { byId } from "./dom";

const THEMES = ["auto", "light", "dark"] as const;

export function theme(): void {
  const button = byId("theme");
  const set = (name: string) => {
    if (name === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = name;
    button.textContent = `Theme: ${name}`;
    button.removeAttribute("aria-label");
  };
  let now = localStorage.getItem("theme") ?? "auto";
  set(now);
  button.addEventListener("click", () => {
    now = THEMES[(THEMES.indexOf(now as (typeof THEMES)[number]) + 1) % THEMES.length]!;
    localStorage.setItem("theme", now);
    set(now);
  });
}
