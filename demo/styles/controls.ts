// The styles that all views share: buttons, fields, problems and focus.
import { css } from "lit";

/** Styles for the controls of a view. */
export const controlsStyle = css`
  :host,
  * {
    box-sizing: border-box;
  }

  h1,
  h2,
  h3,
  p,
  ol,
  ul,
  blockquote {
    margin: 0;
    padding: 0;
  }

  h1,
  h2,
  h3,
  [role="status"] {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }

  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-height: 44px;
    padding: 0.55em 1.15em;
    border: 1px solid var(--line);
    border-radius: 999px;
    font: 600 0.9375rem / 1.2 var(--font);
    color: var(--ink);
    background: var(--surface);
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms,
      transform 80ms;
  }

  button:hover,
  .button:hover {
    border-color: var(--field-line);
    background: var(--sunken);
  }

  button:active,
  .button:active {
    transform: translateY(1px);
  }

  button.primary {
    border-color: transparent;
    color: var(--on-brand);
    background: var(--brand);
  }

  button.primary:hover {
    background: var(--brand-strong);
  }

  button.icon-only,
  a.icon-only {
    flex: none;
    width: 44px;
    padding: 0;
    font-size: 1.0625rem;
  }

  button[aria-pressed="true"] {
    border-color: transparent;
    color: var(--ring);
    background: var(--ring-tint);
  }

  button.danger {
    border-color: color-mix(in srgb, var(--bad) 45%, transparent);
    color: var(--bad);
  }

  button.danger:hover {
    border-color: var(--bad);
    background: var(--bad-tint);
  }

  button.plain {
    border-color: transparent;
    color: var(--ink-soft);
    background: transparent;
  }

  button.plain:hover {
    color: var(--ink);
    background: var(--sunken);
  }

  svg.icon {
    flex: none;
    width: 1.15em;
    height: 1.15em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
  }

  label {
    display: block;
    margin-bottom: 0.35em;
    font-size: 0.875rem;
    font-weight: 600;
  }

  label .optional {
    font-weight: 400;
    color: var(--ink-soft);
  }

  input:not([type="radio"], [type="checkbox"]),
  select,
  textarea {
    display: block;
    width: 100%;
    min-height: 46px;
    padding: 0.6em 0.85em;
    border: 1px solid var(--field-line);
    border-radius: var(--radius-small);
    font: 400 1rem / 1.4 var(--font);
    color: var(--ink);
    background: var(--surface);
  }

  textarea {
    resize: vertical;
  }

  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: 0;
  }

  input[aria-invalid="true"] {
    border-color: var(--bad);
  }

  ::placeholder {
    color: var(--ink-soft);
    opacity: 0.8;
  }

  .panel {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  h2 {
    font-size: 1.0625rem;
    font-weight: 700;
    letter-spacing: -0.01em;
  }

  .problem {
    padding: 0.65em 0.9em;
    border-left: 4px solid var(--bad);
    border-radius: 6px var(--radius-small) var(--radius-small) 6px;
    font-size: 0.9375rem;
    background: var(--bad-tint);
    overflow-wrap: anywhere;
  }

  a:not(.button) {
    color: inherit;
  }

  .whole {
    font-size: 0.875rem;
    color: var(--ink-soft);
    overflow-wrap: anywhere;
  }

  .whole summary {
    width: fit-content;
    cursor: pointer;
  }

  .warning {
    font-weight: 600;
  }

  /* A name may be 128 characters long. It must not push the buttons out of sight. */
  .short {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }

  @media (forced-colors: active) {
    button.primary {
      border-color: ButtonText;
    }
  }
`;
