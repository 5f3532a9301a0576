// The time that is left, counting down once a second by this machine's clock.
import { html, LitElement } from "lit";
import { secondsUntil, Ticking } from "./ticking.ts";

/** `<demo-countdown .untilMs=…>`: a timer like "0:42". */
export class Countdown extends LitElement {
  static override properties = { untilMs: { attribute: false } };
  declare untilMs: number;

  constructor() {
    super();
    new Ticking(this);
  }

  protected override render() {
    const seconds = secondsUntil(this.untilMs);
    const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    return html`<span role="timer" aria-label="Time left to answer">${left}</span>`;
  }
}

customElements.define("demo-countdown", Countdown);
