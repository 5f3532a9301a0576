// The list of calls: watches a client, keeps an entry for every invitation, and stores the entries so that they outlive
// the page.

import { checkMethods, checkNames, invalidOption } from "../base/check.ts";
import { createSystemClock } from "../base/clock.ts";
import { ObservableEmitter } from "../base/observable.ts";
import type {
  Clock,
  Invitation,
  InvitationClient,
  InvitationClientSnapshot,
  MissedInvitation,
  MissedReason,
} from "../index.ts";
import {
  continueEntry,
  createEntry,
  createMissedEntry,
  type EntryKey,
  endEntry,
  type HistoryEntry,
  keyOf,
  recallEntry,
  seeCall,
  wordsOf,
} from "./entry.ts";
import { keep } from "./keep.ts";
import { createMemoryHistoryStorage, type HistoryStorage } from "./storage.ts";

/** Options of {@link createHistory}. All may be left out. */
export interface HistoryOptions {
  /** Where the history outlives the page: `createIndexedDbStorage` in a browser. Default: nowhere. */
  readonly storage?: HistoryStorage;
  /**
   * How many entries are kept, 1 to 10 000. Default 200. The oldest go first; but while calls that nobody here answered
   * fill more than half of the list, those go before the others. Of calls that never rang, the latest 5 of each peer
   * are kept.
   */
  readonly entriesMax?: number;
  /** The source of time. Default: the system's clock. Tests pass a fake one (`peer-invite/testing`). */
  readonly clock?: Clock;
}

/** The events of a {@link History}, each with its listener's parameters. */
export type HistoryEvents = {
  /** An entry was added, changed or removed. */
  readonly changed: readonly [entries: readonly HistoryEntry[]];
  /** The storage failed. The history goes on in memory. */
  readonly error: readonly [error: unknown];
};

const ENTRIES_MAX = 10_000;
/** How often a call that is on is looked at, and stored with its duration, in ms. */
const LOOK_EVERY_MS = 2_000;

/**
 * Makes the history of `client` from now on, with the entries that `storage` kept from before.
 * @throws InvitationError `invalid-option`
 */
export function createHistory(client: InvitationClient, options: HistoryOptions = {}): History {
  const operation = "createHistory";
  checkMethods("client", client, ["on", "off"], operation);
  checkNames(options, ["storage", "entriesMax", "clock"], operation);
  const { storage = createMemoryHistoryStorage(), entriesMax = 200, clock = createSystemClock() } = options;
  checkMethods("storage", storage, ["load", "put", "delete"], operation);
  checkMethods("clock", clock, ["nowMs", "schedule"], operation);
  if (!Number.isInteger(entriesMax) || entriesMax < 1 || entriesMax > ENTRIES_MAX) {
    throw invalidOption(operation, `entriesMax must be a whole number from 1 to ${ENTRIES_MAX}`);
  }
  return new History(client, { storage, entriesMax, clock });
}

/** An invitation that is open. */
interface Open {
  readonly invitation: Invitation;
  readonly started: HistoryEntry;
}

/** Entries to be removed, with the keys of those to be removed from the storage. */
interface Drop {
  isMeant(entry: HistoryEntry): boolean;
  readonly keys: string[];
}

/** The calls of one client, outgoing and incoming. Made by {@link createHistory}. */
export class History extends ObservableEmitter<readonly HistoryEntry[], HistoryEvents> {
  /** Resolves when the stored entries are in `entries`, or could not be read. Never rejects. */
  readonly loaded: Promise<void>;
  readonly #client: InvitationClient;
  readonly #options: Required<HistoryOptions>;
  #entries: readonly HistoryEntry[] = Object.freeze([]);
  /** The client's open invitations by key, each with its first entry. */
  readonly #open = new Map<string, Open>();
  /** The calls that are on, by key, each with its entry as of the last look. */
  readonly #calls = new Map<string, HistoryEntry>();
  #callOff: () => void = () => {};
  /** Removals requested before the storage was read; undefined once it is. */
  #drops: Drop[] | undefined = [];
  /** The last of the storage's tasks, which run one after the other. */
  #storing: Promise<void> = Promise.resolve();

