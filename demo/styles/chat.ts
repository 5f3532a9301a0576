// The styles of a chat.
import { css } from "lit";

/** Styles for a chat. */
export const chatStyle = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }

  h3 {
    padding: 14px 18px 10px;
    font-size: 1rem;
  }

  [role="log"] {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 6px;
    min-height: 90px;
    padding: 4px 18px 12px;
    overflow: auto;
    overscroll-behavior: contain;
  }

  [role="log"]:focus-visible {
    outline-offset: -3px;
  }

  .line {
    align-self: flex-start;
    max-width: 88%;
    padding: 0.5em 0.85em;
    border-radius: 6px 18px 18px 18px;
    white-space: pre-wrap;
    overflow: clip;
    overflow-wrap: anywhere;
    background: var(--sunken);
    box-shadow: inset 0 0 0 1px var(--line);
  }

  .mine {
    align-self: flex-end;
    border-radius: 18px 6px 18px 18px;
    background: var(--brand-tint);
    box-shadow: none;
  }

  .event {
    align-self: center;
    padding: 4px 0;
    font-size: 0.8125rem;
    text-align: center;
    color: var(--ink-soft);
  }

  form {
    display: flex;
    gap: 8px;
    padding: 12px;
    border-top: 1px solid var(--line);
  }

  [role="log"] + form input {
    flex: 1;
    min-width: 0;
    border-radius: 999px;
    padding-inline: 1.1em;
  }
`;
