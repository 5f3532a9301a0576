// A timer that shows how long something has lasted, counting up once a second.
import { html, LitElement } from "lit";
import { clockWords } from "peer-invite/ui/functions";
import { Ticking } from "./ticking.ts";

/** `<demo-clock .sinceMs=… .label=…>`: a timer such as "2:05". */
export class Clock extends LitElement {
  static override properties = { sinceMs: { attribute: false }, label: { attribute: false } };
  declare sinceMs: number;
  declare label: string;

  constructor() {
    super();
    new Ticking(this);
  }

  protected override render() {
    return html`<span role="timer" aria-label=${this.label}>${clockWords(Date.now() - this.sinceMs)}</span>`;
  }
}

customElements.define("demo-clock", Clock);
