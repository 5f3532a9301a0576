// The styles of the card of a call on hold.
import { css } from "lit";

/** Styles for the card. */
export const heldCardStyle = css`
  :host {
    display: block;
  }

  .card {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px 14px;
    padding: 14px clamp(14px, 2vw, 20px);
  }

  .who {
    flex: 1 1 10rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .who p {
    font-size: 0.875rem;
    color: var(--ink-soft);
  }

  .who .news {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--ink);
  }
`;
