// `<sequence-chart>`: the chart on a page. It is as wide as its place, and redrawn when its records change.
import { css, html, nothing, svg, unsafeCSS } from "lit";
import { sentencesOf } from "../chart/chart.ts";
import { layoutChart, WIDTH_MIN } from "../chart/layout.ts";
import { type ChartRecord, recordChange } from "../chart/records.ts";
import type { Shape, ShapeGroup } from "../chart/shapes.ts";
import { CHART_COLORS, chartRules } from "../chart/style.ts";
import type { ChartedInvitation } from "./types.ts";
import { define, Following, UiElement } from "./ui-element.ts";

/** See `SequenceChartElement`, which is its public part. */
class SequenceChart extends UiElement {
  static override properties = {
    ...UiElement.properties,
    invitation: { attribute: false },
    records: { attribute: false },
    self: { type: String },
    width: { state: true },
  };
  declare invitation: ChartedInvitation | undefined;
  declare records: readonly ChartRecord[];
  declare self: string;
  declare width: number;
  #before: ChartedInvitation["snapshot"] | undefined;
  readonly #sizes = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this.width = Math.floor(entry.contentRect.width);
  });

  static override styles = [
    css`
      :host {
        display: block;
      }

      svg {
        display: block;
        max-width: 100%;
        height: auto;
        margin: 0 auto;
        overflow: visible;
      }

      .row {
        animation: appear 240ms ease-out;
      }

      .empty {
        margin: 0;
        color: var(--chart-soft, light-dark(#4d5d55, #a3b4ac));
      }

      .hidden {
        position: absolute;
        width: 1px;
        height: 1px;
        margin: 0;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }

      @keyframes appear {
        from {
          opacity: 0;
          transform: translateY(-6px);
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .row {
          animation: none;
        }
      }
    `,
    unsafeCSS(chartRules((name) => `var(--chart-${name}, light-dark(${CHART_COLORS[name].join(", ")}))`)),
  ];

  constructor() {
    super();
    this.records = [];
    this.self = "";
    this.width = WIDTH_MIN;
    new Following(
      this,
      () => this.invitation,
      () => this.#record(),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    this.#sizes.disconnect();
    super.disconnectedCallback();
  }

  protected override render() {
    const { records, self, width } = this;
    const { chart: words } = this.said;
    if (records.length === 0) return html`<p class="empty">${words.empty}</p>`;
    const chart = { records, self, words };
    const diagram = layoutChart(chart, width);
    return html`
      <svg
        width=${diagram.width}
        height=${diagram.height}
        viewBox="0 0 ${diagram.width} ${diagram.height}"
        role="img"
        aria-labelledby="title"
        aria-describedby="steps"
      >
        <title id="title">${words.title}</title>
        ${diagram.groups.map(drawGroup)}
      </svg>
      <ol id="steps" class="hidden">
        ${sentencesOf(chart).map((sentence) => html`<li>${sentence}</li>`)}
      </ol>
    `;
  }

  /** The chart of an invitation that was set has its own records. */
  #record(): void {
    const now = this.invitation?.snapshot;
    if (now === undefined) return;
    const isNew = this.#before?.key !== now.key;
    this.records = recordChange(isNew ? [] : this.records, isNew ? undefined : this.#before, now, Date.now());
    this.#before = now;
  }
}

function drawGroup({ look, title, shapes }: ShapeGroup) {
  return svg`<g class=${look}>${title === undefined ? nothing : svg`<title>${title}</title>`}${shapes.map(drawShape)}</g>`;
}

function drawShape(shape: Shape) {
  switch (shape.shape) {
    case "line": {
      const { look, x1, y1, x2, y2 } = shape;
      return svg`<line class=${look} x1=${x1} y1=${y1} x2=${x2} y2=${y2} />`;
    }
    case "rect": {
      const { look, x, y, width, height, radius } = shape;
      return svg`<rect class=${look} x=${x} y=${y} width=${width} height=${height} rx=${radius} />`;
    }
    case "path":
      return svg`<path class=${shape.look} d=${shape.d} />`;
    case "text": {
      const { look, x, y, anchor, text } = shape;
      return svg`<text class=${look} x=${x} y=${y} text-anchor=${anchor}>${text}</text>`;
    }
  }
}

define("sequence-chart", SequenceChart);
