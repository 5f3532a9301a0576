// The page's title: it tells of a call while another tab is looked at.
import { isRingingHere } from "./calls.ts";
import type { Store } from "./store.ts";
import { titleWords } from "./words.ts";

/** Keeps the title true. */
export function watchTitle(store: Store): void {
  store.subscribe(({ calls, name, screen }) => {
    const callers = calls.filter(isRingingHere).map((call) => call.snapshot.caller);
    const title = titleWords(callers, screen === "welcome" ? "" : name);
    if (document.title !== title) document.title = title;
  });
}
