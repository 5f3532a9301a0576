// The styles of the card of a call that waits over another call: as low as can be.
import { css } from "lit";

/** Styles for the card. */
export const waitingCardStyle = css`
  :host {
    display: block;
    width: min(900px, 100%);
    animation: arrive 240ms ease-out;
  }

  .ringing {
    border-color: color-mix(in srgb, var(--ring-bright) 60%, transparent);
    background: linear-gradient(var(--ring-tint), var(--surface) 70%);
    box-shadow: var(--shadow-high);
  }

  call-timer {
    align-self: start;
    padding: 3px 10px;
    border-radius: 999px;
    font: 600 0.9375rem / 1.4 var(--mono);
    font-variant-numeric: tabular-nums;
    color: var(--ink-soft);
    background: var(--sunken);
  }

  .ringing call-timer {
    color: var(--ring);
    background: var(--surface);
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-10px);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      animation: none;
    }
  }

  .card {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 8px 12px;
    padding: 10px clamp(12px, 2vw, 18px);
  }

  peer-avatar {
    --avatar-size: 48px;
  }

  .who {
    min-width: 0;
    font-size: 0.875rem;
    line-height: 1.35;
    color: var(--ink-soft);
  }

  .who b {
    font-size: 1.0625rem;
    line-height: 1.25;
    color: var(--ink);
    overflow-wrap: anywhere;
    -webkit-line-clamp: 2;
  }

  .who p {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .who .words {
    color: var(--ink);
  }

  .answers,
  details,
  .problem {
    grid-column: 1 / -1;
  }

  .answers {
    flex-wrap: nowrap;
    align-items: stretch;
    gap: 8px;
  }

  .answer {
    padding-inline: 0.5em;
    flex: 1 1 0;
    min-width: 5.5em;
  }

  /* In one row, so that much of the active call stays in sight. */
  @media (min-width: 720px) {
    .card {
      grid-template-columns: auto minmax(0, 1fr) auto auto;
    }

    .answers {
      grid-column: auto;
    }

    .answer {
      min-width: 7em;
    }
  }

  .replies {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-top: 8px;
  }

  .replies span {
    align-self: center;
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .replies button {
    min-height: 34px;
    padding-inline: 0.8em;
    font-size: 0.8125rem;
    font-weight: 500;
    color: var(--ink-soft);
    background: transparent;
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
