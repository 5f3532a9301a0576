// Reports errors that no caller here handles.

/** Reports `error` in the way the platform reports an uncaught error. The caller goes on. */
export function report(error: unknown): void {
  if (typeof reportError === "function") reportError(error);
  else setTimeout(() => Promise.reject(error));
}

/** Runs `act` and returns its result. If it throws, that is reported, and the caller goes on. */
export function guarded<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    report(error);
    return undefined;
  }
}
