// Compares snapshots.

/**
 * `before` if `after` has the same value in every field, so that a snapshot changes identity only when its content
 * does.
 */
export function keepSame<T extends object>(before: T, after: T): T {
  const names = Object.keys(after) as (keyof T)[];
  return names.every((name) => Object.is(before[name], after[name])) ? before : after;
}
