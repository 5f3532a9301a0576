// How a person wants to see the pictures of a stage: in which corner the own one is, which is large, mirrored, or shown as a whole.
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { type Corner, cornerAt, cornerBeside } from "../functions/corner.ts";

/** What a person can turn on and off. */
export type Choice = "isSwapped" | "isMirrored" | "isWhole";

/** A shorter movement is a press. */
const PRESS_MAX_PX = 8;

/** Remembers the choices, and moves the tile. */
export class StageView implements ReactiveController {
  corner: Corner = "bottom-right";
  /** Whether the own picture is the large one. */
  isSwapped = false;
  isMirrored = true;
  /** Whether nothing of the other side's picture is cut off. */
  isWhole = false;
  readonly #host: ReactiveControllerHost;
  #from: PointerEvent | undefined;
  #isDragged = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  toggle(choice: Choice): void {
    this[choice] = !this[choice];
    this.#host.requestUpdate();
  }

  /** What lies over the tile: a press swaps the pictures. Dragging and the arrow keys move the tile to another corner. */
  grip(label: string): TemplateResult {
    return html`<button
      type="button"
      class="grip"
      part="grip"
      aria-label=${label}
      title=${label}
      @pointerdown=${this.#down}
      @pointermove=${this.#move}
      @pointerup=${this.#up}
      @pointercancel=${this.#up}
      @click=${this.#press}
      @keydown=${this.#key}
    ></button>`;
  }

  readonly #down = (event: PointerEvent): void => {
    this.#from = event;
    this.#isDragged = false;
    gripOf(event).setPointerCapture(event.pointerId);
  };

  readonly #move = (event: PointerEvent): void => {
    const from = this.#from;
    if (from === undefined) return;
    const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
    this.#isDragged ||= Math.hypot(x, y) > PRESS_MAX_PX;
    if (this.#isDragged) gripOf(event).parentElement?.style.setProperty("translate", `${x}px ${y}px`);
  };

  readonly #up = (event: PointerEvent): void => {
    this.#from = undefined;
    gripOf(event).parentElement?.style.removeProperty("translate");
    const stage = gripOf(event).closest(".stage")?.getBoundingClientRect();
    if (this.#isDragged && stage !== undefined) this.#moveTo(cornerAt(event.clientX, event.clientY, stage));
  };

  /** A browser reports a click after each drag. */
  readonly #press = (): void => {
    if (!this.#isDragged) this.toggle("isSwapped");
    this.#isDragged = false;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const corner = cornerBeside(this.corner, event.key);
    if (corner === undefined) return;
    event.preventDefault();
    this.#moveTo(corner);
  };

  #moveTo(corner: Corner): void {
    this.corner = corner;
    this.#host.requestUpdate();
  }
}

function gripOf({ currentTarget }: Event): HTMLElement {
  return currentTarget as HTMLElement;
}
