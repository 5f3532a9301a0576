// The styles of an active call: the pictures, what lies over them, and the chat beside them.
import { css } from "lit";

/** Styles for an active call. */
export const talkStyle = css`
  :host {
    display: block;
  }

  .card {
    display: grid;
    overflow: hidden;
    box-shadow: var(--shadow-high);
    background: var(--surface);
  }

  call-stage {
    min-width: 0;
    --call-radius: 0;
    --call-stage-glow: #1d3a30;
  }

  .compact call-stage {
    --call-stage-min-height: 250px;
    --call-stage-avatar-size: 76px;
  }

  [slot="facts"] {
    display: contents;
  }

  .fact {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    padding: 3px 12px;
    border-radius: 999px;
    font-size: 0.8125rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    color: var(--on-stage);
    background: rgb(0 0 0 / 55%);
  }

  .fact.warn {
    color: #1c1206;
    background: #ffc56b;
  }

  .under {
    display: grid;
    gap: 12px;
    padding: 14px 18px;
    border-top: 1px solid var(--line);
  }

  demo-chat {
    max-height: 420px;
    border-top: 1px solid var(--line);
  }

  @media (min-width: 900px) {
    .card {
      grid-template-columns: minmax(0, 1fr) clamp(290px, 27vw, 370px);
      height: var(--talk-height, clamp(min(480px, 100dvh - 24px), calc(100dvh - 210px), 820px));
    }

    call-stage {
      height: 100%;
      min-height: 0;
      --call-stage-min-height: 0;
    }

    .side {
      display: grid;
      grid-template-rows: minmax(0, 1fr);
      min-height: 0;
      border-left: 1px solid var(--line);
    }

    .side.with {
      grid-template-rows: minmax(0, 1fr) auto;
    }

    .card.compact {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr);
      height: var(--talk-height, clamp(min(420px, 100dvh - 24px), calc(100dvh - 260px), 640px));
    }

    demo-chat {
      max-height: none;
      border-top: 0;
    }
  }
`;
