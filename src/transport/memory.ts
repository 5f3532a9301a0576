// A network in memory, for tests: peers, channels, and a broker that can be switched off. A carrier decides how and
// when cargo arrives; the default one delivers everything at once, in order.
import { isPeerId, PEER_ID_RULE, type PeerId } from "../core/wire/ids.ts";
import type { Channel, ChannelEvents, Transport, TransportEvents } from "./transport.ts";

/** A network that peers of a test join. */
export interface MemoryNetwork {
  /**
   * Makes a peer's end of the network, for `createInvitationClient`. @throws TypeError if the id is taken or not valid
   */
  join(id: string): Transport;
  /** Whether the broker introduces peers. Open channels stay open. Default true. */
  setBroker(online: boolean): void;
  /** Closes every channel between two peers, like a network failure that both ends notice. */
  cut(a: string, b: string): void;
  /** Takes a peer off the network like a crash: no channel is closed, and no peer is told. Its id is free again. */
  crash(id: string): void;
  /** The number of channels that are open now at either end. */
  readonly openChannels: number;
}

/**
 * What crosses the network. An introduction, a post, and the word to its sender that the addressee is absent go by the
 * broker. The others are events on a channel.
 */
export interface Cargo {
  readonly kind: "introduction" | "post" | "absent" | "opened" | "text" | "closed";
  readonly from: PeerId;
  readonly to: PeerId;
  /** One object for each channel, the same at both ends. Undefined for what goes by the broker. */
  readonly channel: object | undefined;
  /** Delivers it. */
  readonly deliver: () => void;
}

/**
 * Decides when to call `cargo.deliver`: once, later, several times or never. It MUST NOT be called before `carry`
 * returns.
 */
export type Carrier = (cargo: Cargo) => void;

/** A new network without peers. */
export function createMemoryNetwork(
  carry: Carrier = ({ deliver }) => queueMicrotask(deliver),
): MemoryNetwork {
  return new Network(carry);
}

class Network implements MemoryNetwork {
  readonly #peers = new Map<PeerId, MemoryTransport>();
  readonly #open = new Set<MemoryChannel>();
  readonly carry: Carrier;
  online = true;

  constructor(carry: Carrier) {
    this.carry = carry;
  }

