// @ts-check
// What `peer-invite-broker` exports.
export { createAccessToken } from "./access.mjs";
export { createBroker } from "./broker.mjs";
export { BROKER_LIMITS } from "./limits.mjs";
export { BrokerOptionError } from "./options.mjs";
export { createMemoryRegistry } from "./registry/memory.mjs";
