// The styles of a call's card, the same for both directions.
import { css } from "lit";

/** Styles for a call's card. */
export const callCardStyle = css`
  :host {
    display: block;
  }

  .card::part(open) {
    box-shadow: var(--shadow);
  }

  .card::part(countdown) {
    font-family: var(--mono);
  }

  blockquote {
    padding: 0.6em 0.95em;
    border-radius: 4px 16px 16px 16px;
    background: var(--sunken);
    border: 1px solid var(--line);
    width: fit-content;
    max-width: 100%;
    max-height: 24em;
    overflow: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  blockquote.mine {
    margin-left: auto;
    border-color: transparent;
    border-radius: 16px 4px 16px 16px;
    background: var(--brand-tint);
  }

  .said {
    display: flex;
    flex-direction: column;
    gap: 8px;
    max-height: 20em;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .said > * {
    flex: none;
  }

  .note {
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }

  call-picture {
    width: min(100%, 26rem);
    aspect-ratio: 16 / 9;
    border-radius: var(--radius-small);
  }
`;
