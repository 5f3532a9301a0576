// The calls that never rang. The log has a line for each.
import type { InvitationClient, MissedReason } from "peer-invite";
import { logStep } from "../log.ts";
import type { Step } from "../steps.ts";
import type { Store } from "../store.ts";
import { until } from "./until.ts";

const STEPS: { readonly [reason in MissedReason]?: Step } = {
  busy: "away-busy",
  "do-not-disturb": "away-do-not-disturb",
  "not-allowed": "away-not-allowed",
};

/** Logs the calls that `client` refuses without ringing, until `signal` is aborted. */
export function logTurnedAway(client: InvitationClient, store: Store, signal: AbortSignal): void {
  client.on(
    "missed",
    until(signal, ({ id, caller, content, reason, rang }) => {
      const step = rang ? undefined : STEPS[reason];
      if (step === undefined) return;
      const about = { role: "remote", id, peer: caller } as const;
      store.update({ log: logStep(store.state.log, about, step, Date.now(), content) });
    }),
  );
}
