// @ts-check
// The broker's option `access`: which keys it may hold, what is wrong with any others, and the keys as the rest of the broker uses
// them.
import { createPrivateKey, createPublicKey, createSecretKey, KeyObject } from "node:crypto";
import { BROKER_LIMITS } from "./limits.mjs";

/**
 * Who makes the access tokens, and how they are checked. One source of tokens, or several for the time in which keys change: all of
 * them are accepted, and the broker renews with the first one's key. All nodes of one broker need the same option.
 *
 * @typedef {AccessSource | readonly AccessSource[]} AccessOption
 */

/**
 * One source of access tokens. Exactly one of these:
 * - `{ secret }`: `<expiry>.<HMAC>`, where expiry is in seconds since 1970, and HMAC is the base64url of
 *   HMAC-SHA256(secret, `<id>.<expiry>`). No library is needed to make one.
 * - `{ jwt: { secret } }`: JWT, HS256. Anyone who has the secret can make tokens for any id.
 * - `{ jwt: { publicKey } }`: JWT, EdDSA with Ed25519. The broker can check tokens, and not make any.
 * - `{ jwt: { privateKey } }`: the same, and the broker renews tokens.
 *
 * A secret is a text of at least 32 characters (`openssl rand -hex 32`). Keys are PEM texts, or KeyObjects of node:crypto.
 * `issuer` and `audience`: what a JWT must have as `iss` and `aud`. Without them, any JWT that was signed with the key is good,
 * whatever it was made for.
 *
 * @typedef {{ readonly secret: string }
 *   | { readonly jwt: JwtNames & { readonly secret: string } }
 *   | { readonly jwt: JwtNames & { readonly publicKey: string | KeyObject } }
 *   | { readonly jwt: JwtNames & { readonly privateKey: string | KeyObject } }
 * } AccessSource
 */

/** @typedef {{ readonly issuer?: string, readonly audience?: string }} JwtNames */

/**
 * The keys of one source. Without `signWith`, tokens can only be checked.
 *
 * @typedef {{ readonly kind: "plain", readonly secret: KeyObject }
 *   | { readonly kind: "jwt", readonly algorithm: "HS256" | "EdDSA", readonly verifyWith: KeyObject,
 *       readonly signWith: KeyObject | undefined, readonly names: JwtNames }
 * } AccessKeys
 */

const SECRET_RULE = `must be a text of at least ${BROKER_LIMITS.secretMinLength.value} characters, such as "openssl rand -hex 32" prints`;
const KEY_RULES = {
  publicKey: "must be a public Ed25519 key: PEM text or KeyObject",
  privateKey: "must be a private Ed25519 key: PEM text or KeyObject",
};

/** What each part must be, and how to tell. @type {Readonly<Record<string, [(value: any) => boolean, string]>>} */
const PARTS = {
  secret: [isSecret, SECRET_RULE],
  publicKey: [(it) => readKey(it, "public") !== undefined, KEY_RULES.publicKey],
  privateKey: [(it) => readKey(it, "private") !== undefined, KEY_RULES.privateKey],
  issuer: [isName, "must be a text that is not empty"],
  audience: [isName, "must be a text that is not empty"],
};

/** Those of which there must be exactly one. */
const KEYS = ["secret", "publicKey", "privateKey"];

/** @param {unknown} value @returns {value is string} whether it is long enough for a secret */
function isSecret(value) {
  return typeof value === "string" && value.length >= BROKER_LIMITS.secretMinLength.value;
}

/**
 * What is wrong with a value of the option.
 *
 * @param {unknown} option
 * @returns {string | undefined} as the end of a sentence. It never contains a key
 */
export function problemOfAccess(option) {
  if (!Array.isArray(option)) return problemOfSource(option);
  const max = BROKER_LIMITS.accessSourcesMax.value;
  if (option.length === 0 || option.length > max)
    return `must be one source of tokens, or 1 to ${max} of them`;
  const problems = option.map(problemOfSource);
  const at = problems.findIndex((problem) => problem !== undefined);
  return at < 0 ? undefined : `is wrong in its source ${at + 1}: it ${problems[at]}`;
}

/** @param {unknown} option @returns {string | undefined} */
function problemOfSource(option) {
  if (!isRecord(option) || Object.keys(option).length !== 1 || !("secret" in option || "jwt" in option))
    return "must be { secret } or { jwt }";
  if ("secret" in option)
    return isSecret(option["secret"]) ? undefined : `has a wrong secret: it ${SECRET_RULE}`;
  return problemOfJwt(option["jwt"]);
}

/**
 * The keys of an option that has no problem, one for each source.
 *
 * @param {AccessOption} option
 * @returns {readonly AccessKeys[]}
 */
export function readAccess(option) {
  return /** @type {AccessSource[]} */ ([option].flat()).map(readSource);
}

/** @param {AccessSource} option @returns {AccessKeys} */
function readSource(option) {
  if ("secret" in option) return { kind: "plain", secret: toSecretKey(option.secret) };
  const { jwt } = option;
  const { issuer, audience } = jwt;
  const names = { ...(issuer !== undefined && { issuer }), ...(audience !== undefined && { audience }) };
  if ("secret" in jwt) {
    const secret = toSecretKey(jwt.secret);
    return { kind: "jwt", algorithm: "HS256", verifyWith: secret, signWith: secret, names };
  }
  const signWith = "privateKey" in jwt ? readKey(jwt.privateKey, "private") : undefined;
  const verifyWith =
    "publicKey" in jwt ? readKey(jwt.publicKey, "public") : createPublicKey(/** @type {any} */ (signWith));
  return {
    kind: "jwt",
    algorithm: "EdDSA",
    verifyWith: /** @type {KeyObject} */ (verifyWith),
    signWith,
    names,
  };
}

/** @param {unknown} jwt */
function problemOfJwt(jwt) {
  if (!isRecord(jwt)) return "has a wrong jwt: it must be { secret }, { publicKey } or { privateKey }";
  for (const [name, value] of Object.entries(jwt)) {
    if (!Object.hasOwn(PARTS, name))
      return `has an unknown jwt.${name}; there are ${Object.keys(PARTS).join(", ")}`;
    const [isRight, rule] = /** @type {[(value: any) => boolean, string]} */ (PARTS[name]);
    if (!isRight(value)) return `has a wrong jwt.${name}: it ${rule}`;
  }
  const keys = Object.entries(jwt).filter(([name, value]) => value !== undefined && KEYS.includes(name));
  if (keys.length === 1) return undefined;
  return `has ${keys.length === 0 ? "no key" : "several keys"} in jwt: there must be a secret, a publicKey or a privateKey`;
}

/**
 * @param {unknown} value
 * @param {"public" | "private"} type
 * @returns {KeyObject | undefined} undefined: it is no such key
 */
function readKey(value, type) {
  if (value instanceof KeyObject) return value.type === type && isEd25519(value) ? value : undefined;
  // A public key can be computed from a private one, which nobody means to give away as a public one.
  if (typeof value !== "string" || (type === "public" && value.includes("PRIVATE KEY"))) return undefined;
  try {
    const key = type === "public" ? createPublicKey(value) : createPrivateKey(value);
    return isEd25519(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** @param {KeyObject} key */
function isEd25519(key) {
  return key.asymmetricKeyType === "ed25519";
}

/** @param {string} secret */
function toSecretKey(secret) {
  return createSecretKey(Buffer.from(secret, "utf8"));
}

/** @param {unknown} value */
function isName(value) {
  return typeof value === "string" && value !== "";
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
