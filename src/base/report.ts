// Where an error goes that belongs to nobody here.

/** Reports `error` as the platform reports an uncaught one; the caller goes on. */
export function report(error: unknown): void {
  if (typeof reportError === "function") reportError(error);
  else setTimeout(() => Promise.reject(error));
}

/** Runs `act` and gives what it returns; reports what it throws, so that what comes after it goes on. */
export function guarded<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    report(error);
    return undefined;
  }
}
