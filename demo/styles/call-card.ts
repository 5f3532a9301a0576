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

  .note {
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }

  call-picture {
    width: min(100%, 26rem);
    aspect-ratio: 16 / 9;
    border-radius: var(--radius-small);
  }

  /* The button that cancels stays in sight. */
  @media (max-height: 480px) {
    call-picture {
      width: min(100%, 45dvh);
    }
  }
`;
