// The lines between the panes, which are moved with the pointer or with arrows; kept in this browser.

import { byId } from "./dom";

interface Split {
  name: string;
  at: number;
  least: number;
  most: number;
}

export function splits(): void {
  split("across", { name: "across", at: 60, least: 25, most: 80 });
  split("down", { name: "down", at: 40, least: 15, most: 75 });
}

function split(id: string, given: Split): void {
  const bar = byId(`split-${id}`);
  const main = bar.parentElement!;
  const isAcross = id === "across";
  let at = Number(localStorage.getItem(`split-${given.name}`) ?? given.at) || given.at;
  const set = (wanted: number) => {
    at = Math.min(given.most, Math.max(given.least, wanted));
    main.style.setProperty(`--${given.name}`, String(at));
    bar.setAttribute("aria-valuenow", String(Math.round(at)));
    localStorage.setItem(`split-${given.name}`, String(at));
  };
  bar.setAttribute("aria-valuemin", String(given.least));
  bar.setAttribute("aria-valuemax", String(given.most));
  set(at);
  bar.addEventListener("keydown", (event) => {
    const steps: Record<string, number> = isAcross ? { ArrowLeft: -2, ArrowRight: 2 } : { ArrowUp: -2, ArrowDown: 2 };
    const step = event.key === "Home" ? given.at - at : steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(at + step);
  });
  bar.addEventListener("pointerdown", (event) => bar.setPointerCapture(event.pointerId));
  bar.addEventListener("pointermove", (event) => {
    if (!bar.hasPointerCapture(event.pointerId)) return;
    const box = main.getBoundingClientRect();
    set(isAcross ? ((event.clientX - box.left) / box.width) * 100 : ((event.clientY - box.top) / box.height) * 100);
  });
  bar.addEventListener("dblclick", () => set(given.at));
}
