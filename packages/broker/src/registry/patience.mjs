// @ts-check
// How long anybody waits for Redis.

/** How long an answer may take, in ms. A claim may wait half of it to be asked, and half of it for the answer. */
export const ANSWER_MS = 900;

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {number} ms
 * @returns {Promise<T>} rejects if it takes longer
 */
export function within(promise, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Lets it happen. If it fails, something else heals it later. @param {Promise<unknown>} promise */
export function hasTime(promise) {
  promise.catch(() => {});
}

/** @template T @param {readonly T[]} all @param {number} size @returns {T[][]} */
export function inParts(all, size) {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) =>
    all.slice(part * size, (part + 1) * size),
  );
}
