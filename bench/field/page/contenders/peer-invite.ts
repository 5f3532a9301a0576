// This package: an invitation, and a call once it is accepted.
import {
  createInvitationClient,
  type Invitation,
  type InvitationClient,
  type LocalInvitation,
  type RemoteInvitation,
} from "peer-invite";
import { type Call, preloadCalls, startCall } from "peer-invite/call";
import type { Contender, ContenderParts } from "../contender.ts";
import { createPeer, untilOpen } from "./peer.ts";

export function create(parts: ContenderParts): Contender {
  return createWith(parts, () => void preloadCalls());
}

/** `prepare`: what else is done with the client at the start. */
export function createWith(parts: ContenderParts, prepare: (client: InvitationClient) => void): Contender {
  const { ear, media, rtc } = parts;
  const peer = createPeer(parts);
  const client = createInvitationClient(peer);
  prepare(client);
  let outgoing: LocalInvitation | undefined;
  let incoming: RemoteInvitation | undefined;
  let call: Call | undefined;
  const begin = (invitation: Invitation): void => {
    call = startCall(invitation, { stream: media, config: rtc });
    call.on("stream", ear.stream);
  };
  client.on("invitation", (invitation) => {
    incoming = invitation;
    ear.rings();
    invitation.once("accepted", () => begin(invitation));
    invitation.once("canceled", ear.stopped);
  });
  return {
    register: () => untilOpen(peer),
    ring(callee) {
      const invitation = client.createLocalInvitation(callee, { content: "Are you free for a moment?" });
      outgoing = invitation;
      invitation.once("received", ear.ringing);
      invitation.once("accepted", () => {
        ear.accepted();
        begin(invitation);
      });
      invitation.send();
    },
    accept: () => incoming?.accept(),
    cancel: () => outgoing?.cancel(),
    hangUp: () => call?.hangUp(),
  };
}
