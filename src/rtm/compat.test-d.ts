// Types, checked by tsc: TypeScript of apps of RTM 1.x compiles against ours, and our types can be used where anyRTC's own
// types are expected.
import type * as Ar from "ar-rtm-sdk";
import AgoraRTM, {
  ArRTM,
  type LocalInvitation,
  type RemoteInvitation,
  type RtmChannel,
  type RtmClient,
  RtmErrorCode,
  type RtmEvents,
  type RtmMessage,
  RtmStatusCode,
  type RtmTextMessage,
} from "./index.ts";

declare function take<T>(value: T): void;
declare const client: RtmClient;
declare const local: LocalInvitation;
declare const remote: RemoteInvitation;

/** A class's public members. anyRTC's classes also have private ones, which no other class can have. */
type Public<T> = Pick<T, keyof T>;
/** Members of anyRTC's types that peer-invite does not support. */
type NotPart = "channels" | "channelAttributesCacheLru";
/** A client whose invitations are compared by their public members, too: in its return types, and in its listeners below. */
type PublicClient = Omit<
  Public<Ar.RtmClient>,
  NotPart | "createLocalInvitation" | "createChannel" | "on" | "once" | "off"
> & {
  createLocalInvitation(calleeId: string): Public<Ar.LocalInvitation>;
  createChannel(
    channelId: string,
  ): Pick<Ar.RtmChannel, "on" | "once" | "off" | "join" | "leave" | "sendMessage">;
};

take<Public<Ar.LocalInvitation>>(local);
take<Public<Ar.RemoteInvitation>>(remote);
take<PublicClient>(client);

// An app's function that was written for anyRTC's types, with their enums.
declare function placeCall(
  invitation: Public<Ar.LocalInvitation>,
  state: Ar.RtmStatusCode.ConnectionState,
): void;
declare const connected: Ar.RtmStatusCode.ConnectionState;
placeCall(local, connected);
declare function failed(reason: Ar.RtmStatusCode.LocalInvitationFailureReason): void;
local.on("LocalInvitationFailure", failed);
declare function connectionChanged(
  state: Ar.RtmStatusCode.ConnectionState,
  reason: Ar.RtmStatusCode.ConnectionChangeReason,
): void;
client.on("ConnectionStateChanged", connectionChanged);
declare function statusesChanged(statuses: Ar.PeersOnlineStatusMap): void;
client.on("PeersOnlineStatusChanged", statusesChanged);
declare function rang(invitation: Public<Ar.RemoteInvitation>): void;
client.on("RemoteInvitationReceived", rang).off("RemoteInvitationReceived", rang);
declare const parameters: Ar.RtmParameters;
ArRTM.createInstance("app", { ...parameters });
declare function messageArrived(message: Ar.RtmMessage, peerId: string): void;
client.on("MessageFromPeer", messageArrived);
declare const channel: RtmChannel;
take<Pick<Ar.RtmChannel, "channelId" | "join" | "leave" | "sendMessage" | "getMembers" | "emit">>(channel);
declare function attributesUpdated(attributes: Ar.ChannelAttributes): void;
channel.on("AttributesUpdated", attributesUpdated);
declare const arMessage: Ar.RtmMessage;
take<Promise<Ar.PeerMessageSendResult>>(client.sendMessageToPeer(arMessage, "bob"));

/** The call component of a typical app. */
export class CallStore {
  client: RtmClient;
  channel: RtmChannel | undefined;
  invitation: LocalInvitation | null = null;
  incoming: RemoteInvitation | undefined;
  connection: RtmStatusCode.ConnectionState = RtmStatusCode.ConnectionState.DISCONNECTED;

  constructor(appId: string) {
    this.client = AgoraRTM.createInstance(appId, {
      enableLogUpload: false,
      logFilter: AgoraRTM.LOG_FILTER_WARNING,
    });
    this.client.on("ConnectionStateChanged", (newState, reason) => {
      this.connection = newState;
      if (newState === RtmStatusCode.ConnectionState.ABORTED && reason === "REMOTE_LOGIN")
        void this.client.logout();
    });
    this.client.on("RemoteInvitationReceived", (remoteInvitation: RemoteInvitation) => {
      this.incoming = remoteInvitation;
      remoteInvitation.on("RemoteInvitationCanceled", (content: string) => take<string>(content));
      remoteInvitation.once("RemoteInvitationFailure", (reason) => {
        if (reason === RtmStatusCode.RemoteInvitationFailureReason.ACCEPT_FAILURE)
          take<"ACCEPT_FAILURE">(reason);
      });
      remoteInvitation.response = JSON.stringify({ accepted: true });
      if (remoteInvitation.state === "INVITATION_RECEIVED") remoteInvitation.accept();
    });
    this.client.on("MessageFromPeer", (message: RtmMessage, peerId: string) => {
      if (message.messageType === "TEXT") take<string>((message as RtmTextMessage).text + peerId);
    });
    this.client.on("MessageFromPeer", ({ text }, peerId, messageProps) => {
      take<[string, string, number]>([text, peerId, messageProps.serverReceivedTs]);
    });
  }

  async login(uid: string, token?: string): Promise<void> {
    try {
      await this.client.login({ uid, token });
    } catch (err) {
      const { code } = err as { code: number };
      if (code === RtmErrorCode.LoginError.LOGIN_ERR_TIMEOUT) throw err;
    }
  }

  call(peer: string): void {
    const invitation = this.client.createLocalInvitation(peer);
    invitation.content = JSON.stringify({ video: true });
    invitation.channelId = "room";
    invitation
      .on("LocalInvitationReceivedByPeer", () => {})
      .on("LocalInvitationAccepted", (response: string) => take<string>(response))
      .on("LocalInvitationRefused", (response) => take<string>(response))
      .on("LocalInvitationCanceled", () => {})
      .on("LocalInvitationFailure", (reason: RtmStatusCode.LocalInvitationFailureReason) => take(reason));
    invitation.send();
    this.invitation = invitation;
  }

  hangUp(): void {
    if (this.invitation?.state !== AgoraRTM.LocalInvitationState.ACCEPTED_BY_REMOTE)
      this.invitation?.cancel();
    this.invitation?.removeAllListeners();
    this.invitation = null;
  }

  async watch(peers: string[]): Promise<Record<string, boolean>> {
    await this.client.subscribePeersOnlineStatus(peers);
    const onChange: RtmEvents.RtmClientEvents["PeersOnlineStatusChanged"] = (status) => {
      for (const peer of peers) take<boolean>(status[peer] === AgoraRTM.PeerOnlineState.ONLINE);
    };
    this.client.on("PeersOnlineStatusChanged", onChange);
    return await this.client.queryPeersOnlineStatus(peers);
  }

  async join(name: string): Promise<void> {
    this.channel = this.client.createChannel(name);
    this.channel.on("ChannelMessage", (message, memberId) =>
      take<[string, string]>([message.text, memberId]),
    );
    await this.channel.join();
    await this.client.setLocalUserAttributes({ name: "Ada" });
  }
}

// What is still an error.
// @ts-expect-error no such event
local.on("LocalInvitationCancelled", () => {});
// @ts-expect-error only the callee's object has this method
local.accept();
// @ts-expect-error a uid is text
client.createLocalInvitation(5);
// @ts-expect-error a uid is needed
void client.login({});
// @ts-expect-error no such state
take<boolean>(local.state === "CANCELLED");
