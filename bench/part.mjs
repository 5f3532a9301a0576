// @ts-check
// What every part of the benchmark gives.

/**
 * @typedef {object} Part
 * @property {string} text the printed result
 * @property {unknown} numbers the numbers behind it
 * @property {Readonly<Record<string, string>>} [sections] of docs/PERFORMANCE.md, by name
 * @property {Readonly<Record<string, string>>} [charts] SVG, by file name
 */

export {};
