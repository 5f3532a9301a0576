// The styles of the panel with the chart.
import { css } from "lit";

/** Styles for the panel. */
export const chartPanelStyle = css`
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
`;
