// Values that must be unguessable: connection ids and tokens. PeerJS makes both with Math.random, and four connection
// ids of a page are enough to compute its token.
import { createSecret } from "../base/secret.ts";

/** Makes an id for a connection in PeerJS's own form. */
export function createConnectionId(): string {
  return `dc_${createSecret()}`;
}

/** The form of PeerJS's own tokens. Of two million, one is 15 characters long. */
const PEERJS_TOKEN = /^[0-9a-z]{1,15}$/;

/** Says what is wrong with a `token` that PeerJS made itself, or that is as easy to guess; undefined if nothing is. */
export function tokenProblem(token: unknown): string | undefined {
  if (typeof token !== "string" || !PEERJS_TOKEN.test(token)) return undefined;
  return "anyone who guesses this Peer's token can take its id: make it with { token: crypto.randomUUID() }";
}
