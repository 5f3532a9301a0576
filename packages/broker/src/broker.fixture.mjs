// @ts-check
// A broker on a loopback port, and clients that send anything, for tests.
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { WebSocket } from "ws";
import { createBroker } from "./broker.mjs";

/** A client of the broker. What it receives is kept until a test asks for it. */
export class Talker extends WebSocket {
  /** @type {any[]} */
  #heard = [];
  /** How it was closed: code and reason. @type {Promise<[number, string]>} */
  closed = new Promise((resolve) => this.on("close", (code, reason) => resolve([code, String(reason)])));
  /** The status of the answer, when the broker refused it. @type {Promise<number>} */
  refused = new Promise((resolve) => {
    this.on("unexpected-response", (request, { statusCode }) => {
      resolve(Number(statusCode));
      request.destroy();
    });
  });

  /**
   * @param {string} url
   * @param {import("ws").ClientOptions} [options]
   */
  constructor(url, options) {
    super(url, options);
    this.on("message", (data) => {
      this.#heard.push(JSON.parse(String(data)));
      this.emit("heard");
    });
    this.on("error", () => {});
  }

  /** @returns {Promise<any>} the next message */
  async next() {
    while (this.#heard.length === 0) await once(this, "heard");
    return this.#heard.shift();
  }

  /** @param {object | string} message */
  say(message) {
    this.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /**
   * Resolves when the broker has read everything that was sent before, because a message to itself has come back.
   *
   * @param {string} id its own
   * @returns {Promise<any[]>} what it heard until then
   */
  async isHeard(id) {
    this.say({ type: "ANSWER", dst: id, payload: { mark: true } });
    const others = [];
    for (;;) {
      const message = await this.next();
      if (message.payload?.mark === true) return others;
      others.push(message);
    }
  }
}

/**
 * Puts a broker on a server. Returns what answers its requests.
 *
 * @param {import("node:http").Server} server
 * @param {import("./options.mjs").BrokerOptions} options
 * @returns {import("./broker.mjs").Broker["handle"]}
 */
function mountOurs(server, options) {
  const broker = createBroker(options);
  broker.attach(server);
  server.once("close", () => void broker.stop());
  return broker.handle;
}

/** Clients of the broker at `address`, wherever it runs. @param {string} address */
export function createClients(address) {
  /** @type {(WebSocket | import("node:net").Socket)[]} */
  const clients = [];
  /** @template {WebSocket | import("node:net").Socket} C @param {C} client */
  const keep = (client) => {
    clients.push(client);
    return client;
  };

  const self = {
    address,
    /**
     * @param {string} path
     * @param {import("ws").ClientOptions} [clientOptions]
     */
    open: (path, clientOptions) => keep(new Talker(`ws://${address}${path}`, clientOptions)),
    /**
     * @param {string} id
     * @param {string} [token]
     * @param {import("ws").ClientOptions} [clientOptions]
     */
    ask: (id, token = `token-of-${id}`, clientOptions) =>
      self.open(`/broker/peerjs?key=peerjs&id=${id}&token=${token}`, clientOptions),
    /**
     * A registered client.
     *
     * @param {string} id
     * @param {string} [token]
     */
    async register(id, token) {
      const talker = self.ask(id, token);
      const first = await talker.next();
      if (first.type !== "OPEN") throw new Error(`${id} heard ${JSON.stringify(first)} instead of OPEN.`);
      return talker;
    },
    /**
     * A registered client, as soon as the broker has noticed the end of another one.
     *
     * @param {string} id
     * @param {string} [token]
     * @param {import("ws").ClientOptions} [clientOptions]
     */
    async registerAfter(id, token, clientOptions) {
      for (;;) {
        const talker = self.ask(id, token, clientOptions);
        if ((await talker.next()).type === "OPEN") return talker;
        await talker.closed;
      }
    },
    /** A bare TCP connection. @param {string} text what it sends first */
    dial(text) {
      const socket = keep(connect(Number(address.split(":")[1]), "127.0.0.1"));
      socket.on("error", () => {});
      socket.write(text);
      return socket;
    },
    /** Cuts all of them. */
    cut() {
      for (const client of clients) {
        if (client instanceof WebSocket) client.terminate();
        else client.destroy();
      }
    },
  };
  return self;
}

/**
 * @param {import("./options.mjs").BrokerOptions} [options]
 * @param {(server: import("node:http").Server) => void} [prepare] what else the server does
 * @param {typeof mountOurs} [mount] what is mounted on it
 */
export async function startBroker(options = {}, prepare, mount = mountOurs) {
  const server = createServer();
  prepare?.(server);
  /** @type {string[]} */
  const lines = [];
  const broker = mount(server, {
    expireTimeoutMs: 100,
    log: (line) => lines.push(line),
    ...options,
  });
  server.on("request", (request, response) =>
    broker(request, response, () => response.end("not the broker")),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const clients = createClients(`127.0.0.1:${port}`);
  return {
    ...clients,
    /** The lines that it logged. */
    lines,
    stop() {
      clients.cut();
      server.closeAllConnections();
      server.close();
    },
  };
}
