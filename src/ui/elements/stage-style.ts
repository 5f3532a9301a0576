// The styles of a stage: the pictures, and what lies over them.
import { css } from "lit";

/** Styles for a stage. */
export const stageStyle = css`
  .frame {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    height: 100%;
    overflow: hidden;
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .stage {
    position: relative;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    min-height: var(--call-stage-min-height, min(430px, 100dvh - 24px));
    color: var(--_on-stage);
    background: radial-gradient(60rem 30rem at 50% 0, var(--call-stage-glow, rgb(255 255 255 / 9%)), transparent 75%) var(--_stage);
  }

  .stage:focus-visible {
    outline-offset: -3px;
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

  .title {
    display: -webkit-box;
    min-width: 0;
    overflow: hidden;
    font-size: 1.1875rem;
    font-weight: 700;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
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
    position: relative;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 14px;
    padding: 8px 20px;
    text-align: center;
    color: var(--_on-stage-soft);
  }

  .middle p {
    max-width: 100%;
    overflow-wrap: anywhere;
  }

  .middle peer-avatar {
    --avatar-size: var(--call-stage-avatar-size, clamp(96px, 16vw, 148px));
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

  .under {
    display: grid;
    gap: 12px;
    padding: 14px 18px;
    border-top: 1px solid var(--_line);
  }

  @media (forced-colors: active) {
    .controls button {
      border: 1px solid ButtonText;
    }
  }

  @media (max-width: 520px) {
    .stage {
      min-height: var(--call-stage-min-height, min(460px, 100dvh - 24px));
    }

    .tiles {
      right: 12px;
      bottom: 84px;
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

  @media (max-height: 480px) {
    header {
      padding: 10px 16px;
    }

    .tiles {
      bottom: 76px;
      width: clamp(88px, 18%, 160px);
    }

    .controls {
      padding: 8px;
    }

    .controls button {
      min-height: 48px;
    }

    .middle {
      gap: 6px;
    }

    .middle peer-avatar {
      --avatar-size: var(--call-stage-avatar-size, 64px);
    }
  }
`;
