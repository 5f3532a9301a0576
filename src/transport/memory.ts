// A network in memory, for tests: peers, channels and a broker that can be switched off, delivering on microtasks.
import type { PeerId } from "../core/ids.ts";
import { isPeerId, PEER_ID_RULE } from "../core/ids.ts";
import type { Channel, ChannelEvents, Transport, TransportEvents, TransportState } from "./transport.ts";

/** A network on which tests join peers. Nothing is lost on it unless the test says so. */
export interface MemoryNetwork {
  /** A peer's end of the network, for `createInvitationClient`. The id must be free. */
  join(id: string): Transport;
  /** Whether the broker introduces peers. Open channels stay open. Default true. */
  setBroker(online: boolean): void;
  /** Closes every channel between two peers, as a network failure that both ends notice. */
  cut(a: string, b: string): void;
  /** How many channels are open now. */
  readonly openChannels: number;
}

/** A new network without peers. */
export function createMemoryNetwork(): MemoryNetwork {
  return new Network();
}

class Network implements MemoryNetwork {
  readonly #peers = new Map<PeerId, MemoryTransport>();
  readonly #open = new Set<MemoryChannel>();
  online = true;

  join(id: string): Transport {
    if (!isPeerId(id)) throw new TypeError(`Cannot join as "${id}": a peer id is ${PEER_ID_RULE}.`);
    if (this.#peers.has(id)) throw new TypeError(`Cannot join as "${id}": this id is taken.`);
    const transport = new MemoryTransport(this, id);
    this.#peers.set(id, transport);
    return transport;
  }

  leave(transport: MemoryTransport): void {
    this.#peers.delete(transport.id);
  }

  setBroker(online: boolean): void {
    this.online = online;
    for (const transport of this.#peers.values()) transport.report();
  }

  cut(a: string, b: string): void {
    for (const channel of this.#open) {
      if (channel.self === a && channel.peer === b) {
        channel.end("closed");
        channel.other?.end("closed");
      }
    }
  }

  get openChannels(): number {
    return this.#open.size / 2;
  }

  /** Introduces a dialing channel to its peer, or tells it that there is none. */
  introduce(channel: MemoryChannel): void {
    if (channel.ended) return;
    const callee = this.#peers.get(channel.peer);
    if (!this.online || callee?.events === undefined) return channel.end(this.online ? "absent" : "closed");
    const far = new MemoryChannel(this, callee.id, channel.self);
    callee.incoming(far);
    far.other = channel;
    channel.other = far;
    this.#open.add(far).add(channel);
    far.open();
    channel.open();
  }

  forget(channel: MemoryChannel): void {
    this.#open.delete(channel);
  }
}

class MemoryTransport implements Transport {
  readonly id: PeerId;
  readonly #network: Network;
  readonly #channels = new Set<MemoryChannel>();
  events: TransportEvents | undefined;

  constructor(network: Network, id: PeerId) {
    this.#network = network;
    this.id = id;
  }

  start(events: TransportEvents): void {
    this.events = events;
    this.report();
  }

  connect(peer: PeerId): Channel {
    const channel = new MemoryChannel(this.#network, this.id, peer);
    this.#channels.add(channel);
    queueMicrotask(() => this.#network.introduce(channel));
    return channel;
  }

  async stop(): Promise<void> {
    this.events = undefined;
    this.#network.leave(this);
    for (const channel of this.#channels) channel.close();
    await Promise.resolve();
  }

  incoming(channel: MemoryChannel): void {
    this.#channels.add(channel);
    this.events?.incoming(channel);
  }

  report(): void {
    const state: TransportState = this.#network.online ? "online" : "offline";
    this.events?.stateChanged(state, this.id);
  }
}

class MemoryChannel implements Channel {
  readonly self: PeerId;
  readonly peer: PeerId;
  other: MemoryChannel | undefined;
  readonly #network: Network;
  #events: ChannelEvents | undefined;
  #isOpen = false;
  ended = false;

  constructor(network: Network, self: PeerId, peer: PeerId) {
    this.#network = network;
    this.self = self;
    this.peer = peer;
  }

  start(events: ChannelEvents): void {
    this.#events = events;
  }

  send(text: string): void {
    const { other } = this;
    if (this.#isOpen) queueMicrotask(() => other?.receive(text));
  }

  close(): void {
    const { other } = this;
    this.#events = undefined;
    this.end("closed");
    queueMicrotask(() => other?.end("closed"));
  }

  receive(text: string): void {
    this.#events?.text(text);
  }

  open(): void {
    this.#isOpen = true;
    queueMicrotask(() => this.#events?.opened());
  }

  end(why: "closed" | "absent"): void {
    const events = this.#events;
    this.ended = true;
    this.#isOpen = false;
    this.#events = undefined;
    this.#network.forget(this);
    events?.closed(why);
  }
}
