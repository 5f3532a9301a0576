// @ts-check
// Access tokens: who may have which id. They are made by those who have the key, checked here, and renewed here if the broker has the
// key. What a token says is never passed on, logged, or repeated in an error.
import { createHmac, timingSafeEqual } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { problemOfAccess, readAccess } from "./access-option.mjs";
import { isPeerId } from "./guard.mjs";
import { BrokerOptionError } from "./options.mjs";

/** @typedef {import("./access-option.mjs").AccessKeys} AccessKeys */
/** @typedef {Extract<AccessKeys, { kind: "jwt" }>} JwtKeys */

/**
 * Why an access token is refused: rows of CLOSES. `later`: too many are being checked.
 *
 * @typedef {"tokenAbsent" | "tokenUnsigned" | "tokenForeign" | "tokenElsewhere" | "tokenEarly" | "tokenExpired" | "tokenEndless"
 *   | "later"} AccessRefusal
 */

/**
 * What a token is worth for one id.
 *
 * @typedef {{ readonly is: "valid", readonly expiresAtMs: number } | { readonly is: "refused", readonly why: AccessRefusal }} AccessVerdict
 */

/** @typedef {{ readonly token: string, readonly expiresAtMs: number }} FreshToken */

/**
 * @typedef {object} Access
 * @property {boolean} canRenew whether it has the key that makes tokens
 * @property {(id: string, token: string) => Promise<AccessVerdict>} check whether the token is good for this id. Never rejects
 * @property {(id: string, token: string) => Promise<({ readonly is: "valid" } & FreshToken) | Extract<AccessVerdict, { is: "refused" }>>} renew
 *   a new token for an old one that is good for this id, or expired a short time ago (renewGraceMs). The new one never expires
 *   before the old one. Only if `canRenew`
 */

const PLAIN = /^([1-9]\d{0,11})\.([\w-]{43})$/;
/** Three parts of base64url. jose finds out the rest. */
const JWT_SHAPE = /^[\w-]+\.[\w-]+\.[\w-]*$/;
/** Which claim of a JWT failed. @type {Readonly<Record<string, AccessRefusal>>} */
const CLAIMS = {
  sub: "tokenForeign",
  iss: "tokenElsewhere",
  aud: "tokenElsewhere",
  nbf: "tokenEarly",
  exp: "tokenEndless",
};
/** The algorithms by key. "Ed25519" is the newer name of EdDSA with such a key (RFC 9864). */
const ALGORITHMS = { HS256: ["HS256"], EdDSA: ["EdDSA", "Ed25519"] };

/**
 * The text by which a registry compares owners, if there are access tokens: two tokens of the same subject are the same owner.
 *
 * @param {string} id
 */
export function ownerOf(id) {
  return `access:${id}`;
}

/**
 * @param {readonly AccessKeys[]} sources
 * @param {import("./limits.mjs").Limits} limits
 * @returns {Access}
 */
export function createAccess(sources, limits) {
  const maker = makerOf(sources);
  let checking = 0;

  /** @param {string} id @param {string} token @param {number} graceMs @returns {Promise<AccessVerdict>} */
  const check = async (id, token, graceMs) => {
    if (checking >= limits.tokenChecksMax) return refuse("later");
    checking += 1;
    try {
      const read = await readToken(sources, id, token);
      if (typeof read === "string") return refuse(read);
      const { startsAtMs, expiresAtMs } = read;
      const nowMs = Date.now();
      if (startsAtMs > nowMs + limits.clockToleranceMs) return refuse("tokenEarly");
      if (expiresAtMs <= nowMs - limits.clockToleranceMs - graceMs) return refuse("tokenExpired");
      return { is: "valid", expiresAtMs };
    } finally {
      checking -= 1;
    }
  };

  return {
    canRenew: canSign(maker),
    check: (id, token) => check(id, token, 0),
    async renew(id, token) {
      const verdict = await check(id, token, limits.renewGraceMs);
      if (verdict.is === "refused") return verdict;
      const expiresAtMs = Math.max(Date.now() + limits.renewedForMs, verdict.expiresAtMs);
      return { is: "valid", ...(await sign(maker, id, Math.floor(expiresAtMs / 1_000))) };
    },
  };
}

/**
 * Makes an access token, as an app's own server does for a person who has logged in.
 *
 * @param {import("./access-option.mjs").AccessOption} access the same as the broker's option; the key of its first source makes tokens
 * @param {string} id the peer id that its holder may have
 * @param {number} seconds how long it is good: a whole number from 1
 * @returns {Promise<string>} PeerJS's option `token`
 * @throws {BrokerOptionError} if `access` is wrong, or has only a public key
 * @throws {TypeError} if no peer can have the id
 * @throws {RangeError} if `seconds` is out of range
 */
