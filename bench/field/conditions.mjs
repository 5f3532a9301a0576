// @ts-check
// The networks on which every contender is measured, as a table.

/**
 * @typedef {object} Condition
 * @property {string} name also of the file with its numbers
 * @property {number} oneWayMs from host to host
 * @property {number} loss the chance that a packet is lost on its way from host to host
 * @property {boolean} relayOnly whether everything between the peers goes through the TURN server
 * @property {boolean} [isExtra] measured only on request
 */

/**
 * @param {number} oneWayMs
 * @param {Partial<Condition>} [more]
 * @returns {Condition}
 */
function condition(oneWayMs, { loss = 0, relayOnly = false, isExtra = false } = {}) {
  const name = [`${oneWayMs}ms`, ...(loss > 0 ? [`loss${loss * 100}`] : []), ...(relayOnly ? ["relay"] : [])];
  return { name: name.join("-"), oneWayMs, loss, relayOnly, isExtra };
}

/** @type {readonly Condition[]} */
export const CONDITIONS = [
  condition(0),
  condition(25),
  condition(50),
  condition(100),
  condition(25, { loss: 0.02 }),
  condition(25, { loss: 0.05 }),
  condition(25, { relayOnly: true }),
  condition(0, { relayOnly: true, isExtra: true }),
  condition(50, { relayOnly: true, isExtra: true }),
  condition(50, { loss: 0.05, isExtra: true }),
];

/** The conditions that are measured by default. */
export const USUAL_CONDITIONS = CONDITIONS.filter(({ isExtra }) => !isExtra);

/** What a look at it takes. @type {readonly Condition[]} */
export const QUICK_CONDITIONS = [condition(25)];

/** The only condition without a rig. */
export const LOOPBACK_CONDITION = condition(0);

/**
 * @param {string} name
 * @returns {Condition}
 * @throws {Error} if there is none of that name
 */
export function findCondition(name) {
  const found = CONDITIONS.find((it) => it.name === name);
  if (found) return found;
  throw new Error(
    `There is no condition "${name}"; the conditions are ${CONDITIONS.map((it) => it.name).join(", ")}.`,
  );
}

/** @param {Condition} condition */
export function describeCondition({ oneWayMs, loss, relayOnly }) {
  const parts = [
    `${oneWayMs} ms one way`,
    ...(loss > 0 ? [`${loss * 100} % loss`] : []),
    ...(relayOnly ? ["relay only"] : []),
  ];
  return parts.join(", ");
}
