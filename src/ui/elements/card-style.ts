// The styles of the card of an invitation, the same for both directions.
import { css } from "lit";

/** Styles for a card. */
export const cardStyle = css`
  .card {
    display: flex;
    flex-direction: column;
    gap: 14px;
    padding: clamp(16px, 2.4vw, 24px);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    animation: arrive 240ms ease-out;
  }

  .card:focus-visible {
    outline-offset: 3px;
  }

  .ringing {
    border-color: color-mix(in srgb, var(--_ring-bright) 60%, transparent);
    background: linear-gradient(var(--_ring-tint), var(--_surface) 70%);
    box-shadow: var(--call-shadow, 0 20px 44px -22px rgb(0 0 0 / 40%));
  }

  header {
    display: grid;
    grid-template: "avatar kind countdown" auto "avatar standing countdown" auto / auto minmax(0, 1fr) auto;
    align-content: center;
    column-gap: 14px;
  }

  header > slot,
  header > peer-avatar {
    grid-area: avatar;
  }

  slot[name="avatar"] {
    display: grid;
    align-items: center;
  }

  .ringing peer-avatar {
    --avatar-size: 72px;
  }

  .ended peer-avatar {
    --avatar-size: 44px;
  }

  .direction {
    grid-area: kind;
    align-self: end;
    font-size: 0.8125rem;
    color: var(--_ink-soft);
  }

  /* The person may give a long name, which must not push the buttons out of sight. */
  .standing {
    grid-area: standing;
    display: -webkit-box;
    overflow: hidden;
    font-size: 1.125rem;
    font-weight: 700;
    line-height: 1.3;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  .ringing .standing {
    font-size: 1.4375rem;
    letter-spacing: -0.02em;
  }

  .standing.good {
    color: var(--_good);
  }

  .standing.bad {
    color: var(--_bad);
  }

  call-timer {
    grid-area: countdown;
    align-self: start;
    padding: 3px 10px;
    border-radius: 999px;
    font-size: 0.9375rem;
    font-weight: 600;
    color: var(--_ink-soft);
    background: var(--_sunken);
  }

  .ringing call-timer {
    color: var(--_ring);
    background: var(--_surface);
  }

  /* Empty, these take no room. They stay in the page, so that what appears in them later is read out. */
  .detail:empty,
  .quote:not(:has(blockquote)) {
    margin-top: -14px;
  }

  .detail {
    font-size: 0.9375rem;
    color: var(--_ink-soft);
    overflow-wrap: anywhere;
  }

  blockquote {
    width: fit-content;
    max-width: 100%;
    max-height: 24em;
    padding: 0.6em 0.95em;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: 4px 16px 16px 16px;
    background: var(--_sunken);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  blockquote.mine {
    margin-left: auto;
    border-color: transparent;
    border-radius: 16px 4px 16px 16px;
    background: var(--_brand-tint);
  }

  .more {
    display: flex;
    min-height: 0;
    margin-top: 0.5em;
    padding: 0.3em 0.8em;
    font-size: 0.8125rem;
  }

  .answers {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 10px;
  }

  .answers button {
    padding-inline: 0.5em;
  }

  .answers .primary,
  .answers .danger {
    min-height: 56px;
    font-size: 1.0625rem;
  }

  .answers button:last-child:nth-child(odd) {
    grid-column: 1 / -1;
  }

  .replies {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .replies p {
    flex: 0 0 100%;
    margin-bottom: -2px;
    font-size: 0.875rem;
    font-weight: 600;
  }

  .replies button {
    min-height: 38px;
    font-size: 0.875rem;
    font-weight: 500;
    color: var(--_ink-soft);
    background: transparent;
  }

  .optional {
    font-weight: 400;
    color: var(--_ink-soft);
  }

  /* A sentence with a name needs the whole line. */
  @media (max-width: 480px) {
    header {
      grid-template: "avatar kind countdown" auto "avatar standing standing" auto / auto minmax(0, 1fr) auto;
    }

    .ringing peer-avatar {
      --avatar-size: 64px;
    }

    .ringing .standing {
      font-size: 1.25rem;
    }
  }

  @media (max-width: 340px) {
    .ringing .standing {
      font-size: 1.1875rem;
    }
  }

  @media (max-height: 480px) {
    .card {
      gap: 10px;
      padding: 14px 18px;
    }

    .answers {
      grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
    }

    .answers .primary,
    .answers .danger {
      min-height: 48px;
    }

    .answers button:last-child:nth-child(odd) {
      grid-column: auto;
    }
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-10px);
    }
  }
`;
