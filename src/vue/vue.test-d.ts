// The types of Vue's composables, checked by tsc. A line under @ts-expect-error that compiles is an error itself.
import type { Ref } from "vue";
import type { Call } from "../call/index.ts";
import type { Invitation, InvitationClient, InvitationClientSnapshot } from "../index.ts";
import { useCall, useIncoming, useInvitation, usePeerInvite, useSnapshot } from "./index.ts";

declare function take<T>(value: T): void;
declare const client: Ref<InvitationClient | undefined>;
declare const either: Invitation;

const held = usePeerInvite(
  () => client.value as InvitationClient,
  () => ({ key: "ada" }),
);
take<InvitationClient | undefined>(held.value);
// @ts-expect-error it is read only
held.value = undefined;
take<InvitationClientSnapshot | undefined>(useSnapshot(client).value);
take<string>(useSnapshot(() => either).value.key);
useIncoming(client).value.map((it) => it.accept());
const current = useInvitation(() => client.value);
take<Call | undefined>(
  useCall(
    () => current.value.invitation,
    () => ({ media: false }),
  ).value.call,
);
