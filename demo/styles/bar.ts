// The styles of the bar over the page.
import { css } from "lit";

/** Styles for the bar. */
export const barStyle = css`
  :host([hidden]) {
    display: none;
  }

  header {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 16px 2px;
  }

  .mark {
    flex: none;
    width: 34px;
    height: 34px;
    margin-right: 4px;
  }

  h1 {
    font-size: 1.1875rem;
    font-weight: 750;
    letter-spacing: -0.02em;
    white-space: nowrap;
  }

  p {
    margin-left: 14px;
    padding-left: 18px;
    border-left: 1px solid var(--line);
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }

  .space {
    flex: 1;
  }

  button {
    border-color: transparent;
    background: transparent;
  }

  button[lang] {
    padding-inline: 0.7em;
    white-space: nowrap;
  }

  button:hover {
    background: color-mix(in srgb, var(--surface) 70%, transparent);
  }

  button[aria-pressed="true"] {
    background: var(--ring-tint);
  }

  @media (max-width: 350px) {
    header {
      gap: 0;
    }

    h1 {
      font-size: 1rem;
    }

    button[aria-label],
    button[lang] {
      padding-inline: 0.4em;
    }
  }

  @media (max-width: 860px) {
    p,
    .word {
      display: none;
    }
  }
`;