export async function createAccessToken(access, id, seconds) {
  const problem = problemOfAccess(access);
  if (problem !== undefined) throw new BrokerOptionError("access", problem);
  const maker = makerOf(readAccess(access));
  if (!canSign(maker)) throw new BrokerOptionError("access", "needs a jwt.privateKey to make tokens");
  if (!isPeerId(id)) throw new TypeError("No peer can have this id.");
  if (!Number.isSafeInteger(seconds) || seconds < 1)
    throw new RangeError("An access token is good for a whole number of seconds, at least 1.");
  return (await sign(maker, id, Math.floor(Date.now() / 1_000) + seconds)).token;
}

/** The first source makes the tokens. @param {readonly AccessKeys[]} sources @returns {AccessKeys} */
function makerOf(sources) {
  return /** @type {AccessKeys} */ (sources[0]);
}

/** @param {AccessKeys} keys */
function canSign(keys) {
  return keys.kind === "plain" || keys.signWith !== undefined;
}

/**
 * @param {AccessKeys} keys that can sign
 * @param {string} id
 * @param {number} expiry in seconds since 1970
 * @returns {Promise<FreshToken>}
 */
async function sign(keys, id, expiry) {
  const expiresAtMs = expiry * 1_000;
  if (keys.kind === "plain")
    return { token: `${expiry}.${macOf(keys.secret, id, `${expiry}`)}`, expiresAtMs };
  const { algorithm, names, signWith } = keys;
  const jwt = new SignJWT().setProtectedHeader({ alg: algorithm, typ: "JWT" });
  jwt.setSubject(id).setIssuedAt().setExpirationTime(expiry);
  if (names.issuer !== undefined) jwt.setIssuer(names.issuer);
  if (names.audience !== undefined) jwt.setAudience(names.audience);
  return { token: await jwt.sign(/** @type {import("node:crypto").KeyObject} */ (signWith)), expiresAtMs };
}

/** @typedef {{ readonly startsAtMs: number, readonly expiresAtMs: number }} Span */

/** What a key can find wrong with a token, the least that speaks for its having made it first. @type {readonly AccessRefusal[]} */
const FINDINGS = [
  "tokenAbsent",
  "tokenUnsigned",
  "tokenForeign",
  "tokenElsewhere",
  "tokenEarly",
  "tokenEndless",
];

/**
 * @param {readonly AccessKeys[]} sources
 * @param {string} id
 * @param {string} token
 * @returns {Promise<Span | AccessRefusal>} of the source whose token it is; if it is none's, why the most likely one refused it
 */
async function readToken(sources, id, token) {
  let finding = 0;
  for (const keys of sources) {
    const read = keys.kind === "plain" ? readPlain(keys.secret, id, token) : await readJwt(keys, id, token);
    if (typeof read !== "string") return read;
    finding = Math.max(finding, FINDINGS.indexOf(read));
  }
  return /** @type {AccessRefusal} */ (FINDINGS[finding]);
}

/**
 * @param {import("node:crypto").KeyObject} secret
 * @param {string} id
 * @param {string} token
 * @returns {Span | AccessRefusal}
 */
function readPlain(secret, id, token) {
  const [, expiry = "", mac = ""] = PLAIN.exec(token) ?? [];
  if (expiry === "") return "tokenAbsent";
  if (!timingSafeEqual(Buffer.from(macOf(secret, id, expiry)), Buffer.from(mac))) return "tokenUnsigned";
  return { startsAtMs: 0, expiresAtMs: Number(expiry) * 1_000 };
}

/**
 * No id contains a point, so no two pairs of id and expiry have one text.
 *
 * @param {import("node:crypto").KeyObject} secret
 * @param {string} id
 * @param {string} expiry
 */
function macOf(secret, id, expiry) {
  return createHmac("sha256", secret).update(`${id}.${expiry}`).digest("base64url");
}

/**
 * @param {JwtKeys} keys
 * @param {string} id
 * @param {string} token
 * @returns {Promise<Span | AccessRefusal>}
 */
async function readJwt({ algorithm, verifyWith, names }, id, token) {
  if (!JWT_SHAPE.test(token)) return "tokenAbsent";
  const options = {
    ...names,
    algorithms: ALGORITHMS[algorithm],
    subject: id,
    // The times are judged by the caller, in one way for all kinds of tokens.
    currentDate: new Date(0),
    clockTolerance: Number.MAX_SAFE_INTEGER,
  };
  try {
    const { payload } = await jwtVerify(token, verifyWith, options);
    const { exp = Number.NaN, nbf = 0 } = payload;
    // It may be missing, and JSON can hold numbers that are infinite once they are read.
    if (!Number.isFinite(exp)) return "tokenEndless";
    return { startsAtMs: nbf * 1_000, expiresAtMs: exp * 1_000 };
  } catch (error) {
    return refusalOf(error);
  }
}

/** @param {unknown} error of jose @returns {AccessRefusal} */
function refusalOf(error) {
  if (error instanceof errors.JWTClaimValidationFailed) return CLAIMS[error.claim] ?? "tokenAbsent";
  const isUnsigned =
    error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed;
  return isUnsigned ? "tokenUnsigned" : "tokenAbsent";
}

/** @param {AccessRefusal} why @returns {Extract<AccessVerdict, { is: "refused" }>} */
function refuse(why) {
  return { is: "refused", why };
}
