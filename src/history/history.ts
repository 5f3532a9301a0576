// The list of calls: watches a client, keeps an entry of every invitation, and has a storage keep what outlives the page.
import { Emitter } from "../client/emitter.ts";
import {
  type InvitationClient,
  type InvitationClientSnapshot,
  InvitationError,
  type LocalInvitation,
  type RemoteInvitation,
} from "../index.ts";
import { createEntry, endEntry, type HistoryEntry, keyOf, recallEntry } from "./entry.ts";
import { createMemoryHistoryStorage, type HistoryStorage } from "./storage.ts";

/** Options of {@link createHistory}; all may be left out. */
export interface HistoryOptions {
  /** Where it outlives the page: `createIndexedDbStorage` in a browser. Default: nowhere. */
  readonly storage?: HistoryStorage;
  /** How many entries are kept, 1 to 10 000; the oldest go first. Default 200. */
  readonly entriesMax?: number;
  /** The time, in ms since 1970. Default `Date.now`. */
  readonly nowMs?: () => number;
}

/** The events of a {@link History}, each with its listener's parameters. */
export type HistoryEvents = {
  /** An entry is new, changed or gone. */
  readonly stateChanged: readonly [entries: readonly HistoryEntry[]];
  /** The storage failed at something. The history goes on in memory. */
  readonly error: readonly [error: unknown];
};

const ENTRIES_MAX = 10_000;

/**
 * The history of `client` from now on, and what `storage` kept from before.
 * @throws InvitationError `invalid-option`
 */
export function createHistory(client: InvitationClient, options: HistoryOptions = {}): History {
  const { storage = createMemoryHistoryStorage(), entriesMax = 200, nowMs = Date.now } = options;
  if (!Number.isInteger(entriesMax) || entriesMax < 1 || entriesMax > ENTRIES_MAX) {
    const message = `Cannot createHistory: entriesMax must be a whole number from 1 to ${ENTRIES_MAX}.`;
    throw new InvitationError("invalid-option", message, { operation: "createHistory" });
  }
  return new History(client, { storage, entriesMax, nowMs });
}

/** The calls of one client, out and in. Made by {@link createHistory}. */
export class History extends Emitter<HistoryEvents> {
  /** Resolves when what was stored is in `entries`, or could not be read. Never rejects. */
  readonly loaded: Promise<void>;
  readonly #client: InvitationClient;
  readonly #options: Required<HistoryOptions>;
  #entries: readonly HistoryEntry[] = Object.freeze([]);
  /** Keys of what the client has open now. */
  readonly #open = new Set<string>();
  /** What the storage is asked for, one after the other. */
  #storing: Promise<void> = Promise.resolve();

  /** @internal */
  constructor(client: InvitationClient, options: Required<HistoryOptions>) {
    super();
    this.#client = client;
    this.#options = options;
    this.loaded = this.#store(async () => this.#recall(await options.storage.load()));
    client.on("stateChanged", this.#look);
    this.#look(client.snapshot);
  }

  /** The entries, the latest first, frozen. The same array until something changes; `stateChanged` fires with each new one. */
  get entries(): readonly HistoryEntry[] {
    return this.#entries;
  }

  /** Takes one entry out. One that is open comes back when it ends. Resolves when the storage has done so too; never rejects. */
  remove(entry: Pick<HistoryEntry, "role" | "peer" | "id">): Promise<void> {
    return this.#drop((one) => keyOf(one) === keyOf(entry));
  }

  /** Takes all entries out. Resolves when the storage has done so too; never rejects. */
  clear(): Promise<void> {
    return this.#drop(() => true);
  }

  /** Watches the client no longer. Resolves when everything is stored; never rejects. */
  close(): Promise<void> {
    this.#client.off("stateChanged", this.#look);
    return this.#storing;
  }

  readonly #look = ({ invitations }: InvitationClientSnapshot): void => {
    for (const invitation of invitations) {
      const key = keyOf(pick(invitation));
      if (!this.#open.has(key)) this.#watch(key, invitation);
    }
  };

  #watch(key: string, invitation: LocalInvitation | RemoteInvitation): void {
    this.#open.add(key);
    const { nowMs } = this.#options;
    const started = createEntry(invitation.snapshot, nowMs());
    this.#put(started);
    void (invitation.outcome as Promise<NonNullable<HistoryEntry["outcome"]>>).then((outcome) => {
      this.#open.delete(key);
      const entry = this.#entries.find((one) => keyOf(one) === key) ?? started;
      this.#put(endEntry(entry, outcome, nowMs()));
    });
  }

  /** Puts an entry in place of the one with its key, which tells when it started: a reload does not make two calls of one. */
  #put(entry: HistoryEntry): void {
    const key = keyOf(entry);
    const before = this.#entries.find((one) => keyOf(one) === key);
    const kept = before ? Object.freeze({ ...entry, startedAtMs: before.startedAtMs }) : entry;
    this.#change([...this.#entries.filter((one) => one !== before), kept]);
    void this.#store(() => this.#options.storage.put(kept));
  }

  #recall(stored: readonly HistoryEntry[]): void {
    if (stored.length === 0) return;
    const known = new Map(this.#entries.map((entry) => [keyOf(entry), entry]));
    const recalled = stored.map((entry) => {
      const now = known.get(keyOf(entry));
      known.delete(keyOf(entry));
      return now ? Object.freeze({ ...now, startedAtMs: entry.startedAtMs }) : recallEntry(entry);
    });
    this.#change([...recalled, ...known.values()]);
  }

  #drop(isMeant: (entry: HistoryEntry) => boolean): Promise<void> {
    const gone = this.#entries.filter(isMeant).map(keyOf);
    if (gone.length > 0) this.#change(this.#entries.filter((entry) => !isMeant(entry)));
    return this.#store(() => this.#options.storage.delete(gone));
  }

  /** Sets the entries: the latest first, and no more than may be. */
  #change(entries: readonly HistoryEntry[]): void {
    const sorted = entries.toSorted((a, b) => b.startedAtMs - a.startedAtMs);
    const { entriesMax, storage } = this.#options;
    const old = sorted.splice(entriesMax).map(keyOf);
    this.#entries = Object.freeze(sorted);
    if (old.length > 0) void this.#store(() => storage.delete(old));
    this.fire("stateChanged", this.#entries);
  }

  #store(act: () => Promise<void>): Promise<void> {
    this.#storing = this.#storing.then(act).catch((error: unknown) => this.fire("error", error));
    return this.#storing;
  }
}

function pick(invitation: LocalInvitation | RemoteInvitation): Pick<HistoryEntry, "role" | "peer" | "id"> {
  const { id, role } = invitation;
  return { id, role, peer: invitation.role === "local" ? invitation.callee : invitation.caller };
}
