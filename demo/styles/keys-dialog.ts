// The styles of the list of shortcuts.
import { css } from "lit";

/** Styles for the list. */
export const keysDialogStyle = css`
  dialog {
    width: min(420px, calc(100vw - 24px));
  }

  dl {
    display: grid;
    gap: 8px;
    margin: 0;
  }

  dl div {
    display: flex;
    align-items: center;
    gap: 14px;
  }

  dd {
    margin: 0;
  }

  kbd {
    display: inline-grid;
    place-items: center;
    min-width: 34px;
    padding: 3px 8px;
    border: 1px solid var(--field-line);
    border-bottom-width: 3px;
    border-radius: 8px;
    font: 600 0.9375rem / 1.4 var(--mono);
    background: var(--sunken);
  }
`;
