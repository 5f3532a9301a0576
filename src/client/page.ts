// What a browser page tells about its own life. In Node there is no page, and nothing to watch.

/** What a page's life means to a client. */
export interface PageEvents {
  /** The page goes away, perhaps for good. There is time for one last frame. */
  leaving(): void;
  /** The page is looked at again, after it may have slept. */
  awake(): void;
}

/** Watches the page until the returned function is called. */
export function watchPage(events: PageEvents): () => void {
  if (typeof document === "undefined") return () => {};
  const seen = (): void => {
    if (document.visibilityState === "visible") events.awake();
  };
  addEventListener("pagehide", events.leaving);
  addEventListener("pageshow", events.awake);
  document.addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("pagehide", events.leaving);
    removeEventListener("pageshow", events.awake);
    document.removeEventListener("visibilitychange", seen);
  };
}