  join(id: string): Transport {
    if (!isPeerId(id)) throw new TypeError(`Cannot join as "${id}": a peer id is ${PEER_ID_RULE}.`);
    if (this.#peers.has(id)) throw new TypeError(`Cannot join as "${id}": this id is taken.`);
    const transport = new MemoryTransport(this, id);
    this.#peers.set(id, transport);
    return transport;
  }

  leave(transport: MemoryTransport): void {
    if (this.#peers.get(transport.id) === transport) this.#peers.delete(transport.id);
  }

  setBroker(online: boolean): void {
    this.online = online;
    for (const transport of this.#peers.values()) transport.report();
  }

  cut(a: string, b: string): void {
    for (const channel of [...this.#open]) {
      const { self, peer } = channel;
      if ((self === a && peer === b) || (self === b && peer === a)) channel.end("closed");
    }
  }

  crash(id: string): void {
    const transport = this.#peers.get(id as PeerId);
    if (transport === undefined) return;
    transport.events = undefined;
    this.leave(transport);
    for (const channel of [...transport.channels]) channel.silence();
  }

  get openChannels(): number {
    return this.#open.size;
  }

  /** Introduces a dialing channel to its peer, or tells it that there is none. */
  introduce(channel: MemoryChannel): void {
    // A page that crashed no longer dials.
    if (channel.ended || channel.owner.events === undefined) return;
    const callee = this.#peers.get(channel.peer);
    if (!this.online || callee?.events === undefined) return channel.end(this.online ? "absent" : "closed");
    // A refused peer is not told.
    if (callee.events.standingOf(channel.self) === "refused") {
      return callee.events.turnedAway?.(channel.self, "connectionsRefused");
    }
    const far = new MemoryChannel(this, callee, channel.self);
    far.join(channel);
    callee.events.incoming(far);
    for (const end of [far, channel]) {
      const { self: to, peer: from, pair } = end;
      this.carry({ kind: "opened", from, to, channel: pair, deliver: () => this.opened(end) });
    }
  }

  /** Delivers a post, or tells its sender that the addressee is absent. */
  deliverPost(sender: MemoryTransport, peer: PeerId, text: string): void {
    if (!this.online) return;
    const addressee = this.#peers.get(peer);
    if (addressee?.events !== undefined) return addressee.events.posted(sender.id, text);
    const deliver = (): void => {
      if (this.online) sender.events?.absent(peer);
    };
    this.carry({ kind: "absent", from: peer, to: sender.id, channel: undefined, deliver });
  }

  opened(channel: MemoryChannel): void {
    if (channel.ended || this.#open.has(channel)) return;
    this.#open.add(channel);
    channel.open();
  }

  forget(channel: MemoryChannel): void {
    this.#open.delete(channel);
  }
}

class MemoryTransport implements Transport {
  readonly id: PeerId;
  readonly network: Network;
  readonly channels = new Set<MemoryChannel>();
  events: TransportEvents | undefined;

  constructor(network: Network, id: PeerId) {
    this.network = network;
    this.id = id;
  }

  start(events: TransportEvents): void {
    this.events = events;
    this.report();
  }

  connect(peer: PeerId): Channel {
    const channel = new MemoryChannel(this.network, this, peer);
    const deliver = (): void => this.network.introduce(channel);
    this.network.carry({ kind: "introduction", from: this.id, to: peer, channel: undefined, deliver });
    return channel;
  }

  post(peer: PeerId, text: string): void {
    if (this.events === undefined || !this.network.online) return;
    const deliver = (): void => this.network.deliverPost(this, peer, text);
    this.network.carry({ kind: "post", from: this.id, to: peer, channel: undefined, deliver });
  }

  async stop(): Promise<void> {
    this.events = undefined;
    this.network.leave(this);
    for (const channel of this.channels) channel.close();
  }

  report(): void {
    this.events?.changed(this.network.online ? "online" : "offline", this.id);
  }
}

class MemoryChannel implements Channel {
  readonly owner: MemoryTransport;
  readonly peer: PeerId;
  readonly #network: Network;
  #other: MemoryChannel | undefined;
  #events: ChannelEvents | undefined;
  #isOpen = false;
  /** Shared by both ends. */
  pair: object | undefined;
  ended = false;

  constructor(network: Network, owner: MemoryTransport, peer: PeerId) {
    this.#network = network;
    this.owner = owner;
    this.peer = peer;
    owner.channels.add(this);
  }

  get self(): PeerId {
    return this.owner.id;
  }

  start(events: ChannelEvents): void {
    this.#events = events;
  }

  join(other: MemoryChannel): void {
    this.#other = other;
    other.#other = this;
    this.pair = {};
    other.pair = this.pair;
  }

  send(text: string): void {
    const other = this.#other;
    if (this.#isOpen && other !== undefined) this.#carry("text", () => other.#hear(text));
  }

  close(): void {
    if (this.ended) return;
    const other = this.#other;
    this.#events = undefined;
    this.end("closed");
    if (other !== undefined) this.#carry("closed", () => other.end("closed"));
  }

  open(): void {
    this.#isOpen = true;
    this.#events?.opened();
  }

  /** Ends this side and reports that to its own events. */
  end(why: "closed" | "absent"): void {
    const events = this.#events;
    this.silence();
    events?.closed(why);
  }

  /** Ends this side without reporting it. */
  silence(): void {
    this.ended = true;
    this.#isOpen = false;
    this.#events = undefined;
    this.owner.channels.delete(this);
    this.#network.forget(this);
  }

  /**
   * A text that arrives before this side knows that the channel is open proves that it is, so the channel opens first.
   */
  #hear(text: string): void {
    if (!this.ended && !this.#isOpen) this.#network.opened(this);
    this.#events?.text(text);
  }

  #carry(kind: "text" | "closed", deliver: () => void): void {
    this.#network.carry({ kind, from: this.self, to: this.peer, channel: this.pair, deliver });
  }
}
