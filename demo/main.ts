// Starts the demo: puts its parts together, shows the page, and goes online again after a reload.
import "@fontsource-variable/figtree/index.css";
import { createNotifier } from "peer-invite/ui/functions";
import { createActions } from "./actions.ts";
import { readAddress } from "./address.ts";
import { watchRings, watchTalks } from "./alerts.ts";
import { watchAttention } from "./attention.ts";
import { watchDocument } from "./document.ts";
import { claimTab } from "./identity.ts";
import { watchKeys } from "./keys.ts";
import { watchEnded } from "./leaving.ts";
import { suggestName } from "./names.ts";
import { createPresence } from "./presence.ts";
import { createSending } from "./sending.ts";
import { startSession } from "./session/session.ts";
import { loadSettings } from "./settings.ts";
import { createStore } from "./store.ts";
import { createStudio } from "./studio.ts";
import { createTalks } from "./talks.ts";
import { DemoApp } from "./views/app.ts";
import { isTyping } from "./views/focus.ts";
import { chooseLanguage } from "./words/index.ts";

const address = readAddress({
  url: location.href,
  referrer: document.referrer,
  isTrial: import.meta.env.DEV || import.meta.env["IS_TRIAL"] === true,
});
const notifier = createNotifier({
  icon: document.querySelector<HTMLLinkElement>("link[rel=icon]")?.href ?? "",
});
const suggestion = suggestName();
const store = createStore({
  notices: notifier.permission,
  name: address.name === "" ? suggestion : address.name,
  callee: address.callee,
  settings: loadSettings(chooseLanguage(navigator.languages)),
});
const studio = createStudio(store);
const talks = createTalks(store, studio, address.callLimits);
const sending = createSending(talks, studio);
const presence = createPresence(store, (name, fail) =>
  startSession({ store, talks, studio, limits: address.limits }, name, fail),
);
const actions = createActions({ store, presence, talks, sending, studio, notifier, suggestion });
watchDocument(store);
watchRings(store, notifier);
watchTalks(store);
watchAttention(store);
watchEnded(store, actions.dismiss);
watchKeys(store, actions, isTyping);

const app = document.querySelector("demo-app");
if (app instanceof DemoApp) app.connect(store, actions);

const tab = await claimTab();
if (tab.copyOf !== undefined) {
  const { copyOf } = tab;
  store.update({ problem: { at: "name", say: (words) => words.problems.copiedTab(copyOf) } });
} else if (tab.name !== undefined) presence.goOnline(tab.name);
else if (address.joins) actions.goOnline(store.state.name);
