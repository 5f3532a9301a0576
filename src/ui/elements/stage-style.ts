// The styles of a stage: the pictures, and what lies over them.
import { css } from "lit";

/** Styles for a stage. */
export const stageStyle = css`
  /* Everything in it goes by the room that the app gives it, and not by the window. */
  .frame {
    display: grid;
    grid-template-rows: minmax(45%, 1fr) fit-content(55%);
    height: 100%;
    overflow: hidden;
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .stage {
    container: stage / size;
    min-height: var(--call-stage-min-height, min(430px, 100dvh - 24px));
    overflow: hidden;
    color: var(--_on-stage);
    background: radial-gradient(60rem 30rem at 50% 0, var(--call-stage-glow, rgb(255 255 255 / 9%)), transparent 75%) var(--_stage);
  }

  .scene {
    position: relative;
    display: grid;
    grid-template:
      "header header" auto
      "middle tiles" minmax(0, 1fr)
      "controls controls" auto / minmax(0, 1fr) auto;
    height: 100%;
  }

  .stage:focus-visible {
    outline-offset: -3px;
  }

  header {
    grid-area: header;
    position: relative;
    display: flex;
    align-items: start;
    gap: 8px;
    padding: 14px 18px;
  }

  .facts {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-width: 0;
  }

  .title {
    display: -webkit-box;
    min-width: 0;
    margin-inline-end: 6px;
    overflow: hidden;
    font-size: 1.1875rem;
    font-weight: 700;
    line-height: 1.25;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .fact {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    max-width: 100%;
    padding: 3px 12px;
    overflow-wrap: anywhere;
    border-radius: 999px;
    font-size: 0.8125rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    color: var(--_on-stage);
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

  .dot[hidden] {
    display: none;
  }

  .middle {
    grid-area: middle;
    position: relative;
    display: grid;
    align-content: safe center;
    justify-items: center;
    gap: 14px;
    min-height: 0;
    padding: 8px 20px;
    overflow: auto;
    text-align: center;
    color: var(--_on-stage-soft);
  }

  .middle:empty {
    pointer-events: none;
  }

  .middle p {
    max-width: 100%;
    overflow-wrap: anywhere;
  }

  .middle peer-avatar {
    --avatar-size: var(--call-stage-avatar-size, clamp(96px, 16cqw, 148px));
  }

  .controls {
    grid-area: controls;
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
    color: var(--_on-stage);
    background: rgb(54 72 64 / 88%);
  }

  .controls button:hover {
    background: rgb(78 100 90 / 95%);
  }

  .controls button.off {
    color: #10201a;
    background: #f1f5f2;
  }

  /* The call does not send it: a person can add it. */
  .controls button.none {
    border: 1.5px solid rgb(255 255 255 / 45%);
    background: rgb(0 0 0 / 25%);
  }

  .controls button.end {
    width: 78px;
    color: #ffffff;
    background: var(--call-hang-up, #c8322a);
  }

  .controls button.end:hover {
    background: color-mix(in srgb, var(--call-hang-up, #c8322a) 85%, #000000);
  }

  .stage :focus-visible {
    outline-color: #ffffff;
  }

  @media (forced-colors: active) {
    .controls button {
      border: 1px solid ButtonText;
    }
  }

  @container stage (max-width: 520px) {
    header {
      padding: 12px 14px;
    }

    .title {
      font-size: 1.0625rem;
    }

    .controls {
      gap: 7px;
      padding: 12px 8px;
    }

    .controls button,
    .controls ::slotted(*) {
      width: 46px;
      min-height: 46px;
    }

    .controls button.end {
      width: 58px;
    }

    .controls button.full {
      display: none;
    }
  }

  @container stage (max-width: 344px) {
    .controls {
      gap: 5px;
    }

    .controls button {
      width: 42px;
    }

    .controls button.end {
      width: 50px;
    }
  }

  @container stage (max-height: 440px) {
    header {
      padding: 8px 14px;
    }

    .title {
      -webkit-line-clamp: 1;
    }

    .controls {
      padding: 6px 8px;
    }

    .controls button {
      min-height: 44px;
    }

    .middle {
      gap: 6px;
      padding-block: 2px;
    }

    .middle peer-avatar {
      --avatar-size: var(--call-stage-avatar-size, 64px);
    }
  }

  @media (max-width: 520px) {
    .stage {
      min-height: var(--call-stage-min-height, min(460px, 100dvh - 24px));
    }
  }
`;
