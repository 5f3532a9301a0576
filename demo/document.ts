// The parts of the document that belong to no view: title, language and theme.
import { newsIn } from "./attention.ts";
import { isRingingHere, isTalking } from "./calls.ts";
import { namingOf } from "./naming.ts";
import type { State, Store } from "./store.ts";
import { WORDS } from "./words/index.ts";

/** Keeps the document in line with the state. */
export function watchDocument(store: Store): void {
  const show = (state: State): void => {
    const { settings } = state;
    const root = document.documentElement;
    const { lang } = WORDS[settings.language];
    if (root.lang !== lang) root.lang = lang;
    if (root.dataset["theme"] !== settings.theme) root.dataset["theme"] = settings.theme;
    const news = newsIn(state);
    const title = `${news === 0 ? "" : `(${news}) `}${titleOf(state)}`;
    if (document.title !== title) document.title = title;
  };
  show(store.state);
  store.subscribe(show);
}

/** A caller comes first, because a tab in the background shows only its title. */
function titleOf({ calls, name, screen, settings, personal }: State): string {
  const { titles, product } = WORDS[settings.language].page;
  const [first, second] = calls.filter(isRingingHere);
  if (second !== undefined) return titles.manyCalls(calls.filter(isRingingHere).length);
  if (first !== undefined) return titles.calling(namingOf(first.snapshot, personal).short);
  const talks = calls.filter(isTalking);
  const talk = talks.find((it) => !it.talk.snapshot.held) ?? talks[0];
  if (talk !== undefined) return titles.talking(namingOf(talk.snapshot, personal).short);
  return screen === "welcome" || name === "" ? product : titles.online(name);
}
