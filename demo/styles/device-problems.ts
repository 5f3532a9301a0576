// The styles of the problems with devices during a call.
import { css } from "lit";

/** Styles for the problems. */
export const deviceProblemsStyle = css`
  .problems {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    padding: 8px 16px;
    font-size: 0.9375rem;
    background: var(--bad-tint);
  }

  .problems > div {
    flex: 1 1 16rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .hint {
    font-size: 0.875rem;
    color: var(--ink-soft);
  }
`;
