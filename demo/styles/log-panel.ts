// The styles of the log.
import { css } from "lit";

/** Styles for the log. */
export const logPanelStyle = css`
  section {
    overflow: clip;
  }

  h2 {
    padding: 14px 20px 12px;
    border-bottom: 1px solid var(--line);
  }

  [role="log"] {
    max-height: min(70vh, 640px);
    min-height: 140px;
    padding: 8px 0;
    overflow: auto;
    overscroll-behavior: contain;
  }

  [role="log"]:focus-visible {
    outline-offset: -4px;
    border-radius: var(--radius);
  }

  ol {
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    column-gap: 12px;
    padding: 5px 20px;
    font-size: 0.875rem;
  }

  time,
  .after {
    font: 400 0.75rem / 1.75 var(--mono);
    font-variant-numeric: tabular-nums;
    color: var(--ink-soft);
  }

  .what {
    overflow-wrap: anywhere;
  }

  .peer {
    display: inline-block;
    max-width: calc(100% - 2em);
    overflow: hidden;
    text-overflow: ellipsis;
    vertical-align: bottom;
    white-space: nowrap;
  }

  .arrow {
    font-weight: 700;
    color: var(--brand);
  }

  .in .arrow {
    color: var(--ring);
  }

  q {
    grid-column: 2 / -1;
    quotes: "“" "”";
    color: var(--ink-soft);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .empty {
    padding: 10px 20px;
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }
`;
