// The styles of a chat.
import { css } from "lit";

/** Styles for a chat. */
export const chatStyle = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }

  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 44px;
    padding: 0 6px 0 18px;
  }

  h2 {
    font-size: 1rem;
  }

  .news {
    align-self: center;
    min-height: 36px;
    margin-top: -46px;
    margin-bottom: 10px;
    z-index: 1;
    font-size: 0.875rem;
    box-shadow: var(--shadow-high);
  }

  [role="log"] {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 6px;
    min-height: 0;
    padding: 4px 18px 12px;
    overflow: auto;
    overflow-anchor: none;
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

  time {
    float: inline-end;
    margin: 0.5em 0 -0.2em 0.9em;
    font-size: 0.6875rem;
    color: var(--ink-soft);
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
    padding: 8px 12px;
    border-top: 1px solid var(--line);
  }

  [role="log"] + form input {
    flex: 1;
    min-width: 0;
    border-radius: 999px;
    padding-inline: 1.1em;
  }
`;
