// Calls and trees that were opened out of an answer: the browser goes back from them as it goes back from pages.

export class Steps {
  private readonly behind: (() => void)[] = [];
  private hash = "";
  private isLeaving = false;

  /** Something was opened. close: what going back does. */
  opened(close: () => void): void {
    this.behind.push(close);
    this.hash = location.hash;
    history.pushState({ ...history.state, step: this.behind.length }, "");
  }

  /** What was opened last was closed on the page. */
  closed(): void {
    const isHere = stepNow() === this.behind.length && location.hash === this.hash;
    if (!this.behind.pop() || !isHere) return;
    this.isLeaving = true;
    history.back();
  }

  /** The browser went elsewhere in its history: close what was opened there. Was that all that there was to do? */
  went(): boolean {
    const isLeaving = this.isLeaving;
    this.isLeaving = false;
    if (isLeaving) return true;
    if (location.hash !== this.hash || stepNow() >= this.behind.length) return false;
    while (this.behind.length > stepNow()) this.behind.pop()!();
    return true;
  }

  /** There is another answer. */
  forget(): void {
    this.behind.length = 0;
  }
}

const stepNow = (): number => (history.state as { step?: number } | null)?.step ?? 0;
