// The types of Svelte's stores, checked by tsc. A line under @ts-expect-error that compiles is an error itself.
import type { Readable } from "svelte/store";
import type { Call } from "../call/index.ts";
import type { InvitationClient, InvitationClientSnapshot, RemoteInvitation } from "../index.ts";
import { useCall, useIncoming, useInvitation, usePeerInvite, useSnapshot } from "./index.ts";

declare function take<T>(value: T): void;
declare const client: InvitationClient;
declare const store: Readable<InvitationClient | undefined>;

// What Svelte itself takes for a store.
take<Readable<InvitationClient | undefined>>(usePeerInvite(() => client));
take<Readable<readonly RemoteInvitation[]>>(useIncoming(store));
useSnapshot(store).subscribe((snapshot) => take<InvitationClientSnapshot | undefined>(snapshot));
useSnapshot(client).subscribe((snapshot) => take<InvitationClientSnapshot>(snapshot));
useCall(useInvitation()).subscribe(({ call }) => take<Call | undefined>(call));
// @ts-expect-error a call is of an invitation
useCall(client);
