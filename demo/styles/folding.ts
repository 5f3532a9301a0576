// The styles of a text that is folded.
import { css } from "lit";

/** Styles for a folded text. */
export const foldingStyle = css`
  .folded::after {
    content: "…";
  }

  button.more {
    display: block;
    min-height: 24px;
    margin-top: 0.4em;
    padding: 2px 0;
    border: 0;
    font-size: 0.8125rem;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    color: var(--ink-soft);
    background: none;
  }

  button.more:hover {
    color: var(--ink);
  }
`;
