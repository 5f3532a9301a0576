// What PeerJS calls wrong with a Peer, in our codes and in words that a person can act on.
import type { ErrorCode } from "../base/pure/errors.ts";
import { PEER_ID_RULE } from "../core/wire/ids.ts";

/** A code, and a sentence without its full stop. */
export type Problem = readonly [code: ErrorCode, message: string];

/** What is known of a Peer when something is wrong with it. */
export interface Troubled {
  /** Null while a random one is being fetched. */
  readonly id: string | null;
  /** Whether it is registered; of one whose socket was lost just now, still true. */
  readonly open: boolean;
  /** Where it looks for its broker, as PeerJS completed it. */
  readonly options?: {
    readonly host?: string | undefined;
    readonly port?: number | undefined;
    readonly path?: string | undefined;
    readonly secure?: boolean | undefined;
  };
}

type Row = Problem | undefined | ((peer: Troubled, said: string) => Problem);

/** Of a Peer whose id no client can call. */
export const INVALID_ID: Problem = ["invalid-peer-id", `the id of a Peer is ${PEER_ID_RULE}`];
const INVALID_KEY: Problem = [
  "broker-refused",
  'the broker does not know the key of this Peer; it has the one that it was started with, by default "peerjs"',
];
const LOST: Problem = ["broker-unreachable", "the connection to the broker was lost; check the network"];

/** What each error of a Peer means for us. `undefined`: it is about a connection, ours (handled apart) or the app's. */
export const PEER_PROBLEMS = {
  "unavailable-id": [
    "peer-id-taken",
    "another peer has this id at the broker; choose another, or close the other one",
  ],
  "invalid-id": INVALID_ID,
  "invalid-key": INVALID_KEY,
  "browser-incompatible": ["webrtc-unsupported", "this browser lacks WebRTC data channels"],
  network: (peer) => (peer.open ? LOST : unreachable(peer)),
  // PeerJS loses its own words for an id that it could not fetch. All others are the broker's.
  "server-error": (peer, said) => (peer.id === null || said === "" ? unreachable(peer) : refused(said)),
  "socket-error": LOST,
  "socket-closed": LOST,
  "ssl-unavailable": unreachable,
  disconnected: undefined,
  "peer-unavailable": undefined,
  webrtc: undefined,
} as const satisfies { readonly [kind: string]: Row };

/** What an error of that kind means for `peer`, `said` being PeerJS's words or a broker's; undefined where it is about a connection. */
export function problemOf(
  kind: keyof typeof PEER_PROBLEMS,
  said: unknown,
  peer: Troubled,
): Problem | undefined {
  const problem: Row = Object.hasOwn(PEER_PROBLEMS, kind) ? PEER_PROBLEMS[kind] : undefined;
  return typeof problem === "function" ? problem(peer, String(said)) : problem;
}

/** No broker is where the Peer looks for one, or it says nothing. */
export function unreachable({ id, options: { host, port, path, secure } = {} }: Troubled): Problem {
  const address = `${secure ? "wss" : "ws"}://${host}:${port}${path}`;
  // PeerJS fetches a random id first, and destroys a Peer that does not get one.
  const end = id === null ? ". PeerJS gives up a Peer that has no id yet: make a new one" : "";
  return [
    "broker-unreachable",
    `no broker answers at ${address}; check the network, and the Peer's host, port, path and secure${end}`,
  ];
}

/** How much of what a broker says is repeated, in UTF-16 units. */
const SAID_MAX = 200;

/** In PeerServer's own words, which PeerJS does not tell from one another. */
function refused(said: string): Problem {
  if (said === "Invalid key provided") return INVALID_KEY;
  const advice = said.includes("limit") ? ": it is full, so try again later" : "";
  return ["broker-refused", `the broker says ${JSON.stringify(said.slice(0, SAID_MAX))}${advice}`];
}
