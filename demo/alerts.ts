// What a call does beyond the page: the ring tone, the system's notification while the page is in the background, and a screen that
// stays on.
import { createRingTone, keepAwake, type Notifier, plainLine, type RingKind } from "peer-invite/ui/functions";
import { isOutgoing, isRingingHere, isTalkedIn } from "./calls.ts";
import { namingOf } from "./naming.ts";
import type { State, Store } from "./store.ts";
import { WORDS } from "./words/index.ts";

/** Systems show about this many characters. */
const BODY_MAX = 200;

/** Plays the ring tone and shows notifications as the state says. */
export function watchRings(store: Store, notifier: Notifier): void {
  const ringer = createRingTone();
  store.subscribe((state) => {
    ringer.setSilent(!state.settings.sound);
    ringer.ring(ringOf(state));
    notifier.show(noticesOf(state));
  });
}

/** Keeps the screen on while somebody talks. */
export function watchTalks(store: Store): void {
  let letSleep: (() => void) | undefined;
  store.subscribe(({ calls }) => {
    if (calls.some(isTalkedIn)) letSleep ??= keepAwake();
    else {
      letSleep?.();
      letSleep = undefined;
    }
  });
}

/** Do not disturb silences calls that already ring, too. */
function ringOf({ calls, personal }: State): RingKind | undefined {
  if (calls.some(isRingingHere) && !personal.doNotDisturb)
    return calls.some(isTalkedIn) ? "waiting" : "incoming";
  return calls.some((call) => isOutgoing(call) && call.snapshot.progress === "ringing")
    ? "outgoing"
    : undefined;
}

/** The notifications of the calls that ring here. */
export function noticesOf({
  calls,
  settings,
  personal,
}: Pick<State, "calls" | "settings" | "personal">): Parameters<Notifier["show"]>[0] {
  if (!settings.notify || personal.doNotDisturb) return [];
  const words = WORDS[settings.language].calls;
  return calls.filter(isRingingHere).map(({ key, snapshot }) => ({
    key,
    title: words.incoming.ringing(namingOf(snapshot, personal).short).title,
    body: plainLine(snapshot.content, BODY_MAX),
  }));
}
