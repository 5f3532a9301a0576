// The styles of the page: where its parts stand, on narrow and on wide screens.
import { css } from "lit";

/** Styles for the page. */
export const appStyle = css`
  :host {
    display: block;
    max-width: 1180px;
    margin: 0 auto;
    padding: 0 clamp(12px, 2.5vw, 36px) 40px;
  }

  [hidden] {
    display: none;
  }

  main {
    display: grid;
    align-items: start;
    gap: var(--gap);
    grid-template-columns: minmax(0, 1fr);
  }

  demo-welcome,
  demo-drawer {
    grid-column: 1 / -1;
  }

  .side {
    display: grid;
    align-items: start;
    gap: var(--gap);
    grid-template-columns: minmax(0, 1fr);
    min-width: 0;
  }

  .side[hidden] {
    display: none;
  }

  .stage {
    min-width: 0;
  }

  demo-calls.some:not(:has(+ [hidden])) {
    margin-bottom: var(--gap);
  }

  demo-calls {
    display: block;
  }

  /* On a narrow screen, calls come before everything else. */
  .stage {
    order: -1;
  }

  @media (min-width: 900px) {
    main {
      grid-template-columns: minmax(290px, 350px) minmax(0, 1fr);
    }

    .stage {
      order: 0;
    }
  }
`;
