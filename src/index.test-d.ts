// What must be a type error, checked by tsc: a line under @ts-expect-error that compiles is an error itself.
import {
  createInvitationClient,
  type InvitationClient,
  type InvitationError,
  type LineEnd,
  type LocalInvitation,
  type LocalOutcome,
  type RemoteInvitation,
  type Transport,
} from "./index.ts";

declare const transport: Transport;
declare const client: InvitationClient;
declare const local: LocalInvitation;
declare const remote: RemoteInvitation;
declare function take<T>(value: T): void;

// Events of a client.
client.on("invitation", (invitation) => take<RemoteInvitation>(invitation));
client.on("error", (error) => take<InvitationError>(error));
// @ts-expect-error no such event
client.on("invite", () => {});
// @ts-expect-error an invitation is no string
client.on("invitation", (invitation: string) => take(invitation));

// Events of invitations.
local.on("received", () => {}).once("accepted", (response) => take<string>(response));
remote.on("failed", (reason) =>
  take<"expired" | "unconfirmed" | "caller-lost" | "closed" | "answered-earlier">(reason),
);
// @ts-expect-error it is spelled canceled
local.on("cancelled", () => {});
// @ts-expect-error only the caller's object has it
remote.on("received", () => {});
// @ts-expect-error a response is text
local.once("accepted", (response: number) => take(response));
// @ts-expect-error received brings nothing
local.on("received", (response: string) => take(response));
// @ts-expect-error no such event
local.off("done");

// A line, of either invitation.
local.openLine().on("data", (data) => take<unknown>(data));
remote.openLine().once("closed", (reason, content) => take<LineEnd | "">(content === "" ? "" : reason));
// @ts-expect-error a line has no invitation's events
local.openLine().on("accepted", () => {});

// An outcome is known by its kind.
export function describeOutcome(outcome: LocalOutcome): string {
  // @ts-expect-error only some kinds have a response
  take(outcome.response);
  switch (outcome.kind) {
    case "accepted":
      // @ts-expect-error an accepted one has no reason
      take(outcome.reason);
      return outcome.response;
    case "refused":
      return take<"refused" | "busy">(outcome.reason) ?? outcome.response;
    case "canceled":
      return outcome.content;
    case "failed":
      // @ts-expect-error not a reason that a caller's invitation fails for
      if (outcome.reason === "caller-lost") return "";
      return outcome.reason;
  }
}

// Options have their units in their names.
createInvitationClient(transport, { limits: { ttlMs: 30_000, linkGraceMs: 5_000 } });
// @ts-expect-error no unit
createInvitationClient(transport, { limits: { ttl: 30 } });
// @ts-expect-error a fixed limit
createInvitationClient(transport, { limits: { rememberMs: 1 } });
// @ts-expect-error a limit is a number
createInvitationClient(transport, { limits: { ttlMs: "30s" } });
// @ts-expect-error no such option
createInvitationClient(transport, { timeout: 5_000 });
// @ts-expect-error accept or ring
createInvitationClient(transport, { onGlare: () => "refuse" });
// @ts-expect-error neither a Peer nor a Transport
createInvitationClient("ada");

client.createLocalInvitation("bob", { content: "hi", channelId: "room", ttlMs: 5_000 });
// @ts-expect-error a timeout has a unit: ttlMs
client.createLocalInvitation("bob", { ttl: 5 });
// @ts-expect-error content is text
client.createLocalInvitation("bob", { content: { words: "hi" } });
// @ts-expect-error a callee is needed
client.createLocalInvitation();

// Commands belong to one side, and state is read-only.
// @ts-expect-error the caller does not accept
local.accept();
// @ts-expect-error the callee does not cancel
remote.cancel();
// @ts-expect-error read-only
local.state = "accepted";
// @ts-expect-error snapshots are read-only
local.snapshot.state = "accepted";
