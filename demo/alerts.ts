// What a call does beyond the page: the ring tone, the system's notification while the page is in the background, and a screen that
// stays on.
import { createRingTone, keepAwake, type Notifier, plainLine, type RingKind } from "peer-invite/ui/functions";
import { hereNow } from "./attention.ts";
import { isOutgoing, isRingingHere, isTalkedIn, isTalking } from "./calls.ts";
import { namingOf } from "./naming.ts";
import type { State, Store } from "./store.ts";
import { WORDS } from "./words/index.ts";

/** Systems show about this many characters. */
const BODY_MAX = 200;

/** Plays the ring tone and shows notifications as the state says. */
export function watchRings(store: Store, notifier: Notifier): void {
  const ringer = createRingTone();
  const showSound = (): void => {
    const { sound } = ringer.snapshot;
    const isTouched = navigator.userActivation?.hasBeenActive ?? true;
    store.update({ isSilent: sound === "locked" || (sound === "unknown" && !isTouched) });
  };
  for (const gesture of ["pointerup", "keydown"] as const)
    addEventListener(gesture, showSound, { once: true });
  ringer.subscribe(showSound);
  showSound();
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

/** The notifications: of the calls that ring here, of unread messages, and of those that the person waited for. */
export function noticesOf({
  calls,
  settings,
  personal,
  awaited,
  presences,
}: Pick<State, "calls" | "settings" | "personal" | "awaited" | "presences">): Parameters<
  Notifier["show"]
>[0] {
  if (!settings.notify || personal.doNotDisturb) return [];
  const words = WORDS[settings.language].calls;
  const ringing = calls.filter(isRingingHere).map(({ key, snapshot }) => ({
    key,
    title: words.incoming.ringing(namingOf(snapshot, personal).short).title,
    body: plainLine(snapshot.content, BODY_MAX),
  }));
  const written = calls.filter(isTalking).flatMap((call) => {
    const { key, snapshot, talk } = call;
    const line = talk.chat.lines.findLast(({ isMine, number }) => !isMine && number > talk.readNumber);
    if (line === undefined) return [];
    return {
      key: `${key}/chat`,
      title: namingOf(snapshot, personal).short,
      body: plainLine(line.text, BODY_MAX),
    };
  });
  const here = hereNow({ awaited, presences }).map((peer) => {
    const { short } = namingOf({ role: "local", peer, name: undefined }, personal);
    return { key: `${peer}/here`, title: words.hereNow(short), body: "" };
  });
  return [...ringing, ...written, ...here];
}
