// The list of a client's calls.
import { useMemo } from "react";
import { type HistoryPlan, type HistoryView, historyOf, NO_HISTORY } from "../bindings/index.ts";
import type { InvitationClient } from "../index.ts";
import { useGivenClient } from "./use-peer-invite.ts";
import { useLatest, useSource } from "./use-snapshot.ts";

/**
 * The calls of `client`, latest first. The list begins at the first use and goes on until the client has closed: use it
 * where the client is made. Without an argument, the calls of the page's client. `options` count at the first use.
 */
export function useHistory(
  ...args: readonly [client?: InvitationClient | undefined, options?: HistoryPlan]
): HistoryView {
  const plan = useLatest(args[1] ?? {});
  const client = useGivenClient(args);
  const source = useMemo(() => client && historyOf(client, plan), [client, plan]);
  return useSource(source, NO_HISTORY);
}
