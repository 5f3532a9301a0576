// What the elements take, checked by tsc. A line under @ts-expect-error that compiles is an error itself.
import type { Call } from "../call/index.ts";
import type { LocalInvitation, Observable, RemoteInvitation } from "../index.ts";
import { createRingTone, type OwnWords, watchDevices, watchPermission } from "./index.ts";

declare const local: LocalInvitation;
declare const remote: RemoteInvitation;
declare const call: Call;
declare function take<T>(value: T): void;

document.createElement("incoming-call").invitation = remote;
document.createElement("outgoing-call").invitation = local;
document.createElement("call-stage").call = call;
document.createElement("device-picker").call = call;
document.createElement("sequence-chart").invitation = local;
document.createElement("sequence-chart").invitation = remote;
// @ts-expect-error a call that rings here is answered, not canceled
document.createElement("outgoing-call").invitation = remote;

take<Observable<{ readonly sound: string }>>(createRingTone());
take<Observable<{ readonly known: boolean }>>(watchDevices());
take<Observable<{ readonly answer: string }>>(watchPermission("camera"));

take<OwnWords>({ calls: { accept: "Pick up", talk: { mute: "Quiet" } } });
// @ts-expect-error no such word
take<OwnWords>({ calls: { acept: "Pick up" } });
