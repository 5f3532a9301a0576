// The keyboard's shortcuts: one key each, while nobody types and no dialog is open.
import type { Actions } from "./actions.ts";
import { isRingingHere, isTalkedIn } from "./calls.ts";
import type { State, Store } from "./store.ts";
import { isOnlyChat } from "./talk.ts";

/** The keys, by what they do. */
export const KEYS = {
  answer: "a",
  decline: "d",
  mute: "m",
  camera: "v",
  chat: "c",
  hangUp: "h",
  help: "?",
} as const;
/** The field may be gone in the middle of a word, and the rest of the word is no command. */
const TYPING_MS = 1_000;
/** See {@link KEYS}. */
export type Shortcut = keyof typeof KEYS;

/** The part of a key event that counts. */
export type Stroke = Pick<KeyboardEvent, "key" | "repeat" | "ctrlKey" | "metaKey" | "altKey" | "isComposing">;

/** What a key does at the moment; undefined for nothing. The list of shortcuts is always there. */
export function shortcutFor(
  stroke: Stroke,
  { calls, settings, question }: Pick<State, "calls" | "settings" | "question">,
): Shortcut | undefined {
  const { key, repeat, ctrlKey, metaKey, altKey, isComposing } = stroke;
  if (repeat || ctrlKey || metaKey || altKey || isComposing || question !== undefined) return undefined;
  const [found] = Object.entries(KEYS).find(([, it]) => it === key.toLowerCase()) ?? [];
  const shortcut = found as Shortcut | undefined;
  if (shortcut === "help") return shortcut;
  if (!settings.keys) return undefined;
  if (shortcut === "answer" || shortcut === "decline")
    return calls.some(isRingingHere) ? shortcut : undefined;
  const talked = calls.find(isTalkedIn);
  // A chat call has nothing else to show.
  const isNothing = talked === undefined || (shortcut === "chat" && isOnlyChat(talked.talk));
  return isNothing ? undefined : shortcut;
}

/** Does it. */
export function runShortcut(
  shortcut: Shortcut,
  { calls, isChatOpen, callSize }: State,
  actions: Actions,
): void {
  const ringing = calls.find(isRingingHere)?.key ?? "";
  const talked = calls.find(isTalkedIn)?.key ?? "";
  const run: Readonly<Record<Shortcut, () => void>> = {
    answer: () => actions.accept(ringing, ""),
    decline: () => actions.refuse(ringing, ""),
    mute: () => actions.turn(talked, "audio"),
    camera: () => actions.turn(talked, "video"),
    chat: () => actions.showChat(!(isChatOpen && callSize === "large")),
    hangUp: () => actions.hangUp(talked),
    help: () => actions.showKeys(true),
  };
  run[shortcut]();
}

/** Runs the shortcuts of the page. `isBusy`: whether the keys go elsewhere, as into a field. */
export function watchKeys(store: Store, actions: Actions, isBusy: () => boolean): void {
  let typedAtMs = Number.NEGATIVE_INFINITY;
  addEventListener("keydown", (event) => {
    const isTyped = isBusy();
    if (isTyped && isText(event)) typedAtMs = event.timeStamp;
    const shortcut = isTyped ? undefined : shortcutFor(event, store.state);
    const isRestOfWord = event.timeStamp - typedAtMs < TYPING_MS && shortcut !== "help";
    if (shortcut === undefined || isRestOfWord) return;
    event.preventDefault();
    runShortcut(shortcut, store.state, actions);
  });
}

/** Whether a key writes into a field. */
function isText(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return event.key.length === 1 && target instanceof Element && target.matches("input, textarea");
}
