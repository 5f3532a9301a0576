// What the person has not seen yet: messages in a chat, and missed calls.
import type { HistoryEntry } from "peer-invite/history";
import { isTalkedIn, isTalking } from "./calls.ts";
import type { State, Store } from "./store.ts";
import { unreadIn } from "./talk.ts";

/** The calls that were missed since the person has looked, the latest first. */
export function missedNews({
  history,
  missedSeenMs,
}: Pick<State, "history" | "missedSeenMs">): readonly HistoryEntry[] {
  return history.filter(
    (entry) => entry.role === "remote" && entry.missed !== undefined && (entry.endedAtMs ?? 0) > missedSeenMs,
  );
}

/** How much there is that the person has not seen. */
export function newsIn(state: Pick<State, "history" | "missedSeenMs" | "calls">): number {
  const unread = state.calls.filter(isTalking).map(({ talk }) => unreadIn(talk));
  return unread.reduce((sum, count) => sum + count, missedNews(state).length);
}

/** Those that the person waited for and that are there now. A peer that does not let itself be seen is there, too. */
export function hereNow({ awaited, presences }: Pick<State, "awaited" | "presences">): readonly string[] {
  return awaited.filter((peer) => presences[peer] !== undefined && presences[peer] !== "absent");
}

/** Whether a call takes the whole window. */
export function isCallLarge({ calls, callSize }: Pick<State, "calls" | "callSize">): boolean {
  return callSize === "large" && calls.some(isTalkedIn);
}

/** A person who looks at the list of calls sees what was missed. */
export function watchAttention(store: Store): void {
  const look = (): void => {
    const { state } = store;
    if (document.hidden || isCallLarge(state) || missedNews(state).length === 0) return;
    store.update({ missedSeenMs: Date.now() });
  };
  store.subscribe(look);
  document.addEventListener("visibilitychange", look);
}
