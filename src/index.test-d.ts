// What must be a type error and what must not, checked by tsc. A line under @ts-expect-error that compiles is an error itself.

import type { Call } from "./call/index.ts";
import type { History } from "./history/index.ts";
import type {
  Invitation,
  InvitationClient,
  Line,
  LocalFailure,
  LocalInvitation,
  Observable,
  RemoteFailure,
  RemoteInvitation,
} from "./index.ts";

declare const client: InvitationClient;
declare const local: LocalInvitation;
declare const remote: RemoteInvitation;
declare function take<T>(value: T): void;

/** Works on both kinds, through the shared interface. */
function watch(invitation: Invitation): void {
  invitation.on("changed", ({ peer, key, state }) => take<string[]>([peer, key, state]));
  invitation.once("accepted", (response) => take<string>(response)).on("refused", () => {});
  invitation.on("failed", (reason) => take<LocalFailure | RemoteFailure>(reason));
  invitation.off("accepted");
  // @ts-expect-error only a local invitation has this event
  invitation.on("received", () => {});
}
watch(local);
watch(remote);

/** The same with the union, which is what a client's lists contain. */
for (const invitation of [...client.invitations, ...client.calls]) {
  invitation.on("changed", ({ peer, key }) => take<string[]>([peer, key]));
  invitation.once("canceled", (content) => take<string>(content));
  invitation.off("canceled");
  if (invitation.role === "remote") invitation.accept();
  else invitation.cancel();
  // @ts-expect-error the kind is not known here
  invitation.accept();
}

// Each kind has more: its own events, and its own type as the return value.
local
  .on("received", () => {})
  .on("failed", (reason) => take<LocalFailure>(reason))
  .cancel();
remote.on("changed", ({ caller, replaces }) => take<string | undefined>(replaces?.id ?? caller)).ignore();
// @ts-expect-error no such event
local.on("ended", () => {});

/** What a binding for a framework needs from every object. */
function useSnapshot<Snapshot>(
  source: Observable<Snapshot>,
  store: (s: (l: () => void) => () => void) => void,
): Snapshot {
  store((listener) => source.subscribe(listener));
  return source.snapshot;
}
declare const objects: { line: Line; call: Call; history: History };
declare const store: (subscribe: (listener: () => void) => () => void) => void;
take<string>(useSnapshot(local, store).callee);
take<string>(useSnapshot(remote, store).caller);
take<string>(useSnapshot(client, store).state);
take<"up" | "down" | "closed">(useSnapshot(objects.line, store).state);
take<string>(useSnapshot(objects.call, store).state);
take<number>(useSnapshot(objects.history, store).length);
