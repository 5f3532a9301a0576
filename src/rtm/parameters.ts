// RTM's parameters for trying things out: an app finds what it set, and nothing else comes of it.

const parameters = new Map<unknown, unknown>();

/** Takes one of RTM's parameters. It means nothing here. */
export function setParameter(name: string | object, value?: unknown): void {
  if (typeof name === "string") parameters.set(name, value);
}

/** What {@link setParameter} was given for `name`; undefined when it was given nothing. */
export function getParameter(name: string): unknown {
  return parameters.get(name);
}
