// The styles of a stage that is only a bar: in a call without pictures and sound, there is nothing to see on a dark ground.
import { css } from "lit";

/** Styles for a bare stage. */
export const bareStageStyle = css`
  :host([bare]) .stage {
    container-type: inline-size;
    min-height: 0;
    color: var(--_ink);
    background: var(--_surface);
  }

  :host([bare]) .scene {
    grid-template: "middle header controls" auto / auto minmax(0, 1fr) auto;
    align-items: center;
    height: auto;
  }

  :host([bare]) .veil {
    display: none;
  }

  :host([bare]) header {
    align-items: center;
    padding: 8px 14px 8px 0;
  }

  :host([bare]) .middle {
    grid-auto-flow: column;
    align-items: center;
    padding: 8px 14px 8px 18px;
    color: var(--_ink-soft);
  }

  :host([bare]) .middle peer-avatar {
    --avatar-size: 48px;
  }

  :host([bare]) .fact:not(.warn) {
    color: var(--_ink);
    background: var(--_sunken);
  }

  :host([bare]) .controls {
    padding: 8px 14px;
  }

  :host([bare]) .controls button {
    width: 44px;
    min-height: 44px;
  }

  :host([bare]) .controls button:not(.end, .off) {
    border: 1px solid var(--_line);
    color: var(--_ink);
    background: var(--_surface);
  }

  :host([bare]) .controls button:not(.end, .off):hover {
    background: var(--_sunken);
  }

  :host([bare]) .controls button.off {
    color: var(--_surface);
    background: var(--_ink);
  }

  :host([bare]) .controls button.end {
    width: 58px;
  }

  :host([bare]) .stage :focus-visible {
    outline-color: var(--_focus);
  }

  @container stage (max-width: 700px) {
    :host([bare]) .scene {
      grid-template:
        "middle header" auto
        "controls controls" auto / auto minmax(0, 1fr);
    }

    :host([bare]) .controls {
      justify-content: start;
      padding-top: 0;
    }
  }
`;
