// @ts-check
// The runs on one network, in a file to which each run is added. A measurement that was interrupted continues from there.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** @typedef {import("./contenders.mjs").ContenderName} ContenderName */
/**
 * @typedef {object} FieldRecord
 * @property {string} condition its name
 * @property {string} stamp identifies pages and browser. Runs with another stamp do not belong here
 * @property {string} date of the last run
 * @property {string[]} loads of the machine: the averages of the last minute, one for each round
 * @property {Partial<Record<ContenderName, import("./run.mjs").Run[]>>} runs
 * @property {Partial<Record<ContenderName, string[]>>} failures runs that failed, and why
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
 * How many runs a contender had. Failed ones count, because a contender that always fails must also end.
 *
 * @param {FieldRecord} record
 * @param {ContenderName} contender
 */
export function attemptsOf(record, contender) {
  return (record.runs[contender]?.length ?? 0) + (record.failures[contender]?.length ?? 0);
}
