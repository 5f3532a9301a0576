// Keeps the screen of a phone or a laptop on during a call.

/** The part of `navigator.wakeLock` that {@link keepAwake} uses. */
export interface WakeLockSource {
  request(type: "screen"): Promise<HeldWakeLock>;
}

/** The part of a `WakeLockSentinel` that {@link keepAwake} uses. */
export interface HeldWakeLock {
  readonly released: boolean;
  release(): Promise<void>;
}

/** What {@link keepAwake} needs of its page. */
export interface AwakeParts {
  /** Default: `navigator.wakeLock`; undefined where there is none. */
  readonly wakeLock?: WakeLockSource | undefined;
  /** Default: the document. */
  readonly page?: Pick<Document, "hidden" | "addEventListener" | "removeEventListener">;
}

/**
 * Keeps the screen on until the returned function is called. The browser ends the lock whenever the page is hidden, so it is taken
 * again when the page is shown. Where a browser cannot keep the screen on, or refuses to (at a low battery), nothing happens.
 */
export function keepAwake(parts: AwakeParts = {}): () => void {
  const { page = document } = parts;
  const wakeLock = "wakeLock" in parts ? parts.wakeLock : globalThis.navigator?.wakeLock;
  let held: HeldWakeLock | undefined;
  let isAsking = false;
  let isOver = false;

  const ask = async (): Promise<void> => {
    if (isOver || isAsking || page.hidden || held?.released === false) return;
    isAsking = true;
    held = await wakeLock?.request("screen").catch(() => undefined);
    isAsking = false;
    if (isOver) letGo();
  };
  const letGo = (): void => {
    held?.release().catch(() => {});
    held = undefined;
  };
  const shown = (): void => void ask();

  page.addEventListener("visibilitychange", shown);
  void ask();
  return () => {
    isOver = true;
    page.removeEventListener("visibilitychange", shown);
    letGo();
  };
}
