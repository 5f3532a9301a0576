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

  .stage {
    position: relative;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    min-height: min(430px, 100dvh - 24px);
    color: var(--on-stage);
    background: radial-gradient(60rem 30rem at 50% 0, #1d3a30, transparent 75%) var(--stage);
  }

  .main {
    position: absolute;
    inset: 0;
    background: transparent;
  }

  .veil {
    position: absolute;
    inset: 0;
    pointer-events: none;
    background: linear-gradient(rgb(0 0 0 / 55%), transparent 26%, transparent 68%, rgb(0 0 0 / 60%));
  }

  header {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 14px;
    padding: 16px 20px;
  }

  h3 {
    font-size: 1.1875rem;
    letter-spacing: -0.01em;
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

  .dot {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: #52d9a5;
  }

  .middle {
    position: relative;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 14px;
    padding: 8px 20px;
    text-align: center;
    color: var(--on-stage-soft);
  }

  .middle peer-avatar {
    --avatar-size: clamp(96px, 16vw, 148px);
  }

  .tiles {
    position: absolute;
    right: 18px;
    bottom: 96px;
    display: grid;
    gap: 10px;
    width: clamp(104px, 21%, 240px);
  }

  .tiles call-picture {
    aspect-ratio: 16 / 10;
    border-radius: 14px;
    box-shadow:
      0 0 0 1.5px rgb(255 255 255 / 22%),
      0 12px 28px rgb(0 0 0 / 45%);
  }

  .controls {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 10px;
    padding: 14px;
  }

  .controls button {
    width: 54px;
    min-height: 54px;
    padding: 0;
    border: 0;
    font-size: 1.25rem;
    color: var(--on-stage);
    background: rgb(54 72 64 / 88%);
  }

  .controls button:hover {
    background: rgb(78 100 90 / 95%);
  }

  .controls button.off {
    color: #10201a;
    background: #f1f5f2;
  }

  .controls button.end {
    width: 78px;
    color: #ffffff;
    background: var(--bad-solid);
  }

  .controls button.end:hover {
    background: #a9231c;
  }

  .controls button:focus-visible {
    outline-color: #ffffff;
  }

  .under {
    display: grid;
    gap: 12px;
    padding: 14px 18px;
    border-top: 1px solid var(--line);
  }

  .compact .stage {
    min-height: 250px;
  }

  .compact .middle peer-avatar {
    --avatar-size: 76px;
  }

  demo-chat {
    max-height: 420px;
    border-top: 1px solid var(--line);
  }

  @media (max-width: 520px) {
    .stage {
      min-height: min(460px, 100dvh - 24px);
    }

    .tiles {
      bottom: 84px;
      right: 12px;
    }

    .controls {
      gap: 7px;
      padding: 12px 8px;
    }

    .controls button {
      width: 48px;
      min-height: 48px;
    }

    .controls button.end {
      width: 64px;
    }

    .controls button.full {
      display: none;
    }
  }

  @media (min-width: 900px) {
    .card {
      grid-template-columns: minmax(0, 1fr) clamp(290px, 27vw, 370px);
      height: var(--talk-height, clamp(min(480px, 100dvh - 24px), calc(100dvh - 210px), 820px));
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
