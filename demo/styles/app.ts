// The styles of the page: where its parts stand, on narrow and on wide screens.
import { css } from "lit";

/** Styles for the page. */
export const appStyle = css`
  :host {
    display: block;
    max-width: 1560px;
    margin: 0 auto;
    padding: 0 clamp(12px, 2.5vw, 36px) 40px;
  }

  main {
    display: grid;
    align-items: start;
    gap: var(--gap);
    grid-template-columns: minmax(0, 1fr);
  }

  demo-welcome {
    grid-column: 1 / -1;
  }

  .side,
  .hood {
    display: grid;
    align-items: start;
    gap: var(--gap);
    grid-template-columns: minmax(0, 1fr);
    min-width: 0;
  }

  .side,
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
      grid-template-columns: minmax(290px, 330px) minmax(0, 1fr);
    }

    .stage {
      order: 0;
    }

    .side {
      grid-row: span 2;
    }

    main.talking .stage {
      grid-column: 1 / -1;
      order: -1;
    }

    main.talking .side {
      grid-row: auto;
    }
  }

  @media (min-width: 1200px) {
    main.talking .hood {
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
    }
  }

  @media (min-width: 1280px) {
    main:not(.talking) {
      grid-template-columns: 330px minmax(0, 1fr) minmax(330px, 390px);
    }

    main:not(.talking) .side {
      grid-row: auto;
    }
  }
`;
