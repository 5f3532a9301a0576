// Who of the contacts can be called now, and who of those that the person waits for has come online.
import type { InvitationClient } from "peer-invite";
import type { State, Store } from "../store.ts";

/** Each of them is asked this often. */
const LOOK_EVERY_MS = 5_000;
/** More contacts than this are not asked. */
const LOOKED_AT_MAX = 30;

/** Those whose presence the page shows. */
function lookedAt({ personal, isListening, awaited }: State): ReadonlySet<string> {
  const contacts = isListening ? personal.contacts.slice(0, LOOKED_AT_MAX) : [];
  return new Set([...awaited, ...contacts]);
}

/** Looks at them again and again, while the page is shown or somebody is waited for, until `signal` is aborted. */
export function watchPresences(
  client: Pick<InvitationClient, "look">,
  store: Store,
  signal: AbortSignal,
  every: (run: () => void, ms: number) => () => void = everyMs,
): void {
  const doubted = new Set<string>();
  const look = async (peer: string): Promise<void> => {
    const presence = await client.look(peer);
    // Without the server, nobody can be seen, which says nothing about them.
    if (signal.aborted || store.state.connection !== "online" || globalThis.navigator?.onLine === false)
      return;
    // No answer may mean that this side is offline and does not know it yet. A peer that hides never answers.
    const isNew = presence === "unknown" && !doubted.has(peer);
    if (presence === "unknown") doubted.add(peer);
    else doubted.delete(peer);
    if (!isNew) store.update({ presences: { ...store.state.presences, [peer]: presence } });
  };
  const lookAtAll = (): void => {
    if (document.hidden && store.state.awaited.length === 0) return;
    for (const peer of lookedAt(store.state)) void look(peer);
  };
  let before: ReadonlySet<string> = new Set();
  const stop = store.subscribe((state) => {
    const now = lookedAt(state);
    const added = [...now].filter((peer) => !before.has(peer));
    before = now;
    for (const peer of added) void look(peer);
  });
  const end = every(lookAtAll, LOOK_EVERY_MS);
  signal.addEventListener("abort", () => {
    stop();
    end();
  });
}

function everyMs(run: () => void, ms: number): () => void {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
}
