// @ts-check
// What the settings of the command mean as options of a broker: the parts that are one option and several settings.

/** @typedef {import("./settings.mjs").Settings} Settings */
/** @typedef {import("./options.mjs").BrokerOptions} BrokerOptions */

/**
 * The options that follow from the settings. Their values are checked where every option is.
 *
 * @param {Settings} settings
 * @returns {BrokerOptions}
 */
export function toOptions(settings) {
  const {
    accessSecretFile,
    jwtSecretFile,
    jwtPublicKeyFile,
    jwtPrivateKeyFile,
    jwtIssuer,
    jwtAudience,
    iceUrls,
    iceSecretFile,
    iceTtlSeconds,
    trustProxy,
    ...others
  } = settings;
  const names = given({ issuer: jwtIssuer, audience: jwtAudience });
  // The first source makes the tokens. While one kind replaces another, the kind that gives away less does.
  /** @type {any[]} */
  const jwts = [
    ...keysOf("privateKey", jwtPrivateKeyFile),
    ...keysOf("publicKey", jwtPublicKeyFile),
    ...keysOf("secret", jwtSecretFile),
  ].map((key) => ({ jwt: { ...key, ...names } }));
  // Names without a key are a mistake, which the options report.
  if (jwts.length === 0 && hasAny(names)) jwts.push({ jwt: names });
  const access = [...jwts, ...keysOf("secret", accessSecretFile)];
  const ice = given({ urls: iceUrls, secret: iceSecretFile, ttlSeconds: iceTtlSeconds });
  return /** @type {any} */ ({
    path: "/",
    ...others,
    ...(access.length > 0 && { access }),
    // Without access tokens there is nobody to tell apart, so anyone who asks is told.
    ...(hasAny(ice) && { ice: { ...ice, ...(access.length === 0 && { open: true }) } }),
    ...(trustProxy === true && { addressOf: lastForwarded }),
  });
}

/** @param {string} name @param {Settings[string] | undefined} keys @returns {Record<string, unknown>[]} */
function keysOf(name, keys = []) {
  return /** @type {string[]} */ (keys).map((key) => ({ [name]: key }));
}

/** @param {Record<string, unknown>} values @returns {Record<string, unknown>} those that are there */
function given(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** @param {Record<string, unknown>} values */
function hasAny(values) {
  return Object.keys(values).length > 0;
}

/**
 * The address that the proxy in front has added. Those before it are the client's own words.
 *
 * @param {import("node:http").IncomingMessage} request
 */
function lastForwarded({ headers }) {
  return String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
}
