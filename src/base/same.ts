// Whether a new snapshot shows anything new.

/** `before` if `after` has the same value in every field, so that a snapshot changes identity only when it changes. */
export function keepSame<T extends object>(before: T, after: T): T {
  const names = Object.keys(after) as (keyof T)[];
  return names.every((name) => Object.is(before[name], after[name])) ? before : after;
}
