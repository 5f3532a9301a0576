// @ts-check
// The broker's option `access`: which keys it may hold, what is wrong with any others, and the keys as the rest of the broker uses
// them.
import { createPrivateKey, createPublicKey, createSecretKey, KeyObject } from "node:crypto";
import { BROKER_LIMITS } from "./limits.mjs";

/**
 * Who makes the access tokens, and how they are checked. Exactly one of these:
 * - `{ secret }`: `<expiry>.<HMAC>`, where expiry is in seconds since 1970, and HMAC is the base64url of
 *   HMAC-SHA256(secret, `<id>.<expiry>`). No library is needed to make one.
 * - `{ jwt: { secret } }`: JWT, HS256. Anyone who has the secret can make tokens for any id.
 * - `{ jwt: { publicKey } }`: JWT, EdDSA with Ed25519. The broker can check tokens, and not make any.
 * - `{ jwt: { privateKey } }`: the same, and the broker renews tokens.
 *
 * A secret is a text of at least 32 characters (`openssl rand -hex 32`). Keys are PEM texts, or KeyObjects of node:crypto.
 * `issuer` and `audience`: what a JWT must have as `iss` and `aud`. Without them, any JWT that was signed with the key is good,
 * whatever it was made for. All nodes of one broker need the same option.
 *
 * @typedef {{ readonly secret: string }
 *   | { readonly jwt: JwtNames & { readonly secret: string } }
 *   | { readonly jwt: JwtNames & { readonly publicKey?: string | KeyObject, readonly privateKey?: string | KeyObject } }
 * } AccessOption
 */

/** @typedef {{ readonly issuer?: string, readonly audience?: string }} JwtNames */

/**
 * The keys. Without `signWith`, tokens can only be checked.
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
  if (!isRecord(option) || Object.keys(option).length !== 1 || !("secret" in option || "jwt" in option))
    return "must be { secret } or { jwt }";
  if ("secret" in option)
    return isSecret(option["secret"]) ? undefined : `has a wrong secret: it ${SECRET_RULE}`;
  return problemOfJwt(option["jwt"]);
}

/**
 * The keys of an option that has no problem.
 *
 * @param {AccessOption} option
 * @returns {AccessKeys}
 */
export function readAccess(option) {
  if ("secret" in option) return { kind: "plain", secret: toSecretKey(option.secret) };
  const { jwt } = option;
  const { issuer, audience } = jwt;
  const names = { ...(issuer !== undefined && { issuer }), ...(audience !== undefined && { audience }) };
  if ("secret" in jwt) {
    const secret = toSecretKey(jwt.secret);
    return { kind: "jwt", algorithm: "HS256", verifyWith: secret, signWith: secret, names };
  }
  const signWith = readKey(jwt.privateKey, "private");
  // There is at least one of the two.
  const verifyWith = readKey(jwt.publicKey, "public") ?? createPublicKey(/** @type {any} */ (signWith));
  return { kind: "jwt", algorithm: "EdDSA", verifyWith, signWith, names };
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
  const { secret, publicKey, privateKey } = jwt;
  if (secret === undefined && publicKey === undefined && privateKey === undefined)
    return "has no key in jwt: there must be a secret, a publicKey or a privateKey";
  if (secret !== undefined && (publicKey !== undefined || privateKey !== undefined))
    return "has two kinds of keys in jwt: there must be a secret, or the keys of one pair";
  if (publicKey !== undefined && privateKey !== undefined && !isPair(publicKey, privateKey))
    return "has two keys in jwt that are not of one pair";
  return undefined;
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

/** @param {unknown} publicKey @param {unknown} privateKey */
function isPair(publicKey, privateKey) {
  const computed = createPublicKey(/** @type {any} */ (readKey(privateKey, "private")));
  return computed.equals(/** @type {KeyObject} */ (readKey(publicKey, "public")));
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
