// How a call fails that RTM supports and peer-invite does not: with an error for an app that awaits the call, and with
// a warning for one that does not.
import { RtmUnsupportedError } from "./errors.ts";

/** The calls that were warned of, so that an app which makes a call in a loop gets one warning. */
const warned = new Set<string>();

/**
 * Rejects with an RtmUnsupportedError, and warns once on the console. An app that does not await the call gets no
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
