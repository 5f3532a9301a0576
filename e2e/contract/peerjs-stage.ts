// The stage of the cases for PeerJS: Peers, transports whose reports are recorded, and channels.
import type { DataConnection, Peer } from "peerjs";
import { DEFAULT_LIMITS } from "../../src/core/wire/limits.ts";
import {
  CONNECTION_LABEL,
  createPeerJsTransport,
  type PeerJsTransportOptions,
} from "../../src/peerjs/peerjs.ts";
import type { Channel, ConnectionBounds, Standing, Transport } from "../../src/transport/transport.ts";
import type { PeerJsWorld } from "./world.ts";

/** One case. */
export interface PeerJsCase {
  readonly name: string;
  run(world: PeerJsWorld): Promise<void>;
}

export const OURS = { label: CONNECTION_LABEL, serialization: "raw", reliable: true };
export const APPS = { label: "the app's", serialization: "json", reliable: true };
const PEER_EVENTS = ["open", "disconnected", "close", "error", "connection", "call"] as const;

/** Resolves with the next `event` of a Peer or a connection. */
export function next<T = unknown>(source: Peer | DataConnection, event: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Waited 15 s for the event "${event}".`)), 15_000);
    (source as { once(event: string, listener: (value: T) => void): void }).once(event, (value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

export async function createOpenPeer(world: PeerJsWorld): Promise<Peer> {
  const peer = world.createPeer();
  await next(peer, "open");
  return peer;
}

export function connect(peer: Peer, to: Peer, options: object): DataConnection {
  return peer.connect(to.id, options);
}

/** Waits for the effects of events, each of which calls `happened`. Rejects if nothing happens. */
export function createWatch(): {
  happened(): void;
  until(isSo: () => boolean, what: string): Promise<void>;
} {
  const looks = new Set<() => void>();
  return {
    happened: () => {
      for (const look of looks) look();
    },
    until: (isSo, what) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`Waited 15 s for ${what}.`)), 15_000);
        const look = (): void => {
          if (!isSo()) return;
          clearTimeout(timer);
          looks.delete(look);
          resolve();
        };
        looks.add(look);
        look();
      }),
  };
}

/** Starts a transport, and records its reports. */
export function start(
  peer: Peer,
  options?: PeerJsTransportOptions,
  {
    standing = "known",
    bounds,
  }: { standing?: Standing | ((peer: string) => Standing); bounds?: Partial<ConnectionBounds> } = {},
): {
  transport: Transport;
  states: string[];
  errors: string[];
  incoming: Channel[];
  /** The texts from any channel. */
  texts: unknown[];
  /** The reasons of the channels that closed. */
  closed: string[];
  /** The posts, each with its sender. */
  posts: (readonly [peer: string, text: unknown])[];
  /** The peers that were reported absent, apart from channels. */
  absent: string[];
  /** Why something was turned away. */
  turnedAway: string[];
  /** Resolves once that many of them have arrived. */
  until(what: "texts" | "closed" | "posts" | "absent" | "turnedAway", count: number): Promise<void>;
} {
  const transport = createPeerJsTransport(peer, options);
  const [states, errors, incoming]: [string[], string[], Channel[]] = [[], [], []];
  const seen: Pick<ReturnType<typeof start>, "texts" | "closed" | "posts" | "absent" | "turnedAway"> = {
    texts: [],
    closed: [],
    posts: [],
    absent: [],
    turnedAway: [],
  };
  const { happened, until } = createWatch();
  transport.start(
    {
      changed: (state) => states.push(state),
      failed: (code) => errors.push(code),
      posted: (from, text) => {
        seen.posts.push([from, text]);
        happened();
      },
      absent: (id) => {
        seen.absent.push(id);
        happened();
      },
      standingOf: (peer) => (typeof standing === "function" ? standing(peer) : standing),
      turnedAway: (_, why) => {
        seen.turnedAway.push(why);
        happened();
      },
      incoming: (channel) => {
        incoming.push(channel);
        const hears = (text: unknown): void => {
          seen.texts.push(text);
          happened();
        };
        void listen(channel, hears).closed.then((why) => {
          seen.closed.push(why);
          happened();
        });
      },
    },
    bounds && { ...DEFAULT_LIMITS, ...bounds },
  );
  return {
    transport,
    states,
    errors,
    incoming,
    ...seen,
    until: (what, count) => until(() => seen[what].length >= count, `${count} ${what}`),
  };
}

/** Starts a channel; `opened` and `closed` resolve with its events. */
export function listen(
  channel: Channel,
  hears: (text: unknown) => void = () => {},
): { opened: Promise<void>; closed: Promise<string> } {
  let [open, close] = [(): void => {}, (_why: string): void => {}];
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const closed = new Promise<string>((resolve) => {
    close = resolve;
  });
  channel.start({ opened: open, closed: close, text: hears, doubted: () => {} });
  return { opened, closed };
}

export function countListeners(peer: Peer): number[] {
  return PEER_EVENTS.map((event) => peer.listenerCount(event));
}

export function same(world: PeerJsWorld, actual: unknown, expected: unknown, what: string): void {
  const [is, ought] = [JSON.stringify(actual), JSON.stringify(expected)];
  world.check(is === ought, `${what} is ${is}, not ${ought}`);
}
