// Where an error goes that belongs to nobody here.

/** Reports `error` as the platform reports an uncaught one; the caller goes on. */
export function report(error: unknown): void {
  if (typeof reportError === "function") reportError(error);
  else setTimeout(() => Promise.reject(error));
}
