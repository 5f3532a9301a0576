// RTM's experimental parameters. An app can read what it set; they have no other effect.

const parameters = new Map<unknown, unknown>();

/** Stores one of RTM's parameters. It has no effect here. */
export function setParameter(name: string | object, value?: unknown): void {
  if (typeof name === "string") parameters.set(name, value);
}

/** The value that {@link setParameter} stored for `name`; undefined if there is none. */
export function getParameter(name: string): unknown {
  return parameters.get(name);
}
