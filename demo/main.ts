// The demo's start: puts the parts together, shows the page, and goes online by itself where a name is stored.
import { createActions } from "./actions.ts";
import { readAddress } from "./address.ts";
import { claimTab } from "./identity.ts";
import { createSession } from "./session.ts";
import { createStore } from "./store.ts";
import { watchTitle } from "./title.ts";
import { DemoApp } from "./views/app.ts";
import { copiedTab } from "./words.ts";

const address = readAddress(location.search);
const store = createStore({ name: address.name, callee: address.callee });
const session = createSession(store, address.limits);
watchTitle(store);

const app = document.querySelector("demo-app");
if (app instanceof DemoApp) app.connect(store, createActions(store, session));

const tab = await claimTab();
if (tab.copyOf !== undefined) store.update({ problem: { at: "name", text: copiedTab(tab.copyOf) } });
else if (tab.name !== undefined) session.goOnline(tab.name);
