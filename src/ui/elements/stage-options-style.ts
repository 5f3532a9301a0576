// The styles of the options of a stage, which open under it, or beside it where it is low.
import { css } from "lit";

/** Styles for the options. */
export const stageOptionsStyle = css`
  .under {
    display: grid;
    align-content: start;
    gap: 12px;
    overflow: auto;
    padding: 14px 18px;
    border-top: 1px solid var(--_line);
  }

  .whole {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .options button {
    min-height: 40px;
    padding-inline: 0.9em;
    font-size: 0.875rem;
  }

  .options [aria-pressed="true"] {
    border-color: transparent;
    background: var(--_brand-tint);
  }

  @media (forced-colors: active) {
    .options [aria-pressed="true"] {
      border-color: Highlight;
    }
  }

  /* Too low for the options under it: they stand beside the stage. */
  @media (max-height: 520px) {
    .frame:has(> .under) {
      grid-template: minmax(0, 1fr) / minmax(0, 1fr) minmax(220px, 38%);
    }

    .under {
      border-top: 0;
      border-left: 1px solid var(--_line);
    }
  }
`;
