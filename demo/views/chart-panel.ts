// The live chart of the newest invitation, and the buttons that save it.
import { html, nothing } from "lit";
import { type ChartRecord, recordsOfOne, saveText, writeMermaid, writeSvg } from "peer-invite/ui/functions";
import "peer-invite/ui";
import { chartPanelStyle } from "../styles/chart-panel.ts";
import { controlsStyle } from "../styles/controls.ts";
import { View } from "./view.ts";

/** `<demo-chart-panel>` */
export class ChartPanel extends View {
  static override styles = [controlsStyle, chartPanelStyle];

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
        <sequence-chart .records=${records} .self=${name} .words=${{ chart: this.words.chart }}></sequence-chart>
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
