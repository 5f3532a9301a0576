// The cards of ended calls leave by themselves, once the person can have read them. The list of recent calls keeps what they say.
import { type Call, isOpen } from "./calls.ts";
import type { Store } from "./store.ts";

/** How long the card of an ended call stays on a page that is shown. */
const READ_WITHIN_MS = 30_000;

/** What the watch needs of the page. */
export interface LeavingParts {
  /** Default: the page's timer. */
  readonly wait?: (run: () => void, ms: number) => unknown;
  /** Default: the document. */
  readonly page?: Pick<Document, "hidden" | "addEventListener">;
}

/** Dismisses the cards of ended calls after a while. A chat is kept until the person dismisses it. */
export function watchEnded(
  store: Store,
  dismiss: (key: string) => void,
  { wait = setTimeout, page = document }: LeavingParts = {},
): void {
  /** The ended calls that the person can see. */
  const seen = new Set<string>();
  const leaves = (call: Call): boolean => !isOpen(call) && (call.talk?.chat.lines.length ?? 0) === 0;
  const look = (): void => {
    const { calls } = store.state;
    for (const key of seen) if (!calls.some((call) => call.key === key)) seen.delete(key);
    if (page.hidden) return;
    for (const { key } of calls.filter(leaves)) {
      if (seen.has(key)) continue;
      seen.add(key);
      wait(() => {
        if (seen.has(key)) dismiss(key);
      }, READ_WITHIN_MS);
    }
  };
  store.subscribe(look);
  page.addEventListener("visibilitychange", look);
}
