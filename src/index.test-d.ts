// What must be a type error and what must not, checked by tsc. A line under @ts-expect-error that compiles is an error itself.

import { type Call, startCall } from "./call/index.ts";
import type { History } from "./history/index.ts";
import type {
  Invitation,
  InvitationClient,
  InvitationMembers,
  InvitationSnapshot,
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

/** Works on both kinds, through the members that they share. */
function watch(invitation: InvitationMembers): void {
  invitation.on("changed", ({ peer, key, state }) => take<string[]>([peer, key, state]));
  invitation.once("accepted", (response) => take<string>(response)).on("refused", () => {});
  invitation.on("failed", (reason) => take<LocalFailure | RemoteFailure>(reason));
  invitation.off("accepted");
  // @ts-expect-error only a local invitation has this event
  invitation.on("received", () => {});
}
watch(local);
watch(remote);
const started: Call = startCall(local.once("accepted", () => {}));

/** README's one-page app, over both kinds. */
function follow(invitation: Invitation, words: string): void {
  const draw = (snapshot: InvitationSnapshot): void => {
    take<string>(`${words}: ${snapshot.role === "local" ? snapshot.progress : snapshot.state}`);
  };
  const accept = (): void => void (invitation.role === "remote" && invitation.accept());
  const cancel = (): void => void (invitation.role === "local" && invitation.cancel());
  invitation.on("changed", draw).once("accepted", () => talk(invitation));
  draw(invitation.snapshot);
  take<(() => void)[]>([accept, cancel]);
}
function talk(invitation: Invitation): void {
  const call = startCall(invitation);
  call.on("ended", () => take<boolean>(client.calls.includes(invitation)));
}
client.on("invitation", (invitation) => follow(invitation, `${invitation.caller} is calling`));
follow(client.createLocalInvitation("bob").send(), "Calling bob");

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
function useSnapshot<Source extends Observable<unknown>>(
  source: Source,
  store: (s: (l: () => void) => () => void) => void,
): Source["snapshot"] {
  store((listener) => source.subscribe(listener));
  source.on("changed", (snapshot) => take<unknown>(snapshot));
  return source.snapshot;
}
declare const objects: { line: Line; history: History };
declare const either: Invitation;
declare const shared: InvitationMembers;
declare const store: (subscribe: (listener: () => void) => () => void) => void;
take<string>(useSnapshot(local, store).callee);
take<string>(useSnapshot(remote, store).caller);
take<string>(useSnapshot(client, store).state);
take<"up" | "down" | "closed">(useSnapshot(objects.line, store).state);
take<string>(useSnapshot(started, store).state);
take<number>(useSnapshot(objects.history, store).length);
take<InvitationSnapshot>(useSnapshot(shared, store));
for (const snapshot of [
  useSnapshot(either, store),
  ...client.invitations.map((it) => useSnapshot(it, store)),
]) {
  take<string>(snapshot.role === "remote" ? snapshot.caller : snapshot.callee);
}

/** With the snapshot as its parameter, a function finds the type of every object but a union. */
declare function read<Snapshot>(source: Observable<Snapshot>): Snapshot;
take<string>(read(local).callee);
take<string>(read(client).state);
take<string>(read(started).state);
take<"up" | "down" | "closed">(read(objects.line).state);
take<number>(read(objects.history).length);
take<InvitationSnapshot>(read<InvitationSnapshot>(either));
// @ts-expect-error TypeScript makes no union of what it infers
read(either);

/** Each has the event \`changed\` with its snapshot. */
declare const observables: readonly (Observable<unknown> | Observable<string>)[];
for (const one of [...observables, local, remote, shared, client, started, objects.line, objects.history]) {
  one.on("changed", () => {});
}
const watched: Observable<InvitationSnapshot> = either;
watched.on("changed", ({ key }) => take<string>(key));
// @ts-expect-error an observable has one event
watched.on("accepted", () => {});
