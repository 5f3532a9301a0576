// The styles of a question.
import { css } from "lit";

/** Styles for a question. */
export const questionStyle = css`
  dialog {
    width: min(420px, calc(100vw - 24px));
  }

  .inside {
    gap: 12px;
    padding-block: 22px;
  }

  .buttons {
    justify-content: flex-end;
    margin-top: 8px;
  }
`;
