// The channels to other users that messages and online status use: opens one when it is wanted, and closes it when it is not
// any more. Knows nothing of what goes over them.
import type { Channel, Clock, Transport } from "../index.ts";
import type { PeerId } from "./network.ts";

/** How long an attempt to open a channel may take. */
const DIAL_TIMEOUT_MS = 10_000;
/** A channel of ours that nobody used for so long is closed. */
const IDLE_MS = 60_000;

/** What contacts tell. */
interface ContactEvents {
  text(peer: PeerId, text: unknown): void;
  /** The way to `peer` is open, may be dead, or is closed. */
  changed(peer: PeerId, how: "open" | "doubted" | "closed"): void;
}

/** All channels with one other peer. */
interface Contact {
  /** The open ones, whoever opened them. */
  readonly open: Set<Channel>;
  /** Those we opened: the other side's are its own business. */
  readonly ours: Set<Channel>;
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
  /** The attempts that are neither open nor given up, by how to end each. */
  readonly #attempts = new Set<(isOpen: boolean) => void>();

  constructor(parts: ContactParts) {
    this.#parts = parts;
    parts.transport.start({
      stateChanged: () => {},
      failed: () => {},
      incoming: (channel) => this.#attach(channel, () => {}),
    });
  }

  /** Resolves to whether a channel to `peer` is open, after trying to open one if none is. */
  reach(peer: PeerId): Promise<boolean> {
    const contact = this.#contactOf(peer);
    if (contact.open.size > 0) return Promise.resolve(true);
    contact.dialing ??= this.#dial(peer, contact).then((isOpen) => {
      contact.dialing = undefined;
      const isReached = isOpen || contact.open.size > 0;
      this.#forget(peer);
      return isReached;
    });
    return contact.dialing;
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
    for (const settle of this.#attempts) settle(false);
    for (const { callOffIdle } of this.#contacts.values()) callOffIdle();
    this.#contacts.clear();
    return this.#parts.transport.stop();
  }

  #dial(peer: PeerId, contact: Contact): Promise<boolean> {
    const { transport, clock } = this.#parts;
    return new Promise((resolve) => {
      const channel = transport.connect(peer);
      const settle = (isOpen: boolean): void => {
        callOff();
        this.#attempts.delete(settle);
        resolve(isOpen);
      };
      const callOff = clock.schedule(clock.nowMs() + DIAL_TIMEOUT_MS, () => {
        channel.close();
        contact.ours.delete(channel);
        settle(false);
      });
      this.#attempts.add(settle);
      contact.ours.add(channel);
      this.#attach(channel, settle);
    });
  }

  #attach(channel: Channel, settle: (isOpen: boolean) => void): void {
    const { peer } = channel;
    const { events } = this.#parts;
    channel.start({
      opened: () => {
        this.#contactOf(peer).open.add(channel);
        this.#touch(peer);
        settle(true);
        events.changed(peer, "open");
      },
      text: (text) => {
        this.#touch(peer);
        events.text(peer, text);
      },
      doubted: () => events.changed(peer, "doubted"),
      closed: () => {
        const contact = this.#contactOf(peer);
        const wasOpen = contact.open.delete(channel);
        contact.ours.delete(channel);
        settle(false);
        if (wasOpen && contact.open.size === 0) events.changed(peer, "closed");
        this.#forget(peer);
      },
    });
  }

  /** Puts off the closing of what we opened to `peer`. */
  #touch(peer: PeerId): void {
    const { clock } = this.#parts;
    const contact = this.#contactOf(peer);
    contact.callOffIdle();
    contact.callOffIdle = () => {};
    if (contact.isKept || contact.ours.size === 0) return this.#forget(peer);
    contact.callOffIdle = clock.schedule(clock.nowMs() + IDLE_MS, () => {
      for (const channel of contact.ours) {
        channel.close();
        contact.open.delete(channel);
      }
      contact.ours.clear();
      this.#forget(peer);
    });
  }

  #contactOf(peer: PeerId): Contact {
    const known = this.#contacts.get(peer);
    if (known !== undefined) return known;
    const contact: Contact = {
      open: new Set(),
      ours: new Set(),
      dialing: undefined,
      isKept: false,
      callOffIdle: () => {},
    };
    this.#contacts.set(peer, contact);
    return contact;
  }

  /** Strangers come and go: what has no channel and no purpose is not remembered. */
  #forget(peer: PeerId): void {
    const contact = this.#contactOf(peer);
    if (contact.open.size > 0 || contact.ours.size > 0 || contact.isKept || contact.dialing !== undefined)
      return;
    contact.callOffIdle();
    this.#contacts.delete(peer);
  }
}
