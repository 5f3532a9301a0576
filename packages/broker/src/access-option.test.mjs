// @ts-check
// The options `access` and `ice`: every wrong value is an error that says what is wrong, and never repeats a key.
import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { OTHER_PAIR, PRIVATE_KEY, PUBLIC_KEY, SECRET } from "./access.fixture.mjs";
import { BrokerOptionError, createBroker } from "./index.mjs";

const SHORT = "only-31-characters-are-too-few.";
const RSA = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const SECRET_RULE = 'it must be a text of at least 32 characters, such as "openssl rand -hex 32" prints';

/** @param {any} options @returns {string | undefined} */
function messageOf(options) {
  try {
    void createBroker({ log: () => {}, ...options }).stop();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(BrokerOptionError);
    return /** @type {Error} */ (error).message;
  }
}

test("a right value of access is accepted", () => {
  for (const access of [
    undefined,
    { secret: SECRET },
    { jwt: { secret: SECRET } },
    { jwt: { secret: SECRET, issuer: "https://app.example", audience: "broker" } },
    { jwt: { publicKey: PUBLIC_KEY } },
    { jwt: { privateKey: PRIVATE_KEY } },
    { jwt: { publicKey: createPublicKey(PUBLIC_KEY) } },
    { jwt: { privateKey: createPrivateKey(PRIVATE_KEY) } },
    [{ jwt: { privateKey: PRIVATE_KEY } }, { jwt: { publicKey: OTHER_PAIR.publicKey } }, { secret: SECRET }],
  ])
    expect(messageOf({ access })).toBeUndefined();
});

/** @type {[name: string, access: any, problem: string][]} */
const WRONG = [
  ["null", null, "must be { secret } or { jwt }"],
  ["a text", SECRET, "must be { secret } or { jwt }"],
  ["nothing in it", {}, "must be { secret } or { jwt }"],
  ["both", { secret: SECRET, jwt: { secret: SECRET } }, "must be { secret } or { jwt }"],
  ["another name", { secrets: SECRET }, "must be { secret } or { jwt }"],
  ["a short secret", { secret: SHORT }, `has a wrong secret: ${SECRET_RULE}`],
  ["no text", { secret: 1 }, `has a wrong secret: ${SECRET_RULE}`],
  ["no jwt", { jwt: true }, "has a wrong jwt: it must be { secret }, { publicKey } or { privateKey }"],
  ["an empty jwt", { jwt: {} }, "has no key in jwt: there must be a secret, a publicKey or a privateKey"],
  [
    "only names",
    { jwt: { issuer: "x" } },
    "has no key in jwt: there must be a secret, a publicKey or a privateKey",
  ],
  ["a short secret of jwt", { jwt: { secret: SHORT } }, `has a wrong jwt.secret: ${SECRET_RULE}`],
  [
    "an unknown part",
    { jwt: { secret: SECRET, alg: "none" } },
    "has an unknown jwt.alg; there are secret, publicKey, privateKey, issuer, audience",
  ],
  [
    "an empty audience",
    { jwt: { secret: SECRET, audience: "" } },
    "has a wrong jwt.audience: it must be a text that is not empty",
  ],
  ...[{ secret: SECRET }, { privateKey: PRIVATE_KEY }].map(
    (other, index) =>
      /** @type {[string, any, string]} */ ([
        `two keys in one source (${index})`,
        { jwt: { publicKey: PUBLIC_KEY, ...other } },
        "has several keys in jwt: there must be a secret, a publicKey or a privateKey",
      ]),
  ),
  ["no source", [], "must be one source of tokens, or 1 to 8 of them"],
  [
    "nine sources",
    Array.from({ length: 9 }, () => ({ secret: SECRET })),
    "must be one source of tokens, or 1 to 8 of them",
  ],
  [
    "a wrong second source",
    [{ secret: SECRET }, { secret: SHORT }],
    `is wrong in its source 2: it has a wrong secret: ${SECRET_RULE}`,
  ],
  [
    "sources in a source",
    [[{ secret: SECRET }]],
    "is wrong in its source 1: it must be { secret } or { jwt }",
  ],
  ...[
    PRIVATE_KEY,
    "no key",
    "",
    1,
    RSA.publicKey,
    RSA.publicKey.export({ type: "spki", format: "pem" }),
    createPrivateKey(PRIVATE_KEY),
  ].map(
    (publicKey, index) =>
      /** @type {[string, any, string]} */ ([
        `no public key (${index})`,
        { jwt: { publicKey } },
        "has a wrong jwt.publicKey: it must be a public Ed25519 key: PEM text or KeyObject",
      ]),
  ),
  ...[PUBLIC_KEY, "no key", RSA.privateKey, createPublicKey(PUBLIC_KEY)].map(
    (privateKey, index) =>
      /** @type {[string, any, string]} */ ([
        `no private key (${index})`,
        { jwt: { privateKey } },
        "has a wrong jwt.privateKey: it must be a private Ed25519 key: PEM text or KeyObject",
      ]),
  ),
];

