// The live diagram of the invitation that began last, and the ways to save it.
import { css, html, nothing } from "lit";
import { writeMermaid } from "../parts/chart/mermaid.ts";
import { type ChartRecord, recordsOfOne } from "../parts/chart/records.ts";
import { saveText } from "../parts/chart/save.ts";
import "../parts/chart/sequence-chart.ts";
import { writeSvg } from "../parts/chart/svg-file.ts";
import { controls } from "../styles/controls.ts";
import { View } from "./view.ts";

/** `<demo-chart-panel>` */
export class ChartPanel extends View {
  static override styles = [
    controls,
    css`
      section {
        padding: 14px 18px 16px;
      }

      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px;
        min-height: 40px;
      }

      h2 {
        flex: 1;
      }

      header button {
        min-height: 38px;
        padding-inline: 0.8em;
        font-size: 0.8125rem;
      }

      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 14px;
        margin-top: 10px;
        font-size: 0.75rem;
        color: var(--ink-soft);
      }

      .legend span::before {
        content: "";
        display: inline-block;
        width: 18px;
        height: 10px;
        margin-right: 6px;
        border: 1.5px solid var(--ink-soft);
        border-radius: 999px;
      }

      .legend .own::before {
        background: var(--ink-soft);
      }

      .legend .unseen::before {
        height: 0;
        border: 0;
        border-top: 2px dashed var(--ink-soft);
        border-radius: 0;
        vertical-align: middle;
      }

      sequence-chart {
        margin-top: 8px;
        font-size: 0.9375rem;
        --chart-ink: var(--ink);
        --chart-soft: var(--ink-soft);
        --chart-line: var(--line);
        --chart-surface: var(--surface);
        --chart-sunken: var(--sunken);
      }
    `,
  ];

  protected override render() {
    const { chart, name } = this.state;
    const { hood } = this.words.page;
    const records = recordsOfOne(chart);
    return html`
      <section class="panel" aria-labelledby="title">
        <header>
          <h2 id="title">${hood.title}</h2>
          ${
            records.length === 0
              ? nothing
              : html`
                  <button class="plain" @click=${() => this.#save(records, "svg")}>${hood.saveSvg}</button>
                  <button class="plain" @click=${() => this.#save(records, "mermaid")}>${hood.saveMermaid}</button>
                `
          }
        </header>
        <sequence-chart .records=${records} .self=${name} .words=${this.words.chart}></sequence-chart>
        ${
          records.length === 0
            ? nothing
            : html`<p class="legend" aria-hidden="true">
                <span class="own">${hood.own}</span>
                <span>${hood.told}</span>
                <span class="unseen">${hood.unseen}</span>
              </p>`
        }
      </section>
    `;
  }

  #save(records: readonly ChartRecord[], as: "svg" | "mermaid"): void {
    const chart = { records, self: this.state.name, words: this.words.chart };
    if (as === "svg") saveText("call.svg", "image/svg+xml", writeSvg(chart));
    else saveText("call.mmd", "text/plain", writeMermaid(chart));
  }
}

customElements.define("demo-chart-panel", ChartPanel);
