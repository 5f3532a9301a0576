// The list of a client's calls.
import { type HistoryPlan, type HistoryView, historyOf, NO_HISTORY } from "../bindings/index.ts";
import { type GivenClient, givenClient } from "./peer-invite.ts";
import { type Readable, storeOf } from "./store.ts";

/**
 * The calls of `client`, latest first. The list begins at the first use and goes on until the client has closed: use it
 * where the client is made. Without an argument, the calls of the page's client. `options` count at the first use.
 */
export function useHistory(
  ...args: readonly [client?: GivenClient, options?: HistoryPlan]
): Readable<HistoryView> {
  return storeOf(givenClient(args), (now) => now && historyOf(now, () => args[1] ?? {}), NO_HISTORY);
}
