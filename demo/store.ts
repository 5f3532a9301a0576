// The whole state of the page: one immutable object, and a list of listeners for a new one.
import type { Presence } from "peer-invite";
import type { MediaError } from "peer-invite/call";
import type { GroupSnapshot } from "peer-invite/group";
import type { HistoryEntry } from "peer-invite/history";
import type { ChartRecord, Notifier } from "peer-invite/ui/functions";
import type { Call } from "./calls.ts";
import type { LogEntry } from "./log.ts";
import type { Personal } from "./person.ts";
import { NOTHING_CHOSEN } from "./person.ts";
import type { Settings } from "./settings.ts";
import type { Words } from "./words/index.ts";

/** The connection to the broker, as the page shows it. */
export type Connection = "connecting" | "online" | "broker-lost" | "no-network" | "closed";

/** Something that a person should know. */
export interface Problem {
  /** Where on the page it is shown: at a form, in the lists, or on the card of the call with that key. */
  readonly at: "name" | "call" | "lists" | (string & {});
  /** The form's field that it is about, if that is not the first one. */
  readonly about?: "message";
  /** The words, in the language that the page speaks now. */
  readonly say: (words: Words) => string;
}

/** A question to the person, before something is done that cannot be undone. */
export interface Question {
  readonly say: (words: Words) => { readonly title: string; readonly detail: string; readonly yes: string };
  readonly act: () => void;
}

/** Camera and microphone of this side. */
export interface Studio {
  /** What they send now; undefined while both are off. */
  readonly stream: MediaStream | undefined;
  /** Whether the browser is asking for permission. */
  readonly isAsking: boolean;
  /** Whether the preview is shown. */
  readonly isPreviewed: boolean;
  /** The devices that could not be opened, and why. */
  readonly errors: readonly MediaError[];
}

/** How a call is shown: in the whole window, or small, with the rest of the page below it. */
export type CallSize = "large" | "small";

/** Everything that the page shows. */
export interface State {
  readonly screen: "welcome" | "home";
  /** The name that this tab is online with. On the first screen, the name to suggest. */
  readonly name: string;
  /** The peer to call, from the page's address; empty if it names none. */
  readonly callee: string;
  readonly connection: Connection;
  readonly problem: Problem | undefined;
  readonly question: Question | undefined;
  readonly callSize: CallSize;
  /** Whether the chat of a call is shown beside it. */
  readonly isChatOpen: boolean;
  /** Whether the list of the keyboard's shortcuts is open. */
  readonly isKeysOpen: boolean;
  /** Whether the browser lets the page make no sound yet. */
  readonly isSilent: boolean;
  /** Whether the contacts are shown, so that the page asks who of them is there. */
  readonly isListening: boolean;
  /** Who is there, as far as it is known. */
  readonly presences: { readonly [peer: string]: Presence };
  /** Those of whom the person wants to know when they come online. */
  readonly awaited: readonly string[];
  /** Until when the person has seen which calls were missed, in ms since 1970. */
  readonly missedSeenMs: number;
  /** The newest first. An ended call stays for a while, or until it is dismissed. */
  readonly calls: readonly Call[];
  /** The people who are called at once; undefined if there are none. */
  readonly group: GroupSnapshot | undefined;
  /** The oldest first. */
  readonly log: readonly LogEntry[];
  /** The records of all invitations, from which the chart is drawn. */
  readonly chart: readonly ChartRecord[];
  /** Whether the browser lets this page show notifications. */
  readonly notices: Notifier["permission"];
  /** The latest first. */
  readonly history: readonly HistoryEntry[];
  readonly settings: Settings;
  readonly personal: Personal;
  readonly studio: Studio;
}

/** Holds the state. */
export interface Store {
  readonly state: State;
  update(news: Partial<State>): void;
  /** Calls `listener` with every new state, until the returned function is called. */
  subscribe(listener: (state: State) => void): () => void;
}

/** A store that shows the first screen. */
export function createStore(given: Pick<State, "name" | "callee" | "settings" | "notices">): Store {
  const listeners = new Set<(state: State) => void>();
  let state: State = {
    ...given,
    screen: "welcome",
    connection: "connecting",
    problem: undefined,
    question: undefined,
    callSize: "large",
    isChatOpen: false,
    isKeysOpen: false,
    isSilent: false,
    isListening: false,
    presences: {},
    awaited: [],
    missedSeenMs: 0,
    calls: [],
    group: undefined,
    log: [],
    chart: [],
    history: [],
    personal: NOTHING_CHOSEN,
    studio: {
      stream: undefined,
      isAsking: false,
      isPreviewed: false,
      errors: [],
    },
  };
  return {
    get state() {
      return state;
    },
    update(news) {
      state = { ...state, ...news };
      for (const listener of listeners) listener(state);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
