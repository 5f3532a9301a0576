// The list of calls: watches a client, keeps an entry of every invitation, and has a storage keep what outlives the page.

import { checkMethods, checkNames } from "../base/check.ts";
import { createSystemClock } from "../base/clock.ts";
import { ObservableEmitter } from "../base/observable.ts";
import {
  type Clock,
  type InvitationClient,
  type InvitationClientSnapshot,
  InvitationError,
  type LocalInvitation,
  type MissedInvitation,
  type MissedReason,
  type RemoteInvitation,
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

/** Options of {@link createHistory}; all may be left out. */
export interface HistoryOptions {
  /** Where it outlives the page: `createIndexedDbStorage` in a browser. Default: nowhere. */
  readonly storage?: HistoryStorage;
  /**
   * How many entries are kept, 1 to 10 000. Default 200. The oldest go first, and calls that nobody here answered before others
   * while they fill more than half of the list. Of calls that never rang, the latest 5 of each peer are kept.
   */
  readonly entriesMax?: number;
  /** The source of time. Default: the system's. Tests give a fake one (`peer-invite/testing`). */
  readonly clock?: Clock;
}

/** The events of a {@link History}, each with its listener's parameters. */
export type HistoryEvents = {
  /** An entry is new, changed or gone. */
  readonly changed: readonly [entries: readonly HistoryEntry[]];
  /** The storage failed at something. The history goes on in memory. */
  readonly error: readonly [error: unknown];
};

const ENTRIES_MAX = 10_000;
/** How often a call that is on is looked at, and stored with the time it has taken. */
const LOOK_EVERY_MS = 2_000;

/**
 * The history of `client` from now on, and what `storage` kept from before.
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
    const message = `Cannot createHistory: entriesMax must be a whole number from 1 to ${ENTRIES_MAX}.`;
    throw new InvitationError("invalid-option", message, { operation: "createHistory" });
  }
  return new History(client, { storage, entriesMax, clock });
}

/** An invitation that is open. */
interface Open {
  readonly invitation: LocalInvitation | RemoteInvitation;
  readonly started: HistoryEntry;
}

/** Entries that are to be taken out, and the keys of those that the storage is to take out with them. */
interface Drop {
  isMeant(entry: HistoryEntry): boolean;
  readonly keys: string[];
}

/** The calls of one client, out and in. Made by {@link createHistory}. */
export class History extends ObservableEmitter<readonly HistoryEntry[], HistoryEvents> {
  /** Resolves when what was stored is in `entries`, or could not be read. Never rejects. */
  readonly loaded: Promise<void>;
  readonly #client: InvitationClient;
  readonly #options: Required<HistoryOptions>;
  #entries: readonly HistoryEntry[] = Object.freeze([]);
  /** What the client has open now, by key, each with its entry as it began. */
  readonly #open = new Map<string, Open>();
  /** The calls that are on, by key, each as it was at the last look. */
  readonly #calls = new Map<string, HistoryEntry>();
  #callOff: () => void = () => {};
  /** What was to be taken out while what is stored was not read; undefined since it is. */
  #drops: Drop[] | undefined = [];
  /** What the storage is asked for, one after the other. */
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

  /** The entries, the latest first, frozen. The same array until something changes; `changed` fires with each new one. */
  get entries(): readonly HistoryEntry[] {
    return this.#entries;
  }

  /** The {@link entries}: what every observable object calls its snapshot. */
  get snapshot(): readonly HistoryEntry[] {
    return this.#entries;
  }

  /**
   * Takes one entry out. One that is open, or whose call is on, comes back when that ends. Resolves when the storage has done
   * so too; never rejects.
   */
  remove(entry: EntryKey): Promise<void> {
    return this.#drop((one) => keyOf(one) === keyOf(entry));
  }

  /** Takes all entries out. Resolves when the storage has done so too; never rejects. */
  clear(): Promise<void> {
    return this.#drop(() => true);
  }

  /** Watches the client no longer: after `client.close()`, which ends what is open. Resolves when everything is stored; never rejects. */
  close(): Promise<void> {
    // What ended just now is told in a moment only, and nobody listens then.
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

  /** What is new among the open invitations and the calls of the client, and which calls are over. */
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
      // Its end is written down before its call is: a page that goes in between must not leave a call that nobody answered.
      const { outcome } = invitation.snapshot;
      if (outcome !== undefined && this.#open.has(key)) this.#end(key, outcome);
      this.#calls.set(key, this.#find(key) ?? createEntry(invitation, this.#nowMs));
      this.#seeCall(key, false);
    }
    if (over.length + begun.length > 0) this.#beat();
  };

  #watch(key: string, invitation: LocalInvitation | RemoteInvitation): void {
    const started = createEntry(invitation, this.#nowMs);
    this.#open.set(key, { invitation, started });
    this.#put(started);
    void (invitation.outcome as Promise<NonNullable<HistoryEntry["outcome"]>>).then((outcome) => {
      // It was missed, or nobody watches any more.
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
    // Its words may be others by now (rule R16.5).
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

  /** Looks at the calls that are on, again and again: a page that crashes tells nobody when. */
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

  /** Puts an entry in place of the one with its key, which tells when it started: a reload does not make two calls of one. */
  #put(entry: HistoryEntry): void {
    const before = this.#find(keyOf(entry));
    const kept = before ? Object.freeze({ ...entry, startedAtMs: before.startedAtMs }) : entry;
    this.#change([...this.#entries.filter((one) => one !== before), kept]);
    void this.#store(() => this.#options.storage.put(kept));
  }

  /** Reads what is stored, once. */
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
      // If it could not be so far: what is not read is not known to be meant.
      await this.#read().finally(() => storage.delete(keys));
    });
  }

  /** Sets the entries: the latest first, at most as many as may be. */
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
