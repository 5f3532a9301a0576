// @ts-check
// What nodes tell each other over Redis: JSON, written by the scripts of lua.mjs and by redis.mjs. Who can publish there could
// as well change the keys; this reader only sees to it that nothing breaks a node.

/** @typedef {{ readonly is: "beat", readonly number: number }} Beat */
/** @typedef {{ readonly is: "deliver", readonly id: string, readonly connection: string, readonly text: string }} Deliver */
/** @typedef {{ readonly is: "kick", readonly id: string, readonly connection: string, readonly by: string, readonly claim: string }} Kick */
/** @typedef {{ readonly is: "kicked", readonly claim: string }} Kicked */
/** @typedef {{ readonly is: "check", readonly id: string, readonly connection: string }} Check */
/**
 * - `beat`: the lease has been renewed.
 * - `deliver`: a text for a connection of this instance.
 * - `kick`: a connection lost its id to the claim of another instance, which waits to hear `kicked`.
 * - `check`: somebody wants that id; give it back if there is no such connection any more.
 *
 * @typedef {Beat | Deliver | Kick | Kicked | Check} Message
 */

/** What each kind has, besides its name. @type {Readonly<Record<Message["is"], readonly string[]>>} */
const TEXTS = {
  beat: [],
  deliver: ["id", "connection", "text"],
  kick: ["id", "connection", "by", "claim"],
  kicked: ["claim"],
  check: ["id", "connection"],
};

/** @param {string} json @returns {Message | undefined} undefined if it is none */
export function readMessage(json) {
  /** @type {any} */
  let message;
  try {
    message = JSON.parse(json);
  } catch {
    return undefined;
  }
  const is = message?.is;
  if (typeof is !== "string" || !Object.hasOwn(TEXTS, is)) return undefined;
  if (is === "beat" && !Number.isSafeInteger(message.number)) return undefined;
  const texts = TEXTS[/** @type {Message["is"]} */ (is)];
  return texts.every((name) => typeof message[name] === "string") ? message : undefined;
}
