// The types of the bindings, checked by tsc, with each framework. A line under @ts-expect-error that compiles is an error itself.
import type { Call, CallSnapshot } from "../call/index.ts";
import type { HistoryEntry } from "../history/index.ts";
import type { Invitation, InvitationClient, InvitationClientSnapshot, LocalInvitation } from "../index.ts";
import {
  useCall,
  useHistory,
  useIncoming,
  useInvitation,
  usePeerInvite,
  useProblem,
  useSnapshot,
} from "./index.ts";

declare function take<T>(value: T): void;
declare const client: InvitationClient;
declare const maybe: InvitationClient | undefined;
declare const either: Invitation;
declare const call: Call | undefined;

take<InvitationClient | undefined>(usePeerInvite(() => client, { key: "ada" }));
usePeerInvite(async () => client);
// @ts-expect-error neither a Peer nor a client
usePeerInvite(() => 5);
// @ts-expect-error no such option
usePeerInvite(() => client, { policy: {} });

take<InvitationClientSnapshot>(useSnapshot(client));
take<InvitationClientSnapshot | undefined>(useSnapshot(maybe));
take<CallSnapshot | undefined>(useSnapshot(call));
// @ts-expect-error it may be undefined
take<InvitationClientSnapshot>(useSnapshot(maybe));
const snapshot = useSnapshot(either);
take<string>(snapshot.role === "local" ? snapshot.callee : snapshot.caller);

useIncoming().map((it) => it.accept());
useIncoming(maybe);
const { invitation, invite, dismiss } = useInvitation(maybe);
take<LocalInvitation>(invite("bob", { kind: "audio" }));
dismiss();
take<Call | undefined>(useCall(invitation, { media: { audio: true }, config: {} }).call);
useCall(undefined, { media: false });
// @ts-expect-error a call is of an invitation
useCall(client);
take<readonly HistoryEntry[]>(useHistory(client, { entriesMax: 5 }).entries);
take<string | undefined>(useProblem()?.error.code);
