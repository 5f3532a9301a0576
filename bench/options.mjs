// @ts-check
// The bench's command line.
import { parseArgs } from "node:util";
import { CONDITIONS, findCondition } from "./field/conditions.mjs";
import { CONTENDER_NAMES } from "./field/contenders.mjs";

/**
 * @typedef {object} BenchOptions
 * @property {boolean} quick a little of everything, within three minutes
 * @property {boolean} fresh starts the side by side over, whatever was measured before
 * @property {number} [runs] of the side by side, for each contender on each network
 * @property {readonly import("./field/conditions.mjs").Condition[]} [conditions] of the side by side
 * @property {readonly import("./field/contenders.mjs").ContenderName[]} [contenders] of the side by side
 * @property {number} [minutes] of calls in a loop, in the soak
 */

const USAGE = `npm run bench -- [PART…] [--quick] [--json FILE] [--publish]
                    [--runs N] [--on ${CONDITIONS.map(({ name }) => name).join(",")}]
                    [--only ${CONTENDER_NAMES.join(",")}] [--fresh] [--minutes N]`;

/**
 * @param {readonly string[]} parts all existing parts
 * @returns {BenchOptions & { names: readonly string[], json: string | undefined, publish: boolean, again: string }}
 *   `again`: the options that repeat this run
 * @throws {Error} whose message says what is wrong and what is possible
 */
export function readCommandLine(parts) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      fresh: { type: "boolean", default: false },
      publish: { type: "boolean", default: false },
      json: { type: "string" },
      runs: { type: "string" },
      minutes: { type: "string" },
      on: { type: "string" },
      only: { type: "string" },
    },
  });
  const unknown = positionals.find((name) => !parts.includes(name));
  if (unknown) throw new Error(`There is no part "${unknown}"; the parts are ${parts.join(", ")}.\n${USAGE}`);
  const { quick, fresh, publish, json, runs, minutes, on, only } = values;
  const again = [
    quick && "--quick",
    runs && `--runs ${runs}`,
    minutes && `--minutes ${minutes}`,
    on && `--on ${on}`,
    only && `--only ${only}`,
  ];
  return {
    names: positionals,
    again: again.filter(Boolean).join(" "),
    json,
    publish,
    quick,
    fresh,
    ...(runs !== undefined && { runs: positive("runs", runs) }),
    ...(minutes !== undefined && { minutes: positive("minutes", minutes) }),
    ...(on !== undefined && { conditions: on.split(",").map(findCondition) }),
    ...(only !== undefined && { contenders: only.split(",").map(toContender) }),
  };
}

/**
 * @param {string} name
 * @param {string} text
 */
function positive(name, text) {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new Error(`--${name} takes a number above 0, not "${text}".`);
}

/** @param {string} name */
function toContender(name) {
  const found = CONTENDER_NAMES.find((it) => it === name);
  if (found) return found;
  throw new Error(`There is no contender "${name}"; the contenders are ${CONTENDER_NAMES.join(", ")}.`);
}
