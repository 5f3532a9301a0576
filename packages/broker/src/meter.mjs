// @ts-check
// What a broker reports, and to whom if nobody asked.

/**
 * What a broker reports as it happens.
 *
 * @typedef {object} Meter
 * @property {(type: string) => void} relayed a message was passed on, or waits for its addressee
 * @property {() => void} expired a sender was told that what it sent waited in vain
 * @property {(reason: string) => void} refused something was refused, for one of few reasons in the broker's own words
 * @property {(seconds: number) => void} answered how long the registry's engine took to answer one question
 */

/** Reports to nobody. @type {Meter} */
export const NO_METER = { relayed: () => {}, expired: () => {}, refused: () => {}, answered: () => {} };
