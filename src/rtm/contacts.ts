// The channels to other users, for messages and online status. A channel is opened when it is needed, and closed when
// it is no longer used. This file knows nothing of what the channels carry.
import type {
  Channel,
  Clock,
  Limits,
  Standing,
  Transport,
  TransportEvents,
  TransportState,
} from "../index.ts";
import type { PeerId } from "./network.ts";

/** How long a channel may take to open in ms, whichever side opens it. */
const OPEN_TIMEOUT_MS = 10_000;
/** How long a channel that we opened may be unused before it is closed, in ms. */
const IDLE_MS = 60_000;
/** How long a peer that was found absent counts as absent, in ms. */
const ABSENT_MS = 2_000;
/**
 * How many channels others may open to us: one user, and all together. One more channel of the same user is closed at
 * once. One more of all replaces the channel that a stranger has left unused the longest; a stranger here is a user to
 * whom we have neither a channel of ours nor a subscription.
 */
const THEIRS_MAX = { ofOne: 5, inAll: 100 } as const;
/** How many users that we tried to reach are remembered. They are no strangers to the transport. */
const KNOWN_MAX = 10_000;

/** The events of contacts. */
interface ContactEvents {
  text(peer: PeerId, text: unknown): void;
  /** The connection to `peer` is open, may be dead, or is closed. */
  changed(peer: PeerId, how: "open" | "doubted" | "closed"): void;
}

/** All channels with one other peer. */
interface Contact {
  /** The open channels, by either side. */
  readonly open: Set<Channel>;
  /** The channels we opened. */
  readonly ours: Set<Channel>;
  /** The channels the other side opened, which the other side closes. */
  readonly theirs: Set<Channel>;
  dialing: Promise<boolean> | undefined;
  /** Whether our channel stays open without being used. */
  isKept: boolean;
  callOffIdle: () => void;
}

/** The parts contacts are made of. */
export interface ContactParts {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Among them how many connections strangers may have, callers and writers together. */
  readonly limits: Limits;
  readonly events: ContactEvents;
}

/** The contacts of one user. */
export class Contacts {
  readonly #parts: ContactParts;
  readonly #contacts = new Map<PeerId, Contact>();
  /** The channels that others opened, each with the time of its last use, the last used at the end. */
  readonly #theirs = new Map<Channel, number>();
  /** The channels that are neither open nor given up, each as a function that stops waiting for it. */
  readonly #attempts = new Set<() => void>();
  /** The peers that we tried to reach, the oldest first. */
  readonly #known = new Set<PeerId>();
  /** The peers that could not be reached, each with the time: only those of the last {@link ABSENT_MS}. */
  readonly #absent = new Map<PeerId, number>();
  #state: TransportState = "connecting";

  constructor(parts: ContactParts) {
    this.#parts = parts;
    const events: TransportEvents = {
      changed: (state) => {
        this.#state = state;
      },
      failed: () => {},
      standingOf: (peer) => this.#standingOf(peer),
      turnedAway: (_, why) => {
        if (why === "connectionsCrowded") this.#makeRoom();
      },
      incoming: (channel) => this.#receive(channel),
      posted: () => {},
      absent: () => {},
    };
    parts.transport.start(events, parts.limits);
  }

  /** Whether our own connection is up. Only then does a failure to reach a peer say something about that peer. */
  get isOnline(): boolean {
    return this.#state === "online";
  }

