// The connection to the broker: its state goes into the store, and an error that it cannot recover from ends the session.
import type { InvitationClient } from "peer-invite";
import type { Connection, Store } from "../store.ts";
import { until } from "./until.ts";

/** Shows the connection in `store` until `signal` is aborted. `fail` gets the error that ends the session. */
export function watchConnection(
  client: InvitationClient,
  store: Store,
  fail: (error: unknown) => void,
  signal: AbortSignal,
): void {
  let wasOnline = false;
  const show = until(signal, () => {
    wasOnline ||= client.state === "online";
    store.update({ connection: connectionOf(client) });
  });
  client.on("changed", show);
  client.on(
    "error",
    until(signal, (error) => {
      // The broker gives our own id back once it notices that the old socket is dead. Without posts, calls ring later.
      const passes =
        error.code === "broker-unreachable" ||
        error.code === "posts-unsupported" ||
        error.code === "gate-unsupported" ||
        (error.code === "peer-id-taken" && wasOnline);
      if (!passes) fail(error);
    }),
  );
  addEventListener("online", show, { signal });
  addEventListener("offline", show, { signal });
  show();
}

function connectionOf({ state }: InvitationClient): Connection {
  if (state !== "offline") return state;
  return navigator.onLine ? "broker-lost" : "no-network";
}
