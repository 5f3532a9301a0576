// @ts-check
// What a broker counts, for Prometheus. Names and labels are part of its interface: a dashboard is built on them.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** In seconds. A node waits at most 0.9 s for an answer. */
const ANSWER_BUCKETS = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.9];

/**
 * What a broker has at this moment.
 *
 * @typedef {{ readonly sockets: number, readonly registrations: number, readonly isReady: boolean }} Now
 */

/**
 * Metrics of one broker, and of its process.
 *
 * @param {() => Now} now
 * @returns {import("./meter.mjs").Meter & { readonly contentType: string, text(): Promise<string> }}
 */
export function createMetrics(now) {
  const registers = [new Registry()];
  const [register] = /** @type {[Registry]} */ (registers);
  // Among them the lag of the event loop, the memory, and the CPU time.
  collectDefaultMetrics({ register });
  const prefix = "peer_invite_broker_";
  /** @param {string} name @param {string} help @param {(now: Now) => number} read */
  const gauge = (name, help, read) =>
    new Gauge({
      name: prefix + name,
      help,
      registers,
      collect() {
        this.set(read(now()));
      },
    });
  gauge("sockets", "open sockets of this node, registered or not", ({ sockets }) => sockets);
  gauge("registrations", "ids that are registered at this node", ({ registrations }) => registrations);
  gauge("ready", "1 if peers can register at this node", ({ isReady }) => Number(isReady));
  const relayed = new Counter({
    name: `${prefix}relayed_total`,
    help: "messages taken from peers",
    labelNames: ["type"],
    registers,
  });
  const expired = new Counter({
    name: `${prefix}expired_total`,
    help: "senders told that their messages waited in vain",
    registers,
  });
  const refused = new Counter({
    name: `${prefix}refused_total`,
    help: "what was refused",
    labelNames: ["reason"],
    registers,
  });
  const engine = new Histogram({
    name: `${prefix}engine_seconds`,
    help: "how long Redis took to answer one question of this node",
    buckets: ANSWER_BUCKETS,
    registers,
  });
  return {
    relayed: (type) => relayed.inc({ type }),
    expired: () => expired.inc(),
    refused: (reason) => refused.inc({ reason }),
    answered: (seconds) => engine.observe(seconds),
    contentType: register.contentType,
    text: () => register.metrics(),
  };
}
