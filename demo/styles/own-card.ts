// The styles of the card of this tab.
import { css } from "lit";

/** Styles for the own card. */
export const ownCardStyle = css`
  section {
    display: grid;
    gap: 16px;
    padding: clamp(16px, 2vw, 20px);
  }

  .who {
    display: flex;
    align-items: center;
    gap: 14px;
    min-width: 0;
  }

  .who > div {
    flex: 1;
    min-width: 0;
  }

  h2 {
    font-size: 1.25rem;
    line-height: 1.25;
    letter-spacing: -0.02em;
    display: -webkit-box;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .quiet {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 12px;
    border-radius: var(--radius-small);
    font-size: 0.9375rem;
    color: var(--ring);
    background: var(--ring-tint);
  }

  [role="status"] {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    position: relative;
    padding-left: 17px;
    font-size: 0.875rem;
    color: var(--ink-soft);
  }

  [role="status"]::before {
    content: "";
    position: absolute;
    left: 1px;
    top: 0.45em;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--field-line);
  }

  .online::before {
    background: var(--brand);
    box-shadow: 0 0 0 3px var(--brand-tint);
  }

  .broker-lost::before,
  .no-network::before,
  .closed::before {
    background: var(--bad);
  }

  .share {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 14px;
    align-items: center;
    padding: 12px;
    border-radius: var(--radius-small);
    background: var(--sunken);
  }

  .qr {
    width: 104px;
    height: 104px;
    padding: 7px;
    border-radius: 10px;
    background: #ffffff;
  }

  .share p {
    font-size: 0.875rem;
    line-height: 1.4;
  }

  .share .link {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    margin-top: 6px;
    font: 400 0.75rem / 1.45 var(--mono);
    overflow-wrap: anywhere;
    user-select: all;
    color: var(--ink-soft);
  }

  .buttons button:last-child {
    margin-left: auto;
  }

  .told {
    font-size: 0.875rem;
    color: var(--ink-soft);
  }

  .told:empty {
    display: none;
  }
`;
