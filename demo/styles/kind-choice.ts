// The styles of the choice between kinds of call.
import { css } from "lit";

/** Styles for the choice. */
export const kindChoiceStyle = css`
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }

  .choice {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    gap: 4px;
    padding: 4px;
    border-radius: 999px;
    background: var(--sunken);
    box-shadow: inset 0 0 0 1px var(--line);
  }

  .choice label {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    min-height: 42px;
    margin: 0;
    border-radius: 999px;
    font-size: 0.9375rem;
    color: var(--ink-soft);
    cursor: pointer;
  }

  .choice label:hover {
    color: var(--ink);
  }

  .choice label:has(:checked) {
    color: var(--brand);
    background: var(--raised);
    box-shadow: 0 1px 4px rgb(16 32 26 / 16%);
  }

  .choice label:has(:focus-visible) {
    outline: 3px solid var(--focus);
    outline-offset: 1px;
  }

  .choice input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
`;
