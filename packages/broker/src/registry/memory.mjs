// @ts-check
// The registry of a broker with a single node: everything is in this process.

/** @typedef {import("./registry.mjs").Registry} Registry */
/** @typedef {import("./registry.mjs").ConnectionId} ConnectionId */

/**
 * What waits for an id that nobody has.
 *
 * @typedef {{ readonly texts: string[], readonly senders: Set<ConnectionId>, readonly timer: NodeJS.Timeout }} Queue
 */

/** @param {import("./registry.mjs").RegistryParts} parts @returns {Registry} */
export function createMemoryRegistry({ events, waitMs, waitingMax }) {
  /** @type {Map<string, { readonly connection: ConnectionId, readonly token: string }>} */
  const owners = new Map();
  /** @type {Map<string, Queue>} */
  const queues = new Map();
  let hasStopped = false;

  /** @param {() => void} tell @returns {void} tells it after the present call, unless the registry has stopped */
  const later = (tell) =>
    queueMicrotask(() => {
      if (!hasStopped) tell();
    });

  /** @param {string} id @returns {string[]} what waited for it */
  const take = (id) => {
    const queue = queues.get(id);
    clearTimeout(queue?.timer);
    queues.delete(id);
    return queue?.texts ?? [];
  };

  /** @param {string} id @returns {Queue} */
  const begin = (id) => {
    const expire = () => {
      take(id);
      for (const sender of queue.senders) events.expired(sender, id);
    };
    const queue = { texts: [], senders: new Set(), timer: setTimeout(expire, waitMs) };
    queues.set(id, queue);
    return queue;
  };

  later(() => events.ready(true));
  return {
    async register({ id, token, connection }) {
      const owner = owners.get(id);
      if (owner !== undefined && owner.token !== token) return { is: "taken" };
      owners.set(id, { connection, token });
      if (owner !== undefined) later(() => events.lost(owner.connection, "takeover"));
      return { is: "yours", waiting: take(id) };
    },

    async release(id, connection) {
      if (owners.get(id)?.connection === connection) owners.delete(id);
    },

    async route(from, to, text) {
      if (owners.get(from.id)?.connection !== from.connection) return "lost";
      const owner = owners.get(to);
      if (owner !== undefined) {
        later(() => events.deliver(owner.connection, text));
        return "sent";
      }
      const queue = queues.get(to) ?? begin(to);
      if (queue.texts.length >= waitingMax) return "full";
      queue.texts.push(text);
      queue.senders.add(from.connection);
      return "waits";
    },

    async stop() {
      hasStopped = true;
      for (const id of [...queues.keys()]) take(id);
      owners.clear();
    },
  };
}
