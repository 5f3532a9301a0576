// Translates PeerJS's errors of a Peer into our codes, and into sentences that a person can act on.
import type { ErrorCode } from "../base/pure/errors.ts";
import { PEER_ID_RULE } from "../core/wire/ids.ts";

/** A code, and a sentence without its full stop. */
export type Problem = readonly [code: ErrorCode, message: string];

/** The parts of a Peer that are read when something is wrong with it. */
export interface Troubled {
  /** Null while a random id is being fetched. */
  readonly id: string | null;
  /** Whether the Peer is registered. Still true just after its socket was lost. */
  readonly open: boolean;
  /** Where the Peer looks for its broker, as completed by PeerJS. */
  readonly options?: {
    readonly host?: string | undefined;
    readonly port?: number | undefined;
    readonly path?: string | undefined;
    readonly secure?: boolean | undefined;
  };
}

type Row = Problem | undefined | ((peer: Troubled, said: string) => Problem);

/** The problem of a Peer whose id no client can call. */
export const INVALID_ID: Problem = ["invalid-peer-id", `the id of a Peer is ${PEER_ID_RULE}`];
/** The problem of a Peer whose PeerJS lacks what posts need. */
export const POSTS_UNSUPPORTED: Problem = [
  "posts-unsupported",
  "this version of PeerJS cannot carry posts, so invitations wait for a connection; PeerJS 1.5.5 can",
];
/** The problem of a Peer whose PeerJS cannot be guarded against strangers. */
export const GATE_UNSUPPORTED: Problem = [
  "gate-unsupported",
  "this version of PeerJS cannot be guarded, so any peer can connect and see this page's network addresses; PeerJS 1.5.5 can",
];
const INVALID_KEY: Problem = [
  "broker-refused",
  'the broker does not know the key of this Peer; it has the one that it was started with, by default "peerjs"',
];
const LOST: Problem = ["broker-unreachable", "the connection to the broker was lost; check the network"];

/**
 * The meaning of each error of a Peer. `undefined`: the error is about a connection, ours (handled elsewhere) or the
 * app's.
 */
export const PEER_PROBLEMS = {
  "unavailable-id": [
    "peer-id-taken",
    "another peer has this id at the broker; choose another, or close the other one",
  ],
  "invalid-id": INVALID_ID,
  "invalid-key": INVALID_KEY,
  "browser-incompatible": ["webrtc-unsupported", "this browser lacks WebRTC data channels"],
  network: (peer) => (peer.open ? LOST : unreachable(peer)),
  // PeerJS drops its own message for an id that it could not fetch. All other messages are the broker's.
  "server-error": (peer, said) => (peer.id === null || said === "" ? unreachable(peer) : refused(said)),
  "socket-error": LOST,
  "socket-closed": LOST,
  "ssl-unavailable": unreachable,
  disconnected: undefined,
  "peer-unavailable": undefined,
  webrtc: undefined,
} as const satisfies { readonly [kind: string]: Row };

/**
 * The meaning of an error of this kind for `peer`; undefined if it is about a connection. `said`: the message of PeerJS
 * or of a broker.
 */
export function problemOf(
  kind: keyof typeof PEER_PROBLEMS,
  said: unknown,
  peer: Troubled,
): Problem | undefined {
  const problem: Row = Object.hasOwn(PEER_PROBLEMS, kind) ? PEER_PROBLEMS[kind] : undefined;
  return typeof problem === "function" ? problem(peer, String(said)) : problem;
}

/** No broker is where the Peer looks for one, or the broker does not answer. */
export function unreachable({ id, options: { host, port, path, secure } = {} }: Troubled): Problem {
  const address = `${secure ? "wss" : "ws"}://${host}:${port}${path}`;
  // PeerJS fetches a random id first, and destroys a Peer that does not get one.
  const end = id === null ? ". PeerJS gives up a Peer that has no id yet: make a new one" : "";
  return [
    "broker-unreachable",
    `no broker can be used at ${address}; check the network, and the Peer's host, port, path and secure. A broker that is there may not allow this page's origin${end}`,
  ];
}

/** How much of a broker's message is repeated, in UTF-16 units. */
const SAID_MAX = 200;

/** Distinguishes refusals by PeerServer's own messages, because PeerJS does not. */
function refused(said: string): Problem {
  if (said === "Invalid key provided") return INVALID_KEY;
  const advice = said.includes("limit") ? ": it is full, so try again later" : "";
  return ["broker-refused", `the broker says ${JSON.stringify(said.slice(0, SAID_MAX))}${advice}`];
}
