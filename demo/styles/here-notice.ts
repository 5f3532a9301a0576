// The styles of the notice that somebody is online.
import { css } from "lit";

/** Styles for the notice. */
export const hereNoticeStyle = css`
  :host([hidden]) {
    display: none;
  }

  p {
    display: flex;
    align-items: center;
    gap: 8px 12px;
    margin-bottom: var(--gap);
    padding: 8px clamp(12px, 2vw, 18px);
  }

  b {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  peer-avatar {
    --avatar-size: 44px;
  }
`;
