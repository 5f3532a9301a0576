// What must be a type error, and what must not, checked by tsc: a line under @ts-expect-error that compiles is an error itself.

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

/** A function over both kinds, by the plain interface. */
function watch(invitation: Invitation): void {
  invitation.on("changed", ({ peer, key, state }) => take<string[]>([peer, key, state]));
  invitation.once("accepted", (response) => take<string>(response)).on("refused", () => {});
  invitation.on("failed", (reason) => take<LocalFailure | RemoteFailure>(reason));
  invitation.off("accepted");
  // @ts-expect-error only one that was sent from here says that it rings there
  invitation.on("received", () => {});
}
watch(local);
watch(remote);

/** The same over the union, which is what a client holds. */
for (const invitation of [...client.invitations, ...client.calls]) {
  invitation.on("changed", ({ peer, key }) => take<string[]>([peer, key]));
  invitation.once("canceled", (content) => take<string>(content));
  invitation.off("canceled");
  if (invitation.role === "remote") invitation.accept();
  else invitation.cancel();
  // @ts-expect-error which of the two it is, is not known here
  invitation.accept();
}

// Each kind knows more: its own events, and that what it returns is itself.
local
  .on("received", () => {})
  .on("failed", (reason) => take<LocalFailure>(reason))
  .cancel();
remote.on("changed", ({ caller, replaces }) => take<string | undefined>(replaces?.id ?? caller)).ignore();
// @ts-expect-error no such event
local.on("ended", () => {});

/** What a binding for a framework needs, of every object. */
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
