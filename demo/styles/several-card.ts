// The styles of the card of a call to several people.
import { css } from "lit";

/** Styles for the card. */
export const severalCardStyle = css`
  :host {
    display: block;
  }

  .card {
    display: grid;
    gap: 14px;
    padding: clamp(16px, 3vw, 24px);
    box-shadow: var(--shadow);
  }

  h3 {
    margin: 0;
    font-size: 1.25rem;
  }

  ul {
    display: grid;
    gap: 10px;
    max-height: 45dvh;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 4px 12px;
    align-items: center;
  }

  peer-avatar {
    --avatar-size: 40px;
  }

  .who {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .state {
    display: block;
    font-size: 0.875rem;
    color: var(--ink-soft);
  }

  call-picture {
    width: min(100%, 20rem);
    aspect-ratio: 16 / 9;
    border-radius: var(--radius-small);
  }

  form {
    display: flex;
    gap: 8px;
  }

  form input {
    flex: 1;
    min-width: 0;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
`;
