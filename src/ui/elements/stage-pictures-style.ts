// The styles of the pictures of a stage: the large one, and the tiles over it or beside it.
import { css } from "lit";

/** Styles for the pictures. */
export const stagePicturesStyle = css`
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

  /* A shared screen is worth every pixel: nothing lies over it. */
  .crowded .main {
    position: relative;
    grid-area: middle;
    inset: auto;
    width: 100%;
    height: 100%;
    border-radius: 12px;
  }

  .crowded .middle {
    grid-area: middle;
  }

  .crowded .veil {
    display: none;
  }

  .tiles {
    --_tile: clamp(104px, 21cqw, 240px);
    grid-area: middle-start / middle-start / tiles-end / tiles-end;
    position: relative;
    display: grid;
    align-content: end;
    justify-content: end;
    gap: 10px;
    min-height: 0;
    padding: 10px 18px;
    pointer-events: none;
  }

  .tiles.at-top-left,
  .tiles.at-top-right {
    align-content: start;
  }

  .tiles.at-top-left,
  .tiles.at-bottom-left {
    justify-content: start;
  }

  .crowded .tiles {
    grid-area: tiles;
    grid-auto-rows: minmax(0, calc(var(--_tile) / 1.6));
    align-content: center;
    justify-content: center;
    padding-block: 0;
  }

  /* Where there is little room, they get smaller. */
  .crowded figure {
    width: auto;
    max-width: var(--_tile);
    min-height: 0;
  }

  figure {
    position: relative;
    width: var(--_tile);
    aspect-ratio: 16 / 10;
    margin: 0;
    overflow: hidden;
    border-radius: 14px;
    background: var(--call-stage-raised, #1b2823);
    box-shadow:
      0 0 0 1.5px rgb(255 255 255 / 22%),
      0 12px 28px rgb(0 0 0 / 45%);
    pointer-events: auto;
  }

  figure call-picture {
    width: 100%;
    height: 100%;
  }

  /* A frame around what is heard. */
  .you-speak .own {
    box-shadow: 0 0 0 3px #52d9a5;
  }

  .they-speak::after {
    content: "";
    position: absolute;
    inset: 0;
    border: 3px solid #52d9a5;
    pointer-events: none;
  }

  figcaption {
    position: absolute;
    inset: auto 6px 6px;
    width: fit-content;
    max-width: calc(100% - 12px);
    padding: 1px 8px;
    overflow: hidden;
    border-radius: 999px;
    font-size: 0.75rem;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
    background: rgb(0 0 0 / 60%);
  }

  .dark {
    display: grid;
    place-items: center;
    height: 100%;
    padding-bottom: 14px;
    font-size: 1.5rem;
    color: var(--_on-stage-soft);
  }

  .grip {
    position: absolute;
    inset: 0;
    width: 100%;
    min-height: 0;
    border: 0;
    border-radius: inherit;
    background: transparent;
    cursor: grab;
    touch-action: none;
  }

  .grip:hover {
    background: rgb(255 255 255 / 8%);
  }

  .grip:focus-visible {
    outline-offset: -4px;
  }

  /* Upright: the tiles stand in a row between the name and the large picture. */
  @container stage (max-aspect-ratio: 1) {
    .scene.crowded {
      grid-template:
        "header" auto
        "tiles" auto
        "middle" minmax(0, 1fr)
        "controls" auto / minmax(0, 1fr);
    }

    .crowded .tiles {
      --_tile: clamp(84px, 27cqw, 200px);
      grid-auto-columns: minmax(0, var(--_tile));
      grid-auto-flow: column;
      grid-auto-rows: auto;
      padding-bottom: 10px;
    }
  }

  @container stage (max-width: 520px) {
    .tiles {
      padding-inline: 12px;
    }
  }

  /* There is room for the buttons. */
  @container stage (max-height: 210px) {
    .tiles {
      display: none;
    }
  }

  @container stage (max-height: 440px) {
    .tiles {
      --_tile: clamp(84px, 16cqw, 160px);
    }
  }
`;
