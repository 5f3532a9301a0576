// Detects when a page may have slept while its sockets died. In Node there is no page, and nothing to watch.

/** The events of a page that wakes. */
export interface WakingEvents {
  /** The page is visible again, or resumes after it was frozen. */
  awake(): void;
  /** The browser has a network again, perhaps another one. */
  networkIsBack(): void;
}

/** Watches until the returned function is called. */
export function watchWaking({ awake, networkIsBack }: WakingEvents): () => void {
  const page = typeof document === "undefined" ? undefined : document;
  const seen = (): void => {
    if (page?.visibilityState === "visible") awake();
  };
  globalThis.addEventListener?.("online", networkIsBack);
  globalThis.addEventListener?.("pageshow", awake);
  page?.addEventListener("visibilitychange", seen);
  page?.addEventListener("resume", awake);
  return () => {
    globalThis.removeEventListener?.("online", networkIsBack);
    globalThis.removeEventListener?.("pageshow", awake);
    page?.removeEventListener("visibilitychange", seen);
    page?.removeEventListener("resume", awake);
  };
}
