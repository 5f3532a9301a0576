// The styles of the first screen's picture.
import { css } from "lit";

/** Styles for the picture. */
export const sceneStyle = css`
  .rings {
    width: 100%;
    max-width: 470px;
    margin: 0 auto;
    overflow: visible;
  }

  .rings text {
    font: 600 15px var(--font);
    fill: var(--ink);
  }

  .rings .small {
    font: 400 15px var(--font);
    fill: var(--ink-soft);
  }

  .rings .title {
    font-size: 17px;
    font-weight: 700;
  }

  .rings .button {
    font-size: 13.5px;
  }

  .rings .accept,
  .rings .refuse {
    font-size: 17px;
  }

  .rings .accept {
    fill: var(--on-brand);
  }

  .rings .refuse {
    fill: var(--bad);
  }

  .rings .shade {
    filter: drop-shadow(0 18px 28px rgb(10 30 22 / 16%));
  }

  .rings .window {
    fill: var(--surface);
    stroke: var(--line);
  }

  .rings .ringing {
    stroke: var(--ring-bright);
    stroke-width: 1.5;
  }

  .rings .wave {
    fill: none;
    stroke: var(--ring-bright);
    stroke-width: 3;
    stroke-linecap: round;
    animation: wave 2.4s ease-in-out infinite;
  }

  .rings .wave:nth-of-type(2) {
    animation-delay: 0.25s;
  }

  .rings .wave:nth-of-type(3) {
    animation-delay: 0.5s;
  }

  @keyframes wave {
    0%,
    70%,
    100% {
      opacity: 0.25;
    }
    30% {
      opacity: 1;
    }
  }

  @media (max-width: 859px) {
    .rings {
      display: none;
    }
  }
`;
