// @ts-check
// The two connections of a node to Redis: one for questions, and one that listens. Both reconnect by themselves, without end.
import { Redis } from "ioredis";
import { SCRIPTS } from "./lua.mjs";

/** How long a connection waits for a sign of life, in ms. */
const SILENCE_MS = 1_000;

/** @typedef {ReturnType<typeof createLink>} Link */

/**
 * @param {object} parts
 * @param {string} parts.url
 * @param {string} parts.name for people who look at Redis
 * @param {() => void} parts.onUp both are there
 * @param {() => void} parts.onDown one is gone, or could not be made
 * @param {(channel: string, text: string) => void} parts.onMessage
 * @param {(error: unknown) => void} parts.onTrouble why one cannot be made
 */
export function createLink({ url, name, onUp, onDown, onMessage, onTrouble }) {
  const make = () =>
    new Redis(url, {
      // What is unanswered when a connection ends may or may not have been done. Doing it again could deliver a text twice.
      autoResendUnfulfilledCommands: false,
      autoResubscribe: false,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectionName: name.replace(/[^!-~]/g, "_"),
      connectTimeout: SILENCE_MS,
      socketTimeout: SILENCE_MS,
      keepAlive: 5_000,
      retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 5), 1_000) * (0.5 + Math.random() / 2),
    });
  const commands = make();
  const listener = make();
  const isUp = () => commands.status === "ready" && listener.status === "ready";

  for (const redis of [commands, listener]) {
    redis.on("ready", () => isUp() && onUp());
    redis.on("close", onDown);
    redis.on("error", onTrouble);
  }
  listener.on("message", onMessage);

  return {
    isUp,

    /** @param {string} channel the only one to listen to from now on @returns {Promise<void>} */
    async prepare(channel) {
      await listener.unsubscribe();
      await listener.subscribe(channel);
      // A script that Redis does not have would be sent again, behind what came after it.
      await Promise.all(SCRIPTS.map(({ lua }) => commands.script("LOAD", lua)));
    },

    /** @param {import("./lua.mjs").Script} script @param {readonly (string | number)[]} args @returns {Promise<unknown>} */
    run: (script, args) => commands.evalsha(script.sha, 0, ...args),

    /** @param {string} channel @param {string} text */
    publish: (channel, text) => commands.publish(channel, text),

    /** Ends both connections and makes them again. */
    again() {
      for (const redis of [commands, listener]) if (redis.status === "ready") redis.disconnect(true);
    },

    stop() {
      commands.disconnect();
      listener.disconnect();
    },
  };
}

/**
 * Such as "ECONNREFUSED", or "WRONGPASS invalid username-password pair or user is disabled".
 *
 * @param {unknown} error of a connection, or of Redis
 * @returns {string} why, without an address or a password: the code of a connection's error, or Redis's own words up to the first detail
 */
export function whyOf(error) {
  const { code, message, name } = /** @type {Error & { code?: string }} */ (error);
  if (code !== undefined) return code;
  return name === "ReplyError" ? (/^[^.:,]+/.exec(message)?.[0] ?? "unknown") : "no answer";
}
