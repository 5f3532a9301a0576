// The time that is left, counting down once a second by this machine's clock.
import { html, LitElement, type PropertyValues } from "lit";

const TICK_MS = 250;

/** `<demo-countdown .untilMs=…>`: a timer like "0:42". */
export class Countdown extends LitElement {
  static override properties = { untilMs: { attribute: false }, left: { state: true } };
  declare untilMs: number;
  declare left: string;
  #interval: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#interval = setInterval(() => this.#tick(), TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#interval);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("untilMs")) this.#tick();
  }

  protected override render() {
    return html`<span role="timer" aria-label="Time left to answer">${this.left}</span>`;
  }

  #tick(): void {
    const seconds = Math.max(0, Math.ceil((this.untilMs - Date.now()) / 1000));
    this.left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
}

customElements.define("demo-countdown", Countdown);
