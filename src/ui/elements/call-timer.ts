// `<call-timer>`: how long a call has lasted, counting up, or the time left to answer, counting down.
import { css, html, LitElement } from "lit";
import { clockWords } from "../functions/standing.ts";
import { secondsUntil, Ticking } from "./ticking.ts";
import { define } from "./ui-element.ts";

/** See `CallTimerElement`, which is its public part. */
class CallTimer extends LitElement {
  static override properties = {
    sinceMs: { attribute: false },
    untilMs: { attribute: false },
    label: { type: String },
  };
  declare sinceMs: number | undefined;
  declare untilMs: number | undefined;
  declare label: string;

  static override styles = css`
    :host {
      font-variant-numeric: tabular-nums;
    }
  `;

  constructor() {
    super();
    this.label = "";
    new Ticking(this);
  }

  protected override render() {
    const { sinceMs = Date.now(), untilMs } = this;
    const ms = untilMs === undefined ? Date.now() - sinceMs : secondsUntil(untilMs) * 1_000;
    return html`<span role="timer" aria-label=${this.label}>${clockWords(ms)}</span>`;
  }
}

define("call-timer", CallTimer);
