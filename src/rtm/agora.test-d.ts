// Types, checked by tsc: TypeScript that was written against Agora's own types of RTM 1.5 compiles against ours. That
// includes parts that peer-invite does not support, because an app fails where it uses them, not when it is built.
import AgoraRTM, {
  type AttributesMap,
  type ChannelAttributeOptions,
  type ChannelAttributes,
  type ChannelMemberCountResult,
  type LocalInvitation,
  type MediaTransferHandler,
  type RemoteInvitation,
  type RtmChannel,
  type RtmClient,
  type RtmEvents,
  type RtmFileMessage,
  type RtmImageMessage,
  type RtmMessage,
  type RtmRawMessage,
  type RtmStatusCode,
  type RtmTextMessage,
} from "./index.ts";

type Config = Exclude<Parameters<typeof AgoraRTM.createInstance>[1], undefined>;

/** Messages of either kind, by their type and by their fields. */
export class Messages {
  client: RtmClient;

  constructor(client: RtmClient) {
    this.client = client;
    client.on("MessageFromPeer", this.received);
    client.on("MessageFromPeer", (message, peerId) => {
      const text: string = message.text;
      this.show(text + peerId);
      if (message.messageType === AgoraRTM.MessageType.RAW) this.show(String(message.rawMessage.length));
    });
    client.on("MessageFromPeer", async (message: RtmMessage) => {
      if (message.messageType === "TEXT") this.show(message.text);
    });
  }

  received = (message: RtmMessage, peerId: string): void => {
    switch (message.messageType) {
      case "TEXT":
        return this.show(`${peerId}: ${message.text}`);
      case "RAW":
        return this.show(new TextDecoder().decode(message.rawMessage));
      case "IMAGE":
        return this.show(`${message.fileName} ${message.width}x${message.height} ${message.mediaId}`);
      case "FILE":
        return this.show(`${message.fileName} ${message.size}`);
    }
  };

  show(_text: string): void {}

  make(): RtmMessage[] {
    return [
      this.client.createMessage<RtmTextMessage>({ text: "hi" }),
      this.client.createMessage<RtmRawMessage>({ rawMessage: new Uint8Array(1), description: "a byte" }),
      this.client.createMessage({ text: "hi", messageType: AgoraRTM.MessageType.TEXT }),
      { rawMessage: new Uint8Array(1), messageType: "RAW" },
    ];
  }

  async send(message: RtmMessage, channel: RtmChannel): Promise<boolean> {
    await channel.sendMessage(message);
    const { hasPeerReceived } = await this.client.sendMessageToPeer(message, "bob");
    return hasPeerReceived;
  }

  serverTimeOf(args: Parameters<RtmEvents.RtmClientEvents["MessageFromPeer"]>): number {
    return args[2].serverReceivedTs;
  }
}

/** Images and files, as apps of RTM 1.4 send and show them. */
export class Media {
  client: RtmClient;
  handler: MediaTransferHandler = {
    cancelSignal: new AbortController().signal,
    onOperationProgress: ({ currentSize, totalSize }) => console.log(currentSize / totalSize),
  };

  constructor(client: RtmClient) {
    this.client = client;
    client.on("MessageFromPeer", async (message, peerId) => {
      if (message.messageType === "IMAGE") return this.showImage(await client.downloadMedia(message.mediaId));
      return console.log(`message ${message.text} peerId ${peerId}`);
    });
    client.on("MessageFromPeer", async (message: RtmMessage) => {
      if (message.messageType === AgoraRTM.MessageType.FILE)
        this.showImage(await client.downloadMedia(message.mediaId, this.handler));
    });
  }

  showImage(_blob: Blob): void {}

  async send(blob: Blob, channel: RtmChannel): Promise<RtmMessage[]> {
    const image: RtmImageMessage = await this.client.createMediaMessageByUploading(
      blob,
      {
        messageType: "IMAGE",
        fileName: "a.jpg",
        description: "a picture",
        thumbnail: blob,
        width: 100,
        height: 200,
      },
      this.handler,
    );
    const file: RtmFileMessage = await this.client.createMediaMessageByUploading(blob, {
      messageType: "FILE",
    });
    await this.client.sendMessageToPeer(image, "bob");
    await channel.sendMessage(file);
    const again = this.client.createMessage<RtmImageMessage>({ ...image, description: "again" });
    return [again, this.client.createMessage<RtmFileMessage>({ mediaId: "x", messageType: "FILE" })];
  }
}

