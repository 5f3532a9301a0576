// Redraws a view that shows a time, a few times a second, while the view is on the page.
import type { ReactiveController, ReactiveControllerHost } from "lit";

const TICK_MS = 250;

/** Redraws its view at every tick. */
export class Ticking implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #interval: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#interval = setInterval(() => this.#host.requestUpdate(), TICK_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#interval);
  }
}

/** The whole seconds until `untilMs`, never below 0. */
export function secondsUntil(untilMs: number): number {
  return Math.max(0, Math.ceil((untilMs - Date.now()) / 1000));
}
