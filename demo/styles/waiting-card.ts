// The styles of the card of a call that waits over another call: everything is small.
import { css } from "lit";

/** Styles for the card. */
export const waitingCardStyle = css`
  :host {
    width: min(620px, 100% - 20px);
  }

  .card {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 10px 14px;
    padding: 14px clamp(14px, 2vw, 18px);
  }

  .who {
    min-width: 0;
    overflow-wrap: anywhere;
    font-size: 0.875rem;
    line-height: 1.35;
    color: var(--ink-soft);
  }

  .who b {
    font-size: 1.0625rem;
    color: var(--ink);
  }

  .words {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    color: var(--ink);
  }

  .answers,
  details,
  .problem {
    grid-column: 1 / -1;
  }

  .answers {
    flex-wrap: nowrap;
    gap: 8px;
  }

  .answer {
    flex: 1 1 0;
    min-width: 5.5em;
  }

  .replies {
    gap: 6px;
    margin-top: 8px;
  }

  .replies button {
    min-height: 34px;
    padding-inline: 0.8em;
    font-size: 0.8125rem;
  }

  details[open] summary {
    margin-bottom: 8px;
  }

  summary {
    width: fit-content;
    font-size: 0.8125rem;
    color: var(--ink-soft);
    cursor: pointer;
  }
`;
