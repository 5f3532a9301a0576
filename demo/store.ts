// The page's whole state: one immutable object, and who is told when there is a new one.
import type { MediaError } from "peer-invite/call";
import type { HistoryEntry } from "peer-invite/history";
import type { Call } from "./calls.ts";
import type { LogEntry } from "./log.ts";
import type { ChartRecord } from "./parts/chart/records.ts";
import type { Notifier } from "./parts/notice/notice.ts";
import type { Personal } from "./person.ts";
import { NOTHING_CHOSEN } from "./person.ts";
import type { Settings } from "./settings.ts";
import type { Words } from "./words/index.ts";

/** How it stands with the broker, as the page shows it. */
export type Connection = "connecting" | "online" | "broker-lost" | "no-network" | "closed";

/** Something a person should know, and where on the page it belongs: a form, or the card with that key. */
export interface Problem {
  readonly at: "name" | "call" | "lists" | (string & {});
  /** Which field of the form it is about, where that is not the first. */
  readonly about?: "message";
  /** In the language of whoever reads it. */
  readonly say: (words: Words) => string;
}

/** What a person is asked before it is done: it cannot be undone. */
export interface Question {
  readonly say: (words: Words) => { readonly title: string; readonly detail: string; readonly yes: string };
  readonly act: () => void;
}

/** This side's camera and microphone. */
export interface Studio {
  /** What they give now; undefined while they are off. */
  readonly stream: MediaStream | undefined;
  readonly isAsking: boolean;
  /** Whether the person looks at the preview. */
  readonly isPreviewed: boolean;
  readonly cameras: readonly MediaDeviceInfo[];
  readonly microphones: readonly MediaDeviceInfo[];
  /** What could not be had. */
  readonly errors: readonly MediaError[];
}

/** All there is to show. */
export interface State {
  readonly screen: "welcome" | "home";
  /** The name this tab is online with, or the one to suggest on the first screen. */
  readonly name: string;
  /** Whom the page's address asks to call; empty when nobody. */
  readonly callee: string;
  readonly connection: Connection;
  readonly problem: Problem | undefined;
  readonly question: Question | undefined;
  /** The newest first; ended ones stay until they are dismissed. */
  readonly calls: readonly Call[];
  /** The oldest first. */
  readonly log: readonly LogEntry[];
  /** What the chart is drawn from, of all invitations. */
  readonly chart: readonly ChartRecord[];
  /** Whether the system may show notifications of this page. */
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
  /** Calls `listener` at every new state; the returned function ends that. */
  subscribe(listener: (state: State) => void): () => void;
}

/** A store with the first screen in it. */
export function createStore(given: Pick<State, "name" | "callee" | "settings" | "notices">): Store {
  const listeners = new Set<(state: State) => void>();
  let state: State = {
    ...given,
    screen: "welcome",
    connection: "connecting",
    problem: undefined,
    question: undefined,
    calls: [],
    log: [],
    chart: [],
    history: [],
    personal: NOTHING_CHOSEN,
    studio: {
      stream: undefined,
      isAsking: false,
      isPreviewed: false,
      cameras: [],
      microphones: [],
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
