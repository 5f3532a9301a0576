// @ts-check
// Medians and other quantiles, so that one slow round does not decide.

/**
 * @param {readonly number[]} values at least one
 * @param {number} share from 0 to 1
 * @returns {number} the smallest value that at least this share of all values does not exceed
 */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error("Nothing was measured.");
  return value;
}

/** @param {readonly number[]} values at least one */
export const median = (values) => quantile(values, 0.5);
