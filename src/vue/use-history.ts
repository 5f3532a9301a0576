// The list of a client's calls.
import { toValue } from "vue";
import { type HistoryPlan, type HistoryView, historyOf, NO_HISTORY } from "../bindings/index.ts";
import { type GivenClient, useGivenClient } from "./use-peer-invite.ts";
import { type Shown, useSource } from "./use-snapshot.ts";

/**
 * The calls of `client`, latest first. The list begins at the first use and goes on until the client has closed: use it
 * where the client is made. Without an argument, the calls of the page's client. `options` count at the first use.
 */
export function useHistory(
  ...args: readonly [client?: GivenClient, options?: HistoryPlan]
): Shown<HistoryView> {
  const given = useGivenClient(args);
  return useSource(() => {
    const now = toValue(given);
    return now && historyOf(now, () => args[1] ?? {});
  }, NO_HISTORY);
}
