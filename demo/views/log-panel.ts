// The log: every step of every call, with its time and the time since the step before.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { LogEntry } from "../log.ts";
import { controlsStyle } from "../styles/controls.ts";
import { logPanelStyle } from "../styles/log-panel.ts";
import { View } from "./view.ts";

/** A person this close to the end is reading along. */
const AT_END_PX = 40;

/** `<demo-log>` */
export class LogPanel extends View {
  #atEnd = true;

  static override styles = [controlsStyle, logPanelStyle];

  protected override willUpdate(): void {
    const log = this.#log;
    this.#atEnd = log === null || log.scrollHeight - log.scrollTop - log.clientHeight < AT_END_PX;
  }

  /* The cards announce each step already, so the log itself stays silent. */
  protected override render() {
    const { hood } = this.words.page;
    const { log } = this.state;
    return html`
      <section class="panel" aria-labelledby="title">
        <h2 id="title">${hood.log}</h2>
        <div role="log" aria-labelledby="title" aria-live="off" tabindex="0">
          ${
            log.length === 0
              ? html`<p class="empty">${hood.empty}</p>`
              : html`<ol>${repeat(log, ({ number }) => number, this.#line)}</ol>`
          }
        </div>
      </section>
    `;
  }

  readonly #line = ({ atMs, arrow, peer, step, quote, afterMs }: LogEntry) => {
    const at = new Date(atMs);
    return html`
      <li class=${arrow === "→" ? "out" : "in"}>
        <time datetime=${at.toISOString()}>${timeOf(at)}</time>
        <span class="what"><span class="arrow">${arrow}</span> <span class="peer">${peer}</span>: ${this.words.log[step]}</span>
        <span class="after">${afterMs === undefined ? nothing : `+${secondsOf(afterMs)}`}</span>
        ${quote === "" ? nothing : html`<q dir="auto" title=${quote}>${quote}</q>`}
      </li>
    `;
  };

  protected override updated(): void {
    if (this.#atEnd && this.#log) this.#log.scrollTop = this.#log.scrollHeight;
  }

  get #log(): HTMLElement | null {
    return this.renderRoot.querySelector("[role=log]");
  }
}

function timeOf(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const ms = String(at.getMilliseconds()).padStart(3, "0");
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${ms}`;
}

function secondsOf(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

customElements.define("demo-log", LogPanel);