test.each(WRONG)("a wrong value of access is an error: %s", (_, access, problem) => {
  const message = messageOf({ access });
  expect(message).toBe(`The broker's option "access" ${problem}.`);
  for (const key of [SECRET, SHORT, PRIVATE_KEY]) expect(message).not.toContain(key);
});

const ICE = { urls: ["turn:t.example"], secret: "secret-of-coturn", open: true };

test("a right value of ice is accepted", () => {
  for (const urls of [
    ["stun:t.example"],
    ["stun:192.0.2.1:3478", "turn:[2001:db8::1]:3478", "turns:t.example:443?transport=tcp"],
  ])
    expect(messageOf({ ice: { ...ICE, urls, ttlSeconds: 60 } })).toBeUndefined();
  expect(messageOf({ access: { secret: SECRET }, ice: { ...ICE, open: false } })).toBeUndefined();
});

/** @type {[name: string, ice: any, problem: string][]} */
const WRONG_ICE = [
  ["null", null, "must be { urls, secret }"],
  ["an unknown part", { ...ICE, ttl: 1 }, "has an unknown ttl; there are urls, secret, ttlSeconds, open"],
  ...[
    "turn:t.example",
    [],
    ["http://t.example"],
    ["turn:"],
    ["turn:t.example?x"],
    ["stun:t.example?transport=udp"],
    [1],
  ].map(
    (urls, index) =>
      /** @type {[string, any, string]} */ ([
        `wrong urls (${index})`,
        { ...ICE, urls },
        'has wrong urls: an array such as ["stun:turn.example.com", "turn:turn.example.com:3478?transport=udp"]',
      ]),
  ),
  [
    "no secret",
    { urls: ["turns:t.example"], open: true },
    "has no secret: TURN needs coturn's static-auth-secret",
  ],
  [
    "a short secret",
    { ...ICE, secret: "short-of-coturn" },
    "has a wrong secret: it must be a text of at least 16 characters, coturn's static-auth-secret",
  ],
  ...[59, 86_401, 60.5, "600"].map(
    (ttlSeconds) =>
      /** @type {[string, any, string]} */ ([
        `a ttl of ${ttlSeconds}`,
        { ...ICE, ttlSeconds },
        "has wrong ttlSeconds: a whole number from 60 to 86400",
      ]),
  ),
  ["open that is no boolean", { ...ICE, open: "yes" }, "has a wrong open: it must be true or false"],
  [
    "nobody's",
    { ...ICE, open: false },
    "would serve anybody: set access, or ice.open to true if that is meant",
  ],
];

test.each(WRONG_ICE)("a wrong value of ice is an error: %s", (_, ice, problem) => {
  expect(messageOf({ ice })).toBe(`The broker's option "ice" ${problem}.`);
});

test("an unknown option is answered with the names that exist", () => {
  expect(messageOf({ acces: {} })).toMatch(/does not exist; there are .*\baccess, ice\b/);
});
