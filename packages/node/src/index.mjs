// @ts-check
// All that the package exports. Its types are in index.d.mts.
export { createBot } from "./bot.mjs";
export { createNodePeer } from "./node-peer.mjs";
export { NODE_PEER_ERRORS, NodePeerError } from "./problems.mjs";
