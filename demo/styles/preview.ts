// The styles of the preview of camera and microphone.
import { css } from "lit";

/** Styles for the preview. */
export const previewStyle = css`
  :host {
    display: block;
  }

  button.show {
    width: 100%;
  }

  section {
    display: grid;
    gap: 12px;
  }

  .mirror {
    position: relative;
    display: grid;
    place-items: center;
    aspect-ratio: 16 / 9;
    border-radius: var(--radius-small);
    overflow: hidden;
    color: var(--on-stage-soft);
    background: var(--stage);
  }

  call-picture {
    position: absolute;
    inset: 0;
  }
`;
