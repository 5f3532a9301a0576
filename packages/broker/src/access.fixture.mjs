// @ts-check
// Access tokens made by other means than the broker's own, for tests: right ones, and wrong ones of every sort.
import { createHmac, generateKeyPairSync, sign as signBytes } from "node:crypto";

export const SECRET = "a-secret-for-tests-that-nobody-else-has";
const PEM = /** @type {const} */ ({
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
/** @returns {{ publicKey: string, privateKey: string }} */
const makePair = () => /** @type {any} */ (generateKeyPairSync("ed25519", PEM));
export const { publicKey: PUBLIC_KEY, privateKey: PRIVATE_KEY } = makePair();
export const OTHER_PAIR = makePair();

/** @typedef {import("./access-option.mjs").AccessSource} AccessSource */

/** Every kind of access. @type {Readonly<Record<"plain" | "HS256" | "EdDSA" | "EdDSA with the public key only", AccessSource>>} */
export const ACCESS = {
  plain: { secret: SECRET },
  HS256: { jwt: { secret: SECRET } },
  EdDSA: { jwt: { privateKey: PRIVATE_KEY } },
  "EdDSA with the public key only": { jwt: { publicKey: PUBLIC_KEY } },
};

/** @param {number} seconds from now @returns {number} seconds since 1970 */
export const inSeconds = (seconds) => Math.floor(Date.now() / 1_000) + seconds;

/** @param {string} id @param {number} expiry seconds since 1970 */
export const plainToken = (id, expiry, secret = SECRET) =>
  `${expiry}.${createHmac("sha256", secret).update(`${id}.${expiry}`).digest("base64url")}`;

/** @param {unknown} value */
const encode = (value) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

/** How each algorithm signs. @type {Readonly<Record<string, (text: string, key: string) => string>>} */
const SIGN = {
  none: () => "",
  HS256: (text, key) => createHmac("sha256", key).update(text).digest("base64url"),
  HS512: (text, key) => createHmac("sha512", key).update(text).digest("base64url"),
  EdDSA: (text, key) => signBytes(null, Buffer.from(text), key).toString("base64url"),
};

/**
 * @param {object | string} claims
 * @param {{ alg?: string, key?: string, header?: object }} [how] `alg`: one of SIGN
 */
export function jwtOf(
  claims,
  { alg = "HS256", key = alg === "EdDSA" ? PRIVATE_KEY : SECRET, header = {} } = {},
) {
  const text = `${encode({ alg, typ: "JWT", ...header })}.${encode(claims)}`;
  return `${text}.${SIGN[alg]?.(text, key)}`;
}

/** A good token of one kind. @param {keyof typeof ACCESS} kind @param {string} id @param {number} [seconds] */
export function tokenOf(kind, id, seconds = 60) {
  if (kind === "plain") return plainToken(id, inSeconds(seconds));
  return jwtOf({ sub: id, exp: inSeconds(seconds) }, { alg: kind === "HS256" ? "HS256" : "EdDSA" });
}
