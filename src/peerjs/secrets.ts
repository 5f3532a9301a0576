// What nobody may guess: connection ids and tokens. PeerJS makes both with Math.random, and from four connection ids of a page
// its token can be computed.

/** An id for a connection, in PeerJS's own form: 128 bits from the browser's generator of keys. */
export function createConnectionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `dc_${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** As PeerJS makes them: of two million, one is as long as that. */
const PEERJS_TOKEN = /^[0-9a-z]{1,15}$/;

/** What is wrong with `token`, where PeerJS made it itself, or somebody chose one that is as easy to guess. */
export function tokenProblem(token: unknown): string | undefined {
  if (typeof token !== "string" || !PEERJS_TOKEN.test(token)) return undefined;
  return "anyone who guesses this Peer's token can take its id: make it with { token: crypto.randomUUID() }";
}
