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
  const jwt = given({
    secret: jwtSecretFile,
    publicKey: jwtPublicKeyFile,
    privateKey: jwtPrivateKeyFile,
    issuer: jwtIssuer,
    audience: jwtAudience,
  });
  const access = given({ secret: accessSecretFile, ...(hasAny(jwt) && { jwt }) });
  const ice = given({ urls: iceUrls, secret: iceSecretFile, ttlSeconds: iceTtlSeconds });
  return /** @type {BrokerOptions} */ ({
    path: "/",
    ...others,
    ...(hasAny(access) && { access }),
    // Without access tokens there is nobody to tell apart, so anyone who asks is told.
    ...(hasAny(ice) && { ice: { ...ice, ...(!hasAny(access) && { open: true }) } }),
    ...(trustProxy === true && { addressOf: lastForwarded }),
  });
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
