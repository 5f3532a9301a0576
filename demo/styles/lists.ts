// The styles of the lists of calls and contacts.
import { css } from "lit";

/** Styles for the lists. */
export const listsStyle = css`
  section {
    padding: 8px;
  }

  .tabs {
    display: flex;
    gap: 4px;
    padding: 4px 4px 8px;
  }

  [role="tab"] {
    flex: 1;
    min-height: 40px;
    padding-inline: 0.6em;
    border-color: transparent;
    color: var(--ink-soft);
    background: transparent;
  }

  [role="tab"][aria-selected="true"] {
    color: var(--ink);
    background: var(--sunken);
    box-shadow: inset 0 0 0 1px var(--line);
  }

  .badge {
    padding: 1px 8px;
    border-radius: 999px;
    font-size: 0.75rem;
    white-space: nowrap;
    color: var(--bad);
    background: var(--bad-tint);
  }

  .empty {
    padding: 6px 12px 14px;
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }

  ul {
    max-height: 340px;
    overflow: auto;
    list-style: none;
  }

  li {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 5px 6px;
    border-radius: 14px;
  }

  li:hover {
    background: var(--sunken);
  }

  peer-avatar {
    --avatar-size: 44px;
  }

  .who {
    flex: 1;
    min-width: 0;
    padding-left: 4px;
    line-height: 1.3;
  }

  .who b,
  .what {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .who b {
    white-space: nowrap;
  }

  .what {
    font-size: 0.8125rem;
    color: var(--ink-soft);
  }

  .what .icon {
    width: 1.1em;
    height: 1.1em;
    vertical-align: -0.2em;
  }

  .presence::before {
    content: "";
    display: inline-block;
    width: 9px;
    height: 9px;
    margin-inline-end: 5px;
    border: 1.5px solid var(--field-line);
    border-radius: 50%;
  }

  .presence.available::before {
    border-color: var(--brand);
    background: var(--brand);
  }

  .presence.busy::before {
    border-color: var(--ring-bright);
    background: var(--ring-bright);
  }

  .missed b,
  .missed .what {
    color: var(--bad);
  }

  li button.icon-only {
    width: 38px;
    min-height: 38px;
    font-size: 1rem;
  }

  .star {
    margin-right: -4px;
  }

  .star.in {
    color: var(--ring-bright);
  }

  .star.in .icon {
    fill: currentColor;
  }

  .all,
  .clear {
    width: 100%;
    min-height: 38px;
    font-size: 0.8125rem;
  }

  form {
    display: flex;
    gap: 8px;
    padding: 6px;
  }

  form input {
    min-width: 0;
  }
`;