  /** Whether a channel to `peer` is open. */
  isOpen(peer: PeerId): boolean {
    return (this.#contacts.get(peer)?.open.size ?? 0) > 0;
  }

  /** Tries to open a channel to `peer` if none is open. Resolves with whether one is open. */
  reach(peer: PeerId): Promise<boolean> {
    this.#know(peer);
    const contact = this.#contactOf(peer);
    if (contact.open.size > 0) return Promise.resolve(true);
    contact.dialing ??= this.#attach(this.#parts.transport.connect(peer), "ours").then(() => {
      contact.dialing = undefined;
      this.#forget(peer);
      // The channel may have closed again by now, or another may have opened.
      const isOpen = this.isOpen(peer);
      if (!isOpen && this.isOnline) this.#missed(peer);
      return isOpen;
    });
    return contact.dialing;
  }

  /** Like {@link reach}, but a peer that was found absent a moment ago still counts as absent. */
  find(peer: PeerId): Promise<boolean> {
    return this.#wasAbsent(peer) ? Promise.resolve(false) : this.reach(peer);
  }

  /** Something other than its channels shows that `peer` is online. */
  noticed(peer: PeerId): void {
    this.#absent.delete(peer);
  }

  /**
   * Sends `text` to `peer` if a channel is open, on the newest one: an older channel may belong to a page that crashed.
   */
  say(peer: PeerId, text: string): void {
    const channel = [...this.#contactOf(peer).open].at(-1);
    channel?.send(text);
    this.#touch(peer);
  }

  /** Sets whether the channel to `peer` stays open without being used. Default false. */
  keep(peer: PeerId, isKept: boolean): void {
    this.#contactOf(peer).isKept = isKept;
    this.#touch(peer);
  }

  /** Closes every channel. Resolves when what was sent has had its chance to go out. */
  stop(): Promise<void> {
    for (const { callOffIdle } of this.#contacts.values()) callOffIdle();
    this.#contacts.clear();
    for (const giveUp of this.#attempts) giveUp();
    return this.#parts.transport.stop();
  }

  #know(peer: PeerId): void {
    this.#known.delete(peer);
    this.#known.add(peer);
    const [oldest] = this.#known;
    if (this.#known.size > KNOWN_MAX && oldest !== undefined) this.#known.delete(oldest);
  }

  /** To the transport, a user is known if we have tried to reach it or are subscribed to it. */
  #standingOf(peer: PeerId): Standing {
    return this.#known.has(peer) || this.#contacts.get(peer)?.isKept === true ? "known" : "stranger";
  }

  #missed(peer: PeerId): void {
    const nowMs = this.#parts.clock.nowMs();
    for (const [other, atMs] of this.#absent) if (nowMs - atMs >= ABSENT_MS) this.#absent.delete(other);
    this.#absent.set(peer, nowMs);
  }

  #wasAbsent(peer: PeerId): boolean {
    const atMs = this.#absent.get(peer);
    return atMs !== undefined && this.#parts.clock.nowMs() - atMs < ABSENT_MS;
  }

  #receive(channel: Channel): void {
    this.noticed(channel.peer);
    const { theirs } = this.#contactOf(channel.peer);
    if (theirs.size < THEIRS_MAX.ofOne && this.#hasRoom()) {
      this.#theirs.set(channel, this.#parts.clock.nowMs());
      void this.#attach(channel, "theirs");
    } else channel.close();
    this.#forget(channel.peer);
  }

  /** Whether one more channel may be opened to us. May close a stranger's idle channel to make room. */
  #hasRoom(): boolean {
    if (this.#theirs.size < THEIRS_MAX.inAll) return true;
    for (const channel of this.#theirs.keys()) {
      const { ours, isKept } = this.#contactOf(channel.peer);
      if (ours.size > 0 || isKept) continue;
      this.#close(channel);
      return true;
    }
    return false;
  }

  /**
   * The transport turned a stranger away, because strangers have all of their connections. The one that has been unused the
   * longest makes room, if it has had its time, so that they take turns.
   */
  #makeRoom(): void {
    const [idlest] = [...this.#theirs].filter(([{ peer }]) => this.#standingOf(peer) === "stranger");
    if (idlest === undefined) return;
    const [channel, usedAtMs] = idlest;
    if (usedAtMs <= this.#parts.clock.nowMs() - IDLE_MS) this.#close(channel);
  }

  /** Adds `channel`. Resolves when it opened, closed, or did neither in time. */
  #attach(channel: Channel, whose: "ours" | "theirs"): Promise<void> {
    const { clock, events } = this.#parts;
    const { peer } = channel;
    this.#contactOf(peer)[whose].add(channel);
    return new Promise((resolve) => {
      const settle = (): void => {
        callOff();
        this.#attempts.delete(settle);
        resolve();
      };
      const callOff = clock.schedule(clock.nowMs() + OPEN_TIMEOUT_MS, () => {
        settle();
        this.#close(channel);
      });
      this.#attempts.add(settle);
      channel.start({
        opened: () => {
          this.#contactOf(peer).open.add(channel);
          this.noticed(peer);
          this.#touch(peer);
          settle();
          events.changed(peer, "open");
        },
        text: (text) => {
          if (this.#theirs.delete(channel)) this.#theirs.set(channel, clock.nowMs());
          this.#touch(peer);
          events.text(peer, text);
        },
        doubted: () => events.changed(peer, "doubted"),
        closed: () => {
          settle();
          this.#remove(channel);
        },
      });
    });
  }

  #close(channel: Channel): void {
    channel.close();
    this.#remove(channel);
  }

  #remove(channel: Channel): void {
    const { peer } = channel;
    const { open, ours, theirs } = this.#contactOf(peer);
    const wasOpen = open.delete(channel);
    ours.delete(channel);
    theirs.delete(channel);
    this.#theirs.delete(channel);
    if (wasOpen && open.size === 0) this.#parts.events.changed(peer, "closed");
    this.#forget(peer);
  }

  /** Postpones the closing of the channels we opened to `peer`. */
  #touch(peer: PeerId): void {
    const { clock } = this.#parts;
    const contact = this.#contactOf(peer);
    contact.callOffIdle();
    contact.callOffIdle = () => {};
    if (contact.isKept || contact.ours.size === 0) return this.#forget(peer);
    contact.callOffIdle = clock.schedule(clock.nowMs() + IDLE_MS, () => {
      for (const channel of contact.ours) this.#close(channel);
    });
  }

  #contactOf(peer: PeerId): Contact {
    const known = this.#contacts.get(peer);
    if (known !== undefined) return known;
    const contact: Contact = {
      open: new Set(),
      ours: new Set(),
      theirs: new Set(),
      dialing: undefined,
      isKept: false,
      callOffIdle: () => {},
    };
    this.#contacts.set(peer, contact);
    return contact;
  }

  /** Forgets a contact without channel or purpose, because strangers come and go. */
  #forget(peer: PeerId): void {
    const { ours, theirs, isKept, dialing, callOffIdle } = this.#contactOf(peer);
    if (ours.size > 0 || theirs.size > 0 || isKept || dialing !== undefined) return;
    callOffIdle();
    this.#contacts.delete(peer);
  }
}
