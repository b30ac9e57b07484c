// What runs, one thing at a time. The button that began it stops it when it takes long.

import { type Answer, type Asked, Asking } from "./api";
import { byId } from "./dom";

// Milliseconds after which it can be stopped: a quick answer must not make the button flicker.
const SLOW = 400;

/** What was begun. asking: null until it is sent. */
interface Run {
  since: number;
  slow: number;
  asking: Asking<Answer> | null;
}

export class Runner {
  private current: Run | null = null;

  constructor(private readonly say: (text: string) => void) {}

  get isRunning(): boolean {
    return this.current !== null;
  }

  /** Is it what runs? It may have been stopped meanwhile, or something else have been begun. */
  is(run: Run): boolean {
    return this.current === run;
  }

  begin(): Run {
    this.stop();
    const slow = window.setTimeout(() => {
      this.button("Stop", "Escape", false);
      this.say("running… Escape stops it");
    }, SLOW);
    this.button("Run", "", true);
    this.say("running…");
    return (this.current = { since: performance.now(), slow, asking: null });
  }

  ask(run: Run, asked: Asked, skip: number): Promise<Answer> {
    run.asking = new Asking<Answer>("run", { ...asked, skip });
    return run.asking.done;
  }

  /** It is done. */
  end(): void {
    window.clearTimeout(this.current?.slow);
    this.current = null;
    this.button("Run", "Ctrl+Enter", false);
  }

  /** Stop what runs, if anything does. */
  stop(): void {
    if (!this.current) return;
    const { asking, since } = this.current;
    asking?.stop();
    this.end();
    this.say(`stopped after ${Math.round((performance.now() - since) / 100) / 10} s`);
  }

  /** What the button does when it is pressed. It is never disabled, which would take the focus from it. */
  press(run: () => void): void {
    if (byId("run").getAttribute("aria-disabled") === "true") return;
    if (this.current) this.stop();
    else run();
  }

  private button(text: string, title: string, isBusy: boolean): void {
    const button = byId("run");
    button.setAttribute("aria-disabled", String(isBusy));
    button.textContent = text;
    button.title = title;
  }
}
