// The list of a client's calls, as a screen shows it. A client has one, from the first use until it closes.
import { keepSame } from "../base/same.ts";
import {
  createHistory,
  type EntryKey,
  type History,
  type HistoryEntry,
  type HistoryOptions,
  type HistoryStorage,
} from "../history/index.ts";
import type { InvitationClient } from "../index.ts";
import { type BindingsPage, belonging, thisPage } from "./page.ts";
import { Listeners, type Source } from "./source.ts";

/** How a client's history is made. Only the first use of a client counts. */
export interface HistoryPlan extends Omit<HistoryOptions, "storage"> {
  /**
   * Where the history outlives the page, or a function that makes it, called once. Default: nowhere. If the function
   * throws, that is the view's `error`, and the history is in memory.
   */
  readonly storage?: HistoryStorage | ((client: InvitationClient) => HistoryStorage) | undefined;
}

/** A history, as a screen shows it. Frozen. */
export interface HistoryView {
  /** The entries, latest first. */
  readonly entries: readonly HistoryEntry[];
  /** The last error of the storage, or of the options; the history goes on in memory. */
  readonly error: unknown;
  /** Removes one entry. Resolves when the storage has removed it too; never rejects. */
  readonly remove: (entry: EntryKey) => Promise<void>;
  /** Removes all entries. Resolves when the storage has removed them too; never rejects. */
  readonly clear: () => Promise<void>;
}

/** What a screen has before there is a client. */
export const NO_HISTORY: HistoryView = Object.freeze({
  entries: Object.freeze([]),
  error: undefined,
  remove: async () => {},
  clear: async () => {},
});

/**
 * The history of `client`. It begins when somebody first listens, and goes on without listeners until the client has
 * closed: listen from the start, where the client is made.
 */
export function historyOf(
  client: InvitationClient,
  plan: () => HistoryPlan = () => ({}),
  page: BindingsPage = thisPage(),
): Source<HistoryView> {
  const keeper = belonging(page, "history", client, () => new HistoryKeeper(client));
  return {
    get snapshot() {
      return keeper.snapshot;
    },
    subscribe: (listener) => keeper.subscribe(listener, plan),
  };
}

class HistoryKeeper {
  readonly #client: InvitationClient;
  readonly #listeners = new Listeners();
  #history: History | undefined;
  #view = NO_HISTORY;

  constructor(client: InvitationClient) {
    this.#client = client;
  }

  get snapshot(): HistoryView {
    return this.#view;
  }

  subscribe(listener: () => void, plan: () => HistoryPlan): () => void {
    const remove = this.#listeners.add(listener);
    if (this.#history === undefined) this.#begin(plan);
    return remove;
  }

  #begin(plan: () => HistoryPlan): void {
    const client = this.#client;
    const { history, error } = makeHistory(client, plan);
    this.#history = history;
    const unwatch = client.subscribe(() => {
      const { state, invitations, calls } = client;
      if (state !== "closed" || invitations.length > 0 || calls.length > 0) return;
      unwatch();
      void history.close();
    });
    history.on("changed", (entries) => this.#show({ entries }));
    history.on("error", (error) => this.#show({ error }));
    this.#show({
      entries: history.entries,
      error,
      remove: (entry) => history.remove(entry),
      clear: () => history.clear(),
    });
  }

  #show(news: Partial<HistoryView>): void {
    const before = this.#view;
    this.#view = keepSame(before, Object.freeze({ ...before, ...news }));
    if (this.#view !== before) this.#listeners.tell();
  }
}

/** Makes the history as `plan` says, or in memory if that throws: a mistake in the options is to cost no calls. */
function makeHistory(
  client: InvitationClient,
  plan: () => HistoryPlan,
): { readonly history: History; readonly error?: unknown } {
  let options: Omit<HistoryOptions, "storage"> = {};
  try {
    const { storage, ...rest } = plan();
    options = rest;
    const place = typeof storage === "function" ? storage(client) : storage;
    return { history: createHistory(client, place === undefined ? options : { ...options, storage: place }) };
  } catch (error) {
    return { history: inMemory(client, options), error };
  }
}

function inMemory(client: InvitationClient, options: Omit<HistoryOptions, "storage">): History {
  try {
    return createHistory(client, options);
  } catch {
    // The options themselves are the mistake.
    return createHistory(client);
  }
}
