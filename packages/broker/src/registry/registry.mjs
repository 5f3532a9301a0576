// @ts-check
// The registry: which connection has which id, in all nodes of one broker, and what waits for an id that none has. This file is
// only its interface. memory.mjs is the registry of a single node, redis.mjs that of many. contract.fixture.mjs has the cases
// that both pass: each sentence with MUST below is one.

/**
 * One socket of a node, as the registry knows it: a text that no other connection of any node has, now or earlier.
 *
 * @typedef {string} ConnectionId
 */

/**
 * What a socket asks for. The token proves that two sockets have one owner. If there are access tokens, it is the same for all
 * those of one id, and `isProven`: the id is this owner's, even if the registry knows nothing of it.
 *
 * @typedef {{ readonly id: string, readonly token: string, readonly connection: ConnectionId, readonly isProven?: boolean }} Claim
 */

/**
 * What comes of a claim.
 * - `yours`: the connection has the id from now on. `waiting`: the texts that waited for the id, in the order in which they came.
 * - `taken`: a connection with another token has it.
 * - `later`: the registry cannot tell now. The same claim may succeed in a moment.
 *
 * @typedef {{ readonly is: "yours", readonly waiting: readonly string[] } | { readonly is: "taken" | "later" }} Answer
 */

/**
 * What becomes of a text.
 * - `sent`: it is on its way to the connection that has the id.
 * - `waits`: nobody has the id. The text waits for the peer that takes it, until `waitMs` after the first text that waits for the id.
 * - `lost`: the sender's connection no longer has its own id, so what it says is not passed on.
 * - `full`: too much waits for that id already; the text is dropped.
 * - `later`: the registry cannot tell now; the text is dropped.
 *
 * @typedef {"sent" | "waits" | "lost" | "full" | "later"} Fate
 */

/**
 * What a registry tells its node. Never inside a call to the registry.
 *
 * @typedef {object} RegistryEvents
 * @property {(connection: ConnectionId, text: string) => void} deliver a text for the id that this connection has
 * @property {(connection: ConnectionId, why: "takeover" | "lease") => void} lost this connection no longer has its id. Another
 *   one with the same token took it (`takeover`), or this node can no longer be sure that it has it (`lease`)
 * @property {(connection: ConnectionId, to: string) => void} expired what this connection sent to `to` waited in vain. Told once
 *   for everything of one connection that waited together
 * @property {(isReady: boolean) => void} ready whether the registry can tell who has what. Told at each change
 * @property {(what: string) => void} [trouble] what keeps it from being ready, in few words without addresses and secrets. May be told
 *   inside a call, and again and again
 * @property {(ms: number) => void} [answered] how long the engine took to answer one question. A registry without an engine tells
 *   nothing. May be told inside a call
 */

/**
 * The registry, as one node sees it.
 * - MUST give an id to one connection at a time, in all nodes.
 * - MUST give an id at once to a claim with the token of the connection that has it, or of the last one that had it on a node
 *   that died; that connection is told `lost`, `takeover`, before the new one gets anything.
 * - MUST give a free id to the first claim for it.
 * - MUST keep the order of the texts from one connection to one id: also of those that waited before those that were sent
 *   after them.
 * - MUST NOT pass on a text of a connection that no longer has its id.
 * - MUST drop what waits once its time is over, and tell its senders.
 * - MUST NOT throw or reject, whatever happens to its engine.
 *
 * @typedef {object} Registry
 * @property {(claim: Claim) => Promise<Answer>} register
 * @property {(id: string, connection: ConnectionId) => Promise<void>} release gives an id back, if this connection has it
 * @property {(from: { readonly id: string, readonly connection: ConnectionId }, to: string, text: string) => Promise<Fate>} route
 *   passes a text on. Texts of one connection are routed in the order of these calls, without waiting for the earlier ones
 * @property {() => Promise<void>} stop releases every id of this node, and everything else that it holds. No event follows
 */

/**
 * What a registry is made with.
 *
 * @typedef {object} RegistryParts
 * @property {RegistryEvents} events
 * @property {number} waitMs how long texts wait for an id that nobody has
 * @property {number} waitingMax how many texts may wait for one id
 */

export {};
