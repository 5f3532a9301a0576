// The styles that the elements share. Every color, radius and font is a custom property that an app can set.
import { css } from "lit";

/** The properties, with what they are where an app does not set them, and the controls. */
export const sharedStyle = css`
  :host {
    --_ink: var(--call-ink, light-dark(#10201a, #e9f1ed));
    --_ink-soft: var(--call-ink-soft, light-dark(#4d5d55, #a3b4ac));
    --_surface: var(--call-surface, light-dark(#ffffff, #141d1a));
    --_sunken: var(--call-sunken, light-dark(#f3f6f3, #0f1715));
    --_line: var(--call-line, light-dark(#dde5df, #26332e));
    --_field-line: var(--call-field-line, light-dark(#84928a, #6b7c74));
    --_brand: var(--call-brand, light-dark(#0b6b50, #59d3a6));
    --_on-brand: var(--call-on-brand, light-dark(#ffffff, #04261b));
    --_brand-tint: var(--call-brand-tint, light-dark(#e0f1e9, #14342a));
    --_ring: var(--call-ring, light-dark(#b93c08, #ff9a70));
    --_ring-bright: var(--call-ring-bright, light-dark(#ff7a45, #ff8a5b));
    --_ring-tint: var(--call-ring-tint, light-dark(#fff0e8, #2c1d16));
    --_good: var(--call-good, light-dark(#0b6b50, #59d3a6));
    --_bad: var(--call-bad, light-dark(#b3261e, #ff9b93));
    --_bad-tint: var(--call-bad-tint, light-dark(#fdecea, #331a18));
    --_focus: var(--call-focus, light-dark(#1a56db, #8ab4ff));
    --_stage: var(--call-stage, #0d1714);
    --_on-stage: var(--call-on-stage, #eef5f1);
    --_on-stage-soft: var(--call-on-stage-soft, #b4c4bc);
    --_radius: var(--call-radius, 20px);
    --_radius-small: var(--call-radius-small, 12px);
    display: block;
    font-family: var(--call-font, inherit);
    line-height: 1.4;
    color: var(--_ink);
  }

  :host([hidden]) {
    display: none;
  }

  :host,
  * {
    box-sizing: border-box;
  }

  p,
  blockquote {
    margin: 0;
    padding: 0;
  }

  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }

  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-height: 44px;
    padding: 0.55em 1.15em;
    border: 1px solid var(--_line);
    border-radius: 999px;
    font: inherit;
    font-size: 0.9375rem;
    font-weight: 600;
    line-height: 1.2;
    color: var(--_ink);
    background: var(--_surface);
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  button:hover {
    border-color: var(--_field-line);
    background: var(--_sunken);
  }

  button.primary {
    border-color: transparent;
    color: var(--_on-brand);
    background: var(--_brand);
  }

  button.primary:hover {
    background: color-mix(in srgb, var(--_brand) 85%, var(--_ink));
  }

  button.danger {
    border-color: color-mix(in srgb, var(--_bad) 45%, transparent);
    color: var(--_bad);
  }

  button.danger:hover {
    border-color: var(--_bad);
    background: var(--_bad-tint);
  }

  button.plain {
    border-color: transparent;
    color: var(--_ink-soft);
    background: transparent;
  }

  button.plain:hover {
    color: var(--_ink);
    background: var(--_sunken);
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

  label {
    display: block;
    margin-bottom: 0.35em;
    font-size: 0.875rem;
    font-weight: 600;
  }

  input,
  select {
    display: block;
    width: 100%;
    min-height: 44px;
    padding: 0.6em 0.85em;
    border: 1px solid var(--_field-line);
    border-radius: var(--_radius-small);
    font: inherit;
    font-size: 1rem;
    color: var(--_ink);
    background: var(--_surface);
  }

  input:focus-visible,
  select:focus-visible {
    outline-offset: 0;
  }

  .problem {
    padding: 0.65em 0.9em;
    border-left: 4px solid var(--_bad);
    border-radius: 6px var(--_radius-small) var(--_radius-small) 6px;
    font-size: 0.9375rem;
    background: var(--_bad-tint);
    overflow-wrap: anywhere;
  }

  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
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
