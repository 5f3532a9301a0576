// The styles of the first screen.
import { css } from "lit";

/** Styles for the first screen. */
export const welcomeStyle = css`
  :host {
    display: grid;
    gap: clamp(28px, 5vw, 72px);
    align-items: center;
    max-width: 1080px;
    width: 100%;
    margin: clamp(8px, 9vh, 120px) auto 0;
  }

  @media (min-width: 860px) {
    :host {
      grid-template-columns: minmax(0, 1.05fr) minmax(0, 1fr);
    }
  }

  h2 {
    font-size: clamp(2.25rem, 5.6vw, 3.875rem);
    font-weight: 800;
    line-height: 1.02;
    letter-spacing: -0.035em;
    text-wrap: balance;
  }

  .lead {
    margin: 1.1em 0 1.8em;
    max-width: 34em;
    font-size: 1.0625rem;
    color: var(--ink-soft);
  }

  form {
    display: grid;
    gap: 14px;
    max-width: 26.5rem;
    padding: clamp(16px, 3vw, 24px);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow-high);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }

  .row input {
    flex: 1 1 11rem;
    width: auto;
    min-width: 0;
  }

  .invited {
    display: grid;
    grid-column: 1 / -1;
    justify-self: center;
    justify-items: center;
    width: min(26.5rem, 100%);
    text-align: center;
  }

  .invited peer-avatar {
    --avatar-size: 88px;
  }

  .invited h2 {
    max-width: 100%;
    margin-top: 10px;
    overflow: hidden;
    font-size: clamp(1.75rem, 4vw, 2.5rem);
    text-overflow: ellipsis;
    white-space: nowrap;
    line-height: 1.2;
  }

  .invited .lead {
    margin: 0.5em 0 1.2em;
    overflow-wrap: anywhere;
  }

  .invited form {
    width: 100%;
    text-align: start;
  }

  .call {
    min-height: 56px;
    overflow-wrap: anywhere;
    font-size: 1.0625rem;
  }

  details label {
    margin-top: 8px;
  }

  summary {
    width: fit-content;
    max-width: 100%;
    overflow-wrap: anywhere;
    font-size: 0.875rem;
    color: var(--ink-soft);
    cursor: pointer;
  }

  ul {
    display: grid;
    gap: 20px 32px;
    grid-column: 1 / -1;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
    padding-top: clamp(20px, 3vw, 32px);
    border-top: 1px solid var(--line);
    list-style: none;
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }

  li b {
    display: block;
    color: var(--ink);
  }

  .hint {
    font-size: 0.875rem;
    color: var(--ink-soft);
  }
`;
