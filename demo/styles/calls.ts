// The styles of the list of calls, and of a call that takes the whole window.
import { css } from "lit";

/** Styles for the calls. */
export const callsStyle = css`
  h2 {
    margin: 0 2px 12px;
    border-radius: 4px;
  }

  .list,
  .waiting {
    display: grid;
    gap: var(--gap);
  }

  .waiting {
    justify-items: center;
  }

  .waiting:has(.one) {
    margin-bottom: var(--gap);
  }

  /* What waits stands over the active call, which gets the rest of the window: nothing covers anything. */
  .large {
    position: fixed;
    inset: 0;
    z-index: 2;
    display: flex;
    flex-direction: column;
    height: 100dvh;
    background: var(--page);
  }

  .large .waiting {
    flex: none;
    gap: 8px;
    max-height: 60dvh;
    margin: 0;
    overflow: auto;
  }

  .large .waiting .one {
    width: min(900px, 100% - 16px);
    margin-block: 8px;
  }

  demo-missed-notice {
    width: 100%;
  }

  /* A chat call has its buttons at the top. They stay where they are, and what waits lies over the chat. */
  .large.chat .waiting {
    position: absolute;
    inset: var(--chat-bar) 0 auto;
    z-index: 1;
  }

  .large.chat {
    --chat-bar: 64px;
  }

  @media (max-width: 700px) {
    .large.chat {
      --chat-bar: 112px;
    }
  }

  .large .list {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 0;
    min-height: 0;
  }

  .large .list > demo-talk {
    flex: 1;
    min-height: 0;
  }

  .large .list > :not(demo-talk, demo-held-card) {
    display: none;
  }
`;
