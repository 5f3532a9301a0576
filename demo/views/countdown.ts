// The time left, counting down once a second.
import { css, html, LitElement } from "lit";
import { clockWords } from "peer-invite/ui/functions";
import { secondsUntil, Ticking } from "./ticking.ts";

/** `<demo-countdown .untilMs=… .label=…>`: a timer such as "0:42". */
export class Countdown extends LitElement {
  static override properties = { untilMs: { attribute: false }, label: { attribute: false } };
  declare untilMs: number;
  declare label: string;

  static override styles = css`
    :host {
      align-self: start;
      padding: 3px 10px;
      border-radius: 999px;
      font: 600 0.9375rem / 1.4 var(--mono);
      font-variant-numeric: tabular-nums;
      color: var(--ink-soft);
      background: var(--sunken);
    }
  `;

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
