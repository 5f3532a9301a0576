// The styles of the notice of missed calls.
import { css } from "lit";

/** Styles for the notice. */
export const missedNoticeStyle = css`
  p {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 2px 6px 2px 16px;
    font-size: 0.9375rem;
    font-weight: 600;
    color: var(--bad);
    background: var(--bad-tint);
  }

  span {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
