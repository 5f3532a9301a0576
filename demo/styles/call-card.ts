// The styles of a call's card, the same for both directions.
import { css } from "lit";

/** Styles for a call's card. */
export const callCardStyle = css`
  .card {
    display: flex;
    flex-direction: column;
    gap: 14px;
    padding: clamp(16px, 2.4vw, 24px);
  }

  .card.ended {
    box-shadow: none;
  }

  .ended peer-avatar {
    --avatar-size: 44px;
  }

  header {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    column-gap: 14px;
  }

  .card:focus-visible {
    outline-offset: 3px;
  }

  /* Empty, these take no room. They stay in the page, so that what appears in them later is read out. */
  .detail:empty,
  .said:not(:has(blockquote)) {
    margin-top: -14px;
  }

  .said > div:empty {
    margin-top: -8px;
  }

  .direction {
    font-size: 0.8125rem;
    color: var(--ink-soft);
  }

  .standing {
    font-size: 1.125rem;
    font-weight: 700;
    line-height: 1.3;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }

  .ringing .standing {
    font-size: 1.4375rem;
    letter-spacing: -0.02em;
  }

  .ringing peer-avatar {
    --avatar-size: 72px;
  }

  .standing.good {
    color: var(--good);
  }

  .standing.bad {
    color: var(--bad);
  }

  .detail {
    font-size: 0.9375rem;
    color: var(--ink-soft);
    overflow-wrap: anywhere;
  }

  blockquote {
    padding: 0.6em 0.95em;
    border-radius: 4px 16px 16px 16px;
    background: var(--sunken);
    border: 1px solid var(--line);
    width: fit-content;
    max-width: 100%;
    max-height: 24em;
    overflow: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  blockquote.mine {
    margin-left: auto;
    border-color: transparent;
    border-radius: 16px 4px 16px 16px;
    background: var(--brand-tint);
  }

  .said {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }

  .said > * {
    flex: none;
  }

  .said.long {
    max-height: 20em;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .answers {
    display: grid;
    grid-template-columns: 1fr 1fr;
  }

  .answers .primary,
  .answers .danger {
    min-height: 56px;
    font-size: 1.0625rem;
  }

  .answers .answer:last-child:nth-child(odd) {
    grid-column: 1 / -1;
  }

  .note {
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }

  call-picture {
    width: min(100%, 26rem);
    aspect-ratio: 16 / 9;
    border-radius: var(--radius-small);
  }
`;
