// The time that is left, counting down once a second by this machine's clock.
import { html, LitElement } from "lit";
import { clockWords } from "../standing.ts";
import { secondsUntil, Ticking } from "./ticking.ts";

/** `<demo-countdown .untilMs=… .label=…>`: a timer like "0:42". */
export class Countdown extends LitElement {
  static override properties = { untilMs: { attribute: false }, label: { attribute: false } };
  declare untilMs: number;
  declare label: string;

  constructor() {
    super();
    new Ticking(this);
  }

  protected override render() {
    const left = clockWords(secondsUntil(this.untilMs) * 1_000);
    return html`<span role="timer" aria-label=${this.label}>${left}</span>`;
  }
}

customElements.define("demo-countdown", Countdown);
