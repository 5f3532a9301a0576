// The channels to other users that messages and online status use: opens one when it is wanted, and closes it when it is not
// any more. Knows nothing of what goes over them.
import type { Channel, Clock, Transport, TransportState } from "../index.ts";
import type { PeerId } from "./network.ts";

/** How long a channel may take to open, whichever side opens it. */
const OPEN_TIMEOUT_MS = 10_000;
/** A channel of ours that nobody used for so long is closed. */
const IDLE_MS = 60_000;
/** How long it is taken for granted that a peer is absent which was found to be so. */
const ABSENT_MS = 2_000;
/**
 * How many channels others may have opened to us: one user, and all together. One more of one user is closed at once. One more of
 * all takes the place of the one that a stranger has left unused for the longest time: of a user to whom nothing leads from here.
 */
const THEIRS_MAX = { ofOne: 5, inAll: 100 } as const;

/** What contacts tell. */
interface ContactEvents {
  text(peer: PeerId, text: unknown): void;
  /** The way to `peer` is open, may be dead, or is closed. */
  changed(peer: PeerId, how: "open" | "doubted" | "closed"): void;
}

/** All channels with one other peer. */
interface Contact {
  /** The open ones, by either side. */
  readonly open: Set<Channel>;
  /** Those we opened. */
  readonly ours: Set<Channel>;
  /** Those the other side opened: when they are closed is its own business. */
  readonly theirs: Set<Channel>;
  dialing: Promise<boolean> | undefined;
  /** Whether it stays open without being used. */
  isKept: boolean;
  callOffIdle: () => void;
}

/** What contacts are made with. */
export interface ContactParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly events: ContactEvents;
}

/** The contacts of one user. */
export class Contacts {
  readonly #parts: ContactParts;
  readonly #contacts = new Map<PeerId, Contact>();
  /** The channels that others opened, the one that was used last at the end. */
  readonly #theirs = new Set<Channel>();
  /** The channels that are neither open nor given up, by how to stop waiting for each. */
  readonly #attempts = new Set<() => void>();
  /** The peers that could not be reached, by when: only those of the last {@link ABSENT_MS}. */
  readonly #absent = new Map<PeerId, number>();
  #state: TransportState = "connecting";

  constructor(parts: ContactParts) {
    this.#parts = parts;
    parts.transport.start({
      changed: (state) => {
        this.#state = state;
      },
      failed: () => {},
      incoming: (channel) => this.#receive(channel),
    });
  }

  /** Whether our own connection is there: only then does it say something of a peer that it cannot be reached. */
  get isOnline(): boolean {
    return this.#state === "online";
  }

  /** Whether a channel to `peer` is open. */
  isOpen(peer: PeerId): boolean {
    return (this.#contacts.get(peer)?.open.size ?? 0) > 0;
  }

  /** Resolves to whether a channel to `peer` is open, after trying to open one if none is. */
  reach(peer: PeerId): Promise<boolean> {
    const contact = this.#contactOf(peer);
    if (contact.open.size > 0) return Promise.resolve(true);
    contact.dialing ??= this.#attach(this.#parts.transport.connect(peer), "ours").then(() => {
      contact.dialing = undefined;
      this.#forget(peer);
      // It may have closed again by now, or another have opened.
      const isOpen = this.isOpen(peer);
      if (!isOpen && this.isOnline) this.#missed(peer);
      return isOpen;
    });
    return contact.dialing;
  }

  /** {@link reach}, but for a peer that was found to be absent a moment ago: that still counts. */
  find(peer: PeerId): Promise<boolean> {
    return this.#wasAbsent(peer) ? Promise.resolve(false) : this.reach(peer);
  }

  /** `peer` is there, as something other than its channels says. */
  noticed(peer: PeerId): void {
    this.#absent.delete(peer);
  }

  /** Sends `text` to `peer`, if a channel is open: on the newest, for an older one may be that of a page that crashed. */
  say(peer: PeerId, text: string): void {
    const channel = [...this.#contactOf(peer).open].at(-1);
    channel?.send(text);
    this.#touch(peer);
  }

  /** Whether the way to `peer` stays open without being used. Default false. */
  keep(peer: PeerId, isKept: boolean): void {
    this.#contactOf(peer).isKept = isKept;
    this.#touch(peer);
  }

  /** Closes every channel; resolves when what was said has had its chance to go out. */
  stop(): Promise<void> {
    for (const { callOffIdle } of this.#contacts.values()) callOffIdle();
    this.#contacts.clear();
    for (const giveUp of this.#attempts) giveUp();
    return this.#parts.transport.stop();
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
      this.#theirs.add(channel);
      void this.#attach(channel, "theirs");
    } else channel.close();
    this.#forget(channel.peer);
  }

  /** Whether one more may open a channel to us, after a stranger's that is idle made room for it. */
  #hasRoom(): boolean {
    if (this.#theirs.size < THEIRS_MAX.inAll) return true;
    for (const channel of this.#theirs) {
      const { ours, isKept } = this.#contactOf(channel.peer);
      if (ours.size > 0 || isKept) continue;
      this.#close(channel);
      return true;
    }
    return false;
  }

  /** Takes `channel` in. Resolves when it opened, closed, or did neither in time. */
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
          if (this.#theirs.delete(channel)) this.#theirs.add(channel);
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

  /** Puts off the closing of what we opened to `peer`. */
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

  /** Strangers come and go: what has no channel and no purpose is not remembered. */
  #forget(peer: PeerId): void {
    const { ours, theirs, isKept, dialing, callOffIdle } = this.#contactOf(peer);
    if (ours.size > 0 || theirs.size > 0 || isKept || dialing !== undefined) return;
    callOffIdle();
    this.#contacts.delete(peer);
  }
}
