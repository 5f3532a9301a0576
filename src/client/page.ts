// The events of a browser page that matter to a client. In Node there is no page, and nothing to watch.

/** What a client does at each event of its page. */
export interface PageEvents {
  /** The page is left, perhaps for good. There is time for one last frame. */
  leaving(): void;
  /** The page is visible again. It may have been asleep. */
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
