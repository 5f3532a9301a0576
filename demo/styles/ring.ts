// The styles that the cards of a ringing call share: how they arrive, their glow, and the quick replies.
import { css } from "lit";

/** Styles for a card that may ring. */
export const ringStyle = css`
  :host {
    display: block;
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

  .answers {
    align-items: stretch;
  }

  .answer {
    padding-inline: 0.5em;
  }

  .replies {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .replies button {
    min-height: 38px;
    font-size: 0.875rem;
    font-weight: 500;
    color: var(--ink-soft);
    background: transparent;
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
`;
