// The keyboard's shortcuts: one key each, while nobody types and no dialog is open.
import type { Actions } from "./actions.ts";
import { isRingingHere, isTalkedIn } from "./calls.ts";
import type { State, Store } from "./store.ts";

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
  return calls.some(isTalkedIn) ? shortcut : undefined;
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
  addEventListener("keydown", (event) => {
    const shortcut = isBusy() ? undefined : shortcutFor(event, store.state);
    if (shortcut === undefined) return;
    event.preventDefault();
    runShortcut(shortcut, store.state, actions);
  });
}
