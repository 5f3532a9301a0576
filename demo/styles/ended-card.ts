// The styles of the card of a call that has ended.
import { css } from "lit";

/** Styles for the card. */
export const endedCardStyle = css`
  :host {
    display: block;
  }

  .card {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px 12px;
    padding: 10px clamp(12px, 2vw, 18px);
  }

  peer-avatar {
    --avatar-size: 44px;
  }

  .who {
    min-width: 0;
    overflow-wrap: anywhere;
    font-size: 0.875rem;
    line-height: 1.35;
    color: var(--ink-soft);
  }

  .kind {
    font-size: 0.8125rem;
  }

  .title {
    min-height: 1.35em;
    font-size: 1.0625rem;
    font-weight: 700;
    color: var(--ink);
  }

  .title.bad {
    color: var(--bad);
  }

  .quote {
    color: var(--ink);
  }

  .absent,
  .content,
  details,
  .problem {
    grid-column: 1 / -1;
  }

  .content {
    overflow: hidden;
    font-size: 0.875rem;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--ink-soft);
  }

  .absent {
    padding-top: 6px;
  }

  .buttons:not(.absent) {
    flex-wrap: nowrap;
    gap: 4px;
  }

  summary {
    width: fit-content;
    padding-block: 6px;
    font-size: 0.875rem;
    cursor: pointer;
  }

  .said {
    display: flex;
    flex-direction: column;
    gap: 8px;
    max-height: 20em;
    overflow: auto;
    overscroll-behavior: contain;
  }

  /* They keep their height, however many there are. */
  .said > * {
    flex: none;
  }

  blockquote {
    width: fit-content;
    max-width: 100%;
    padding: 0.5em 0.85em;
    border: 1px solid var(--line);
    border-radius: 4px 16px 16px 16px;
    background: var(--sunken);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  blockquote.mine {
    margin-left: auto;
    border-color: transparent;
    border-radius: 16px 4px 16px 16px;
    background: var(--brand-tint);
  }

  .note {
    font-size: 0.875rem;
    color: var(--ink-soft);
  }

  @media (max-width: 520px) {
    .buttons {
      grid-column: 1 / -1;
      justify-content: space-between;
    }
  }
`;
