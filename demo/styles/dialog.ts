// The styles of dialogs and of the rows of settings in them.
import { css } from "lit";

/** Styles for a dialog. */
export const dialogStyle = css`
  dialog {
    width: min(560px, calc(100vw - 24px));
    max-height: min(800px, calc(100dvh - 32px));
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 24px;
    color: var(--ink);
    background: var(--surface);
    box-shadow: var(--shadow-high);
    overscroll-behavior: contain;
  }

  dialog::backdrop {
    background: rgb(8 16 13 / 55%);
    backdrop-filter: blur(3px);
  }

  .inside,
  form {
    display: grid;
    gap: 22px;
  }

  .inside {
    padding: 0 clamp(16px, 4vw, 28px) 24px;
  }

  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-bottom: -8px;
    padding: 16px 0 10px;
    background: var(--surface);
  }

  .ringing,
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 10px;
  }

  .ringing {
    padding: 10px 14px;
    border-radius: var(--radius-small);
    font-weight: 650;
    overflow-wrap: anywhere;
    background: var(--ring-tint);
  }

  h2 {
    font-size: 1.375rem;
    font-weight: 800;
    letter-spacing: -0.02em;
  }

  fieldset {
    display: grid;
    gap: 14px;
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }

  legend {
    margin-bottom: 10px;
    padding: 0;
    font-size: 0.8125rem;
    font-weight: 700;
    letter-spacing: 0.02em;
    color: var(--brand);
  }

  .row {
    gap: 6px 18px;
  }

  .row > div,
  .row > label {
    flex: 1 1 12rem;
  }

  .row label {
    margin: 0;
    font-size: 1rem;
    font-weight: 500;
  }

  .row select {
    width: auto;
    flex: 0 1 auto;
    max-width: 100%;
  }

  .row input[type="number"] {
    width: 6.5rem;
    flex: none;
  }

  .hint {
    font-size: 0.8125rem;
    color: var(--ink-soft);
  }

  textarea {
    font-family: var(--mono);
    font-size: 0.8125rem;
  }

  [role="switch"] {
    position: relative;
    flex: none;
    appearance: none;
    width: 52px;
    height: 30px;
    margin: 0;
    border: 1.5px solid var(--field-line);
    border-radius: 999px;
    background: var(--sunken);
    cursor: pointer;
    transition: background-color 120ms;
  }

  [role="switch"]::before {
    content: "";
    position: absolute;
    top: 4px;
    left: 4px;
    width: 19px;
    height: 19px;
    border-radius: 50%;
    background: var(--field-line);
    transition: transform 140ms;
  }

  [role="switch"]:checked {
    border-color: var(--brand);
    background: var(--brand);
  }

  [role="switch"]:checked::before {
    transform: translateX(22px);
    background: var(--on-brand);
  }
`;
