// What the gate in front of PeerJS adds to a request for a connection, and to a post.

import { DEFAULT_LIMITS } from "../../src/core/wire/limits.ts";
import { guard } from "../../src/peerjs/gate.ts";
import { offerTo } from "../load/signals.mjs";

const ROUNDS = 40;
const PER_ROUND = 500;
/** How many connections the Peer has meanwhile: all that strangers may have. */
const HELD = DEFAULT_LIMITS.strangerConnectionsMax;

/** CPU time in µs, one value for each round. */
export interface GateCosts {
  readonly requestUs: readonly number[];
  readonly postUs: readonly number[];
}

/** Measures both on a Peer whose places for strangers are taken. */
export function measureGate(): GateCosts {
  let passed = 0;
  const connection = { open: true, peerConnection: {}, options: { _payload: {} }, close: () => {} };
  const held = Array.from({ length: HELD }, (_, n) => [
    `stranger-${n}`,
    [{ ...connection, peer: `stranger-${n}` }],
  ]);
  const peer = {
    connections: Object.fromEntries(held),
    getConnection: () => null,
    listenerCount: () => 1,
    _handleMessage: () => {
      passed += 1;
    },
  };
  const leave = guard(peer as never, {
    label: "peer-invite",
    bounds: DEFAULT_LIMITS,
    standingOf: () => "known",
    turnedAway: (_, why) => {
      throw new Error(`the gate turned a good message away: ${why}`);
    },
  });
  const { payload } = JSON.parse(offerTo("bob"));
  const measure = (messageOf: (n: number) => object): number[] => {
    const handle = peer._handleMessage as (message: object) => void;
    const run = (): number => {
      const messages = Array.from({ length: PER_ROUND }, (_, n) => messageOf(n));
      const before = process.cpuUsage();
      for (const message of messages) handle(message);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / PER_ROUND;
    };
    for (let round = 0; round < ROUNDS; round += 1) run();
    return Array.from({ length: ROUNDS }, run);
  };
  const requestUs = measure((n) => ({
    type: "OFFER",
    src: "bob",
    payload: { ...payload, connectionId: `dc_${n}` },
  }));
  const post = { label: "peer-invite", post: "x".repeat(300) };
  const postUs = measure(() => ({ type: "CANDIDATE", src: "bob", payload: post }));
  leave();
  if (passed !== 4 * ROUNDS * PER_ROUND) throw new Error(`${passed} messages passed`);
  return { requestUs, postUs };
}
