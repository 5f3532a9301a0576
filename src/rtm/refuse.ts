// How a call fails that RTM has and peer-invite has not: for an app that waits for it with an error, for one that does not
// with a warning.
import { RtmUnsupportedError } from "./errors.ts";

/** What was warned of: an app that makes a call in a loop hears of it once. */
const warned = new Set<string>();

/**
 * Rejects with an RtmUnsupportedError, and says so once on the console. An app that does not wait for the call has no
 * uncaught rejection from it.
 * @param what - the call, as the app wrote it
 * @param advice - what the app can do instead, as a sentence
 */
export function refuse(what: string, advice: string): Promise<never> {
  const error = new RtmUnsupportedError(what, advice);
  if (!warned.has(what)) console.warn(error.message);
  warned.add(what);
  const refused = Promise.reject(error);
  refused.catch(() => {});
  return refused;
}
