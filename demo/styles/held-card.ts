// The styles of the card of a call on hold: one line, whatever the name.
import { css } from "lit";

/** Styles for the card. */
export const heldCardStyle = css`
  :host {
    display: block;
  }

  .card {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 8px 12px;
    padding: 8px clamp(10px, 2vw, 18px);
  }

  :host([flat]) .card {
    border-width: 0 0 1px;
    border-radius: 0;
    box-shadow: none;
  }

  peer-avatar {
    --avatar-size: 44px;
  }

  .who {
    min-width: 0;
    line-height: 1.3;
  }

  .name,
  .who p {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .who p {
    font-size: 0.875rem;
    color: var(--ink-soft);
  }

  .who .news {
    color: var(--ink);
  }

  .buttons {
    flex-wrap: nowrap;
    gap: 6px;
  }
`;