  /** @internal */
  constructor(client: InvitationClient, options: Required<HistoryOptions>) {
    super({ changed: true, error: true });
    this.#client = client;
    this.#options = options;
    this.loaded = this.#store(() => this.#read());
    client.on("changed", this.#look);
    client.on("missed", this.#missed);
    this.#look(client.snapshot);
  }

  /**
   * The entries, latest first, frozen. The array stays the same until something changes. `changed` fires with each new
   * one.
   */
  get entries(): readonly HistoryEntry[] {
    return this.#entries;
  }

  /** The {@link entries}, under the name that every observable object uses. */
  get snapshot(): readonly HistoryEntry[] {
    return this.#entries;
  }

  /**
   * Removes one entry. An entry that is open, or whose call is on, comes back when that ends. Resolves when the storage
   * has removed it too; never rejects.
   */
  remove(entry: EntryKey): Promise<void> {
    return this.#drop((one) => keyOf(one) === keyOf(entry));
  }

  /** Removes all entries. Resolves when the storage has removed them too; never rejects. */
  clear(): Promise<void> {
    return this.#drop(() => true);
  }

  /**
   * Stops watching the client. Call it after `client.close()`, which ends everything open. Resolves when everything is
   * stored; never rejects.
   */
  close(): Promise<void> {
    // The outcome of what ended just now arrives a moment later, when this no longer listens.
    for (const [key, { invitation }] of this.#open) {
      const { outcome } = invitation.snapshot;
      if (outcome !== undefined) this.#end(key, outcome);
    }
    this.#client.off("changed", this.#look);
    this.#client.off("missed", this.#missed);
    this.#callOff();
    this.#open.clear();
    this.#calls.clear();
    return this.#storing;
  }

  /** Finds the new invitations and calls of the client, and the calls that are over. */
  readonly #look = ({ invitations, calls }: InvitationClientSnapshot): void => {
    for (const invitation of invitations) {
      const key = invitation.key;
      if (!this.#open.has(key)) this.#watch(key, invitation);
    }
    const on = new Map(calls.map((invitation) => [invitation.key, invitation]));
    const over = [...this.#calls.keys()].filter((key) => !on.has(key));
    const begun = [...on].filter(([key]) => !this.#calls.has(key));
    for (const key of over) {
      this.#seeCall(key, true);
      this.#calls.delete(key);
    }
    for (const [key, invitation] of begun) {
      // Stores the end before the call: a page that goes away in between must not leave an answered call as unanswered.
      const { outcome } = invitation.snapshot;
      if (outcome !== undefined && this.#open.has(key)) this.#end(key, outcome);
      this.#calls.set(key, this.#find(key) ?? createEntry(invitation, this.#nowMs));
      this.#seeCall(key, false);
    }
    if (over.length + begun.length > 0) this.#beat();
  };

  #watch(key: string, invitation: Invitation): void {
    const started = createEntry(invitation, this.#nowMs);
    this.#open.set(key, { invitation, started });
    this.#put(started);
    void invitation.outcome.then((outcome) => {
      // The invitation was missed, or the history is no longer watching.
      if (this.#open.has(key)) this.#end(key, outcome);
    });
  }

  readonly #missed = (missed: MissedInvitation): void => {
    const key = keyOf({ role: "remote", peer: missed.caller, id: missed.id });
    if (this.#open.has(key)) this.#end(key, missed.outcome, missed.reason);
    else this.#put(createMissedEntry(missed));
  };

  #end(key: string, outcome: NonNullable<HistoryEntry["outcome"]>, missed?: MissedReason): void {
    const entry = this.#find(key) ?? this.#open.get(key)?.started;
    const open = this.#open.get(key);
    this.#open.delete(key);
    if (entry === undefined) return;
    // The words may have changed since (rule R16.5).
    const current = open ? { ...entry, ...wordsOf(open.invitation) } : entry;
    this.#put(endEntry(current, outcome, this.#nowMs, missed));
  }

  #seeCall(key: string, isOver: boolean): void {
    const entry = this.#find(key) ?? this.#calls.get(key);
    if (entry === undefined) return;
    const seen = seeCall(entry, this.#nowMs, isOver);
    this.#calls.set(key, seen);
    this.#put(seen);
  }

  /** Looks at the calls that are on, at intervals, because a page that crashes cannot report when. */
  #beat(): void {
    this.#callOff();
    if (this.#calls.size === 0) return;
    this.#callOff = this.#options.clock.schedule(this.#nowMs + LOOK_EVERY_MS, () => {
      for (const key of this.#calls.keys()) if (this.#find(key)) this.#seeCall(key, false);
      this.#beat();
    });
  }

  get #nowMs(): number {
    return this.#options.clock.nowMs();
  }

  #find(key: string): HistoryEntry | undefined {
    return this.#entries.find((one) => keyOf(one) === key);
  }

  /** Replaces the entry with the same key, and keeps its start, so that a reload does not split one call in two. */
  #put(entry: HistoryEntry): void {
    const before = this.#find(keyOf(entry));
    const kept = before ? Object.freeze({ ...entry, startedAtMs: before.startedAtMs }) : entry;
    this.#change([...this.#entries.filter((one) => one !== before), kept]);
    void this.#store(() => this.#options.storage.put(kept));
  }

  /** Reads the storage, once. */
  async #read(): Promise<void> {
    if (this.#drops === undefined) return;
    this.#recall(await this.#options.storage.load());
    this.#drops = undefined;
  }

  #recall(stored: readonly HistoryEntry[]): void {
    if (stored.length === 0) return;
    const known = new Map(this.#entries.map((entry) => [keyOf(entry), entry]));
    const kept = stored.filter((entry) => {
      const drops = this.#drops?.filter(({ isMeant }) => isMeant(entry)) ?? [];
      for (const { keys } of drops) keys.push(keyOf(entry));
      return drops.length === 0;
    });
    const recalled = kept.map((entry) => {
      const now = known.get(keyOf(entry));
      known.delete(keyOf(entry));
      return now ? continueEntry(now, entry) : recallEntry(entry);
    });
    this.#change([...recalled, ...known.values()]);
  }

  #drop(isMeant: (entry: HistoryEntry) => boolean): Promise<void> {
    const keys = this.#entries.filter(isMeant).map(keyOf);
    if (keys.length > 0) this.#change(this.#entries.filter((entry) => !isMeant(entry)));
    this.#drops?.push({ isMeant, keys });
    const { storage } = this.#options;
    return this.#store(async () => {
      // Reads first, if that has failed so far: which stored entries to delete is known only after reading.
      await this.#read().finally(() => storage.delete(keys));
    });
  }

  /** Sets the entries, latest first, at most as many as allowed. */
  #change(entries: readonly HistoryEntry[]): void {
    const sorted = entries.toSorted((a, b) => b.startedAtMs - a.startedAtMs);
    const { entriesMax, storage } = this.#options;
    const kept = keep(sorted, entriesMax, this.#client.policy.knows);
    const isKept = new Set(kept);
    const old = sorted.filter((entry) => !isKept.has(entry)).map(keyOf);
    this.#entries = Object.freeze(kept);
    if (old.length > 0) void this.#store(() => storage.delete(old));
    this.fire("changed", this.#entries);
  }

  #store(act: () => Promise<void>): Promise<void> {
    this.#storing = this.#storing.then(act).catch((error: unknown) => this.fire("error", error));
    return this.#storing;
  }
}
