// The styles of the list of calls, and of the calls that wait over it.
import { css } from "lit";

/** Styles for the calls. */
export const callsStyle = css`
  h2 {
    margin: 0 2px 12px;
    border-radius: 4px;
  }

  .list {
    display: grid;
    gap: var(--gap);
  }

  /* Over the call that is on, and in sight wherever the page is scrolled to. */
  .waiting {
    display: grid;
    justify-items: center;
    gap: 8px;
    margin-bottom: var(--gap);
    pointer-events: none;
  }

  .waiting.over {
    position: fixed;
    inset: 10px 0 auto;
    z-index: 2;
    max-height: calc(100dvh - 20px);
    margin: 0;
    overflow: auto;
  }

  .waiting .one {
    pointer-events: auto;
  }

  section:fullscreen {
    --talk-height: 100dvh;

    overflow: auto;
    background: var(--page);
  }

  section:fullscreen .list > :not(demo-talk) {
    display: none;
  }
`;
