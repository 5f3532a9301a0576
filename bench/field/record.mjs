// @ts-check
// The runs on one network, in a file that grows with each: a measurement that was interrupted goes on where it was.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** @typedef {import("./contenders.mjs").ContenderName} ContenderName */
/**
 * @typedef {object} FieldRecord
 * @property {string} condition its name
 * @property {string} stamp what the runs are of: pages and browser. Runs of another stamp are no part of it
 * @property {string} date of the last run
 * @property {string[]} loads of the machine, the averages of the last minute, one of each round
 * @property {Partial<Record<ContenderName, import("./run.mjs").Run[]>>} runs
 * @property {Partial<Record<ContenderName, string[]>>} failures runs that came to nothing, and why
 */

/**
 * @param {string} path
 * @param {string} condition
 * @param {string} stamp
 * @returns {FieldRecord} what is there of that stamp, or an empty one
 */
export function readRecord(path, condition, stamp) {
  /** @type {FieldRecord} */
  const empty = { condition, stamp, date: new Date().toISOString(), loads: [], runs: {}, failures: {} };
  try {
    /** @type {FieldRecord} */
    const found = JSON.parse(readFileSync(path, "utf8"));
    return found.stamp === stamp ? found : empty;
  } catch {
    return empty;
  }
}

/**
 * @param {string} path
 * @param {FieldRecord} record
 */
export function writeRecord(path, record) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(record)}\n`);
}

/**
 * How many runs a contender had. A failed one counts: what always fails must come to an end too.
 *
 * @param {FieldRecord} record
 * @param {ContenderName} contender
 */
export function attemptsOf(record, contender) {
  return (record.runs[contender]?.length ?? 0) + (record.failures[contender]?.length ?? 0);
}
