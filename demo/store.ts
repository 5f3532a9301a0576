// The page's whole state: one immutable object, and who is told when there is a new one.
import type { Call } from "./calls.ts";
import type { LogEntry } from "./log.ts";

/** How it stands with the broker, as the page shows it. */
export type Connection = "connecting" | "online" | "broker-lost" | "no-network" | "closed";

/** Something a person should know, and where on the page it belongs: a form, or the card with that key. */
export interface Problem {
  readonly at: "name" | "call" | (string & {});
  readonly text: string;
}

/** All there is to show. */
export interface State {
  readonly screen: "welcome" | "calls";
  /** The name this tab is online with, or the one to suggest on the first screen. */
  readonly name: string;
  /** Whom the page's address asks to call; empty when nobody. */
  readonly callee: string;
  readonly connection: Connection;
  readonly problem: Problem | undefined;
  /** The newest first; ended ones stay until they are dismissed. */
  readonly calls: readonly Call[];
  /** The oldest first. */
  readonly log: readonly LogEntry[];
}

/** Holds the state. */
export interface Store {
  readonly state: State;
  update(news: Partial<State>): void;
  /** Calls `listener` at every new state; the returned function ends that. */
  subscribe(listener: (state: State) => void): () => void;
}

/** A store with the first screen in it. */
export function createStore(given: Pick<State, "name" | "callee">): Store {
  const listeners = new Set<(state: State) => void>();
  let state: State = {
    ...given,
    screen: "welcome",
    connection: "connecting",
    problem: undefined,
    calls: [],
    log: [],
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
