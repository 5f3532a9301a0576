// The styles of the drawer for developers.
import { css } from "lit";

/** Styles for the drawer. */
export const drawerStyle = css`
  :host {
    display: block;
    min-width: 0;
  }

  :host([hidden]) {
    display: none;
  }

  .handle {
    font-size: 0.875rem;
  }

  kbd {
    padding: 0 6px;
    border: 1px solid var(--field-line);
    border-radius: 6px;
    font: 600 0.8125rem / 1.4 var(--mono);
  }

  #inside {
    display: grid;
    align-items: start;
    gap: var(--gap);
    grid-template-columns: minmax(0, 1fr);
  }

  .fact {
    justify-self: start;
    padding: 4px 12px;
    border-radius: 999px;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    color: var(--ink-soft);
    background: var(--sunken);
  }

  @media (min-width: 900px) {
    #inside:has(demo-log) {
      margin-top: 8px;
    }

    #inside {
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
    }

    .fact {
      grid-column: 1 / -1;
    }
  }
`;
