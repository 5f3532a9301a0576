// The styles of the choice of devices.
import { css } from "lit";

/** Styles for the choice. */
export const devicesStyle = css`
  :host {
    display: grid;
    gap: 10px;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
  }

  select {
    min-height: 44px;
    text-overflow: ellipsis;
    color: var(--ink);
  }
`;
