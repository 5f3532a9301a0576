// What must be a type error, checked by tsc. A line under @ts-expect-error that compiles is an error itself.
import type { InvitationClient, LocalInvitation, RemoteInvitation } from "../index.ts";
import { type CallEndReason, getMedia, type MediaError, startCall } from "./index.ts";

declare const client: InvitationClient;
declare const local: LocalInvitation;
declare const remote: RemoteInvitation;
declare function take<T>(value: T): void;

const call = startCall(local, { stream: undefined });
startCall(remote, { limits: { connectTimeoutMs: 5_000 } });
// @ts-expect-error a client is not an invitation
startCall(client);
// @ts-expect-error no such limit
startCall(local, { limits: { ttlMs: 1 } });

call.on("ended", ({ reason }) => take<CallEndReason>(reason));
call.on("mediaError", (error) => take<MediaError>(error));
call.on("data", (data) => take<string | Uint8Array>(data));
// @ts-expect-error no such event
call.on("close", () => {});
// @ts-expect-error data is text or bytes
call.send({ hello: true });
void getMedia().then(({ errors }) => take<"camera" | "microphone" | undefined>(errors[0]?.device));
