// What is in use, and under which names. Two users of one name would break each other.

const claims = new WeakMap<object, Set<string>>();

/** Whether `thing` is in use, under `name` or, without one, under any. */
export function isClaimed(thing: unknown, name?: string): boolean {
  // A WeakMap has nothing for what is no object.
  const names = claims.get(thing as object);
  return names !== undefined && (name === undefined ? names.size > 0 : names.has(name));
}

/** Claims `name` on `thing`. Returns a function that releases it; undefined while somebody else has it. */
export function claim(thing: object, name: string): (() => void) | undefined {
  const names = claims.get(thing) ?? new Set();
  if (names.has(name)) return undefined;
  claims.set(thing, names.add(name));
  return () => void names.delete(name);
}