/** Attributes and channels: the results have RTM's types. */
export class Room {
  client: RtmClient;
  channel: RtmChannel;

  constructor(client: RtmClient) {
    this.client = client;
    this.channel = client.createChannel("room");
    this.channel.on("AttributesUpdated", (attributes) => attributes["topic"]?.value.toUpperCase());
    this.channel.on("MemberCountUpdated", (count) => count.toFixed());
    this.channel.on("ChannelMessage", ({ text }, memberId, { serverReceivedTs }) => [
      text,
      memberId,
      serverReceivedTs,
    ]);
  }

  async members(): Promise<{ id: string; name: string | undefined }[]> {
    const ids = await this.channel.getMembers();
    return Promise.all(
      ids.map(async (id) => {
        const { name } = await this.client.getUserAttributesByKeys(id, ["name"]);
        return { id, name };
      }),
    );
  }

  async counts(): Promise<number | undefined> {
    const counts: ChannelMemberCountResult = await this.client.getChannelMemberCount(["room"]);
    return counts["room"];
  }

  async topic(options: ChannelAttributeOptions): Promise<string[]> {
    const mine: AttributesMap = await this.client.getUserAttributes("ada");
    await this.client.setChannelAttributes("room", { ...mine, topic: "lunch" }, options);
    const attributes: ChannelAttributes = await this.client.getChannelAttributes("room");
    return Object.values(attributes).map(({ value, lastUpdateUserId, lastUpdateTs }) =>
      [value, lastUpdateUserId, lastUpdateTs.toFixed()].join(),
    );
  }
}

/** How an app creates its client and sets it up. */
export class Setup {
  config: Config = { enableLogUpload: false, logFilter: AgoraRTM.LOG_FILTER_OFF, enableCloudProxy: true };

  create(): RtmClient {
    AgoraRTM.setArea({ areaCodes: [AgoraRTM.AreaCode.GLOBAL], excludedArea: AgoraRTM.AreaCode.CHINA });
    const client = AgoraRTM.createInstance("app", this.config, [AgoraRTM.AreaCode.EUROPE]);
    client.updateConfig({ logFilter: { ...AgoraRTM.LOG_FILTER_ERROR, info: true } });
    client.setParameters({ logFilter: AgoraRTM.LOG_FILTER_WARNING });
    client.on("TokenPrivilegeWillExpire", async () => {
      await client.renewToken("new");
    });
    return client;
  }

  listen<Name extends keyof RtmEvents.RtmClientEvents>(
    client: RtmClient,
    name: Name,
    listener: RtmEvents.RtmClientEvents[Name],
  ): void {
    client.addListener(name, listener);
    client.prependListener(name, listener).removeListener(name, listener).eventNames();
  }
}

/** Invitations, with the names of the types that apps use for states and reasons. */
export class Calls {
  handlers: { [Name in keyof RtmEvents.LocalInvitationEvents]?: RtmEvents.LocalInvitationEvents[Name] } = {
    LocalInvitationAccepted: (response) => response.length,
  };

  stateOf(invitation: LocalInvitation): RtmStatusCode.LocalInvitationState {
    switch (invitation.state) {
      case AgoraRTM.LocalInvitationState.IDLE:
        return "IDLE";
      default:
        return invitation.state;
    }
  }

  answer(invitation: RemoteInvitation): number {
    const failed = (reason: RtmStatusCode.RemoteInvitationFailureReason) => reason === "PEER_OFFLINE";
    return invitation
      .on("RemoteInvitationFailure", failed)
      .off("RemoteInvitationFailure", failed)
      .removeAllListeners("RemoteInvitationAccepted")
      .on("RemoteInvitationAccepted", async () => {})
      .listenerCount("RemoteInvitationAccepted");
  }

  isThere(statuses: { [peerId: string]: RtmStatusCode.PeerOnlineState }): boolean {
    return statuses["bob"] === AgoraRTM.PeerOnlineState.ONLINE;
  }

  watched(client: RtmClient): Promise<string[]> {
    return client.queryPeersBySubscriptionOption(AgoraRTM.PeerSubscriptionOption.ONLINE_STATUS);
  }
}
