// The styles of the form that places a call.
import { css } from "lit";

/** Styles for the form. */
export const callFormStyle = css`
  :host {
    display: grid;
    gap: var(--gap);
  }

  :host([hidden]) {
    display: none;
  }

  form {
    display: grid;
    gap: 16px;
    padding: clamp(16px, 2.6vw, 28px);
    box-shadow: var(--shadow-high);
  }

  h2 {
    font-size: clamp(1.375rem, 2.4vw, 1.75rem);
    font-weight: 800;
    letter-spacing: -0.025em;
  }

  #callee {
    min-height: 56px;
    font-size: 1.1875rem;
    font-weight: 600;
  }

  #callee::placeholder {
    font-weight: 400;
  }

  .go {
    min-height: 56px;
    font-size: 1.0625rem;
  }

  aside {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px 16px;
    padding: 16px clamp(16px, 2.6vw, 28px);
    border: 1.5px dashed var(--field-line);
    border-radius: var(--radius);
  }

  aside p {
    flex: 1 1 15rem;
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }

  aside b {
    display: block;
    color: var(--ink);
  }
`;
