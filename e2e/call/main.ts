// A page with one peer that calls or is called. It accepts what rings, starts the call, and shows what the other side sends.
import { createInvitationClient, type Invitation, type InvitationClient, type Line } from "peer-invite";
import { keepAccess, type PeerAccess } from "peer-invite/access";
import {
  type Call,
  type CallOptions,
  getMedia,
  preconnectCalls,
  preloadCalls,
  startCall,
} from "peer-invite/call";
import type { Peer } from "peerjs";
import { createPeer, type PeerParts, untilOnline } from "../lab/peer.ts";

/** What the page offers to a test. */
export interface CallPage {
  readonly peer: Peer;
  readonly client: InvitationClient;
  /** What keeps the peer's access fresh, if it was asked for. */
  readonly access: PeerAccess | undefined;
  /** The call, once there is one. */
  call: Call | undefined;
  /** Every state of the call, and how it ended. */
  readonly states: string[];
  readonly data: unknown[];
  /** What the other end sent by `sendWhileRinging`. */
  readonly heard: unknown[];
  /** Every WebRTC connection that was made for calls, the oldest first. */
  readonly connections: RTCPeerConnection[];
  /** The invitation that rings here, or that this page sent. */
  invitation: Invitation | undefined;
  /** Calls `callee`, whose page accepts. */
  invite(callee: string): void;
  /** Calls `callee`, and opens the line without a call. */
  inviteBare(callee: string): Promise<Line>;
  /** Closes the link over which the call was set up. */
  cutLink(): void;
  /** Destroys the Peer, and returns the states of the calls' connections right after it. */
  destroyPeer(): RTCSignalingState[];
  /** Adds one more stream, a picture drawn by this page, optionally with sound. */
  addPicture(hasSound?: boolean): void;
  /** The pictures and connections, for a person who reads why a test failed. */
  report(): Promise<object>;
}

/** The options of a page. */
export interface CallPageOptions extends PeerParts {
  readonly media: MediaStreamConstraints | undefined;
  readonly limits?: CallOptions["limits"];
  /** Whether this side sets calls up while they ring. If given, the callee answers only on command. */
  readonly preconnects?: boolean;
  /** As in `preconnectCalls`. */
  readonly answer?: "while-ringing" | "on-accept";
  /** Whether others may connect before a call is accepted. Default as in the policy. */
  readonly mayConnect?: boolean;
  /** Whether the stream is added shortly after the call starts. */
  readonly addsLater?: boolean;
  /** Whether the peer's access to its broker is kept fresh, and its calls use the broker's servers. */
  readonly access?: boolean;
}

declare global {
  interface Window {
    /** Resolves once the peer is online. */
    openCallPage(options: CallPageOptions): Promise<void>;
    callPage: CallPage;
    preloadCalls: typeof preloadCalls;
    /** Which of camera and microphone are unavailable, and why. */
    askForMedia(): Promise<string[]>;
  }
}

const connections: RTCPeerConnection[] = [];
const Connection = RTCPeerConnection;
window.RTCPeerConnection = class extends Connection {
  constructor(config?: RTCConfiguration) {
    super(config);
    // PeerJS's own connections do not belong to a call.
    if (config?.bundlePolicy === "max-bundle") connections.push(this);
  }
};

window.openCallPage = async ({
  media,
  limits = {},
  preconnects,
  answer = "while-ringing",
  mayConnect,
  addsLater = false,
  ...parts
}) => {
  const { stream } = media === undefined ? { stream: undefined } : await getMedia(media);
  const peer = createPeer(parts);
  const access = parts.access === true ? keepAccess(peer) : undefined;
  await access?.ready;
  const client = createInvitationClient(peer);
  if (mayConnect !== undefined) client.setPolicy({ mayConnect: () => mayConnect });
  const page: CallPage = {
    peer,
    client,
    access,
    call: undefined,
    invitation: undefined,
    states: [],
    data: [],
    heard: [],
    connections,
    invite: (callee) => {
      const invitation = client.createLocalInvitation(callee);
      page.invitation = invitation;
      invitation.on("dataWhileRinging", (data) => page.heard.push(data));
      invitation.once("accepted", () => begin(startCall(invitation, options)));
      invitation.send();
    },
    inviteBare: async (callee) => {
      const invitation = client.createLocalInvitation(callee).send();
      await invitation.outcome;
      return invitation.openLine();
    },
    cutLink: () => {
      const links = Object.values(peer.connections as Record<string, { close(): void }[]>).flat();
      for (const link of links) link.close();
    },
    destroyPeer: () => {
      peer.destroy();
      return connections.map(({ signalingState }) => signalingState);
    },
    addPicture: (hasSound = false) => {
      const canvas = document.createElement("canvas");
      canvas.getContext("2d")?.fillRect(0, 0, 1, 1);
      const picture = canvas.captureStream(5);
      const sounds = hasSound ? new AudioContext().createMediaStreamDestination().stream.getTracks() : [];
      for (const sound of sounds) picture.addTrack(sound);
      page.call?.addStream(picture);
    },
    report: async () => ({
      states: page.states,
      pictures: [...document.querySelectorAll("video")].map(reportVideo),
      connections: await Promise.all(connections.map(reportConnection)),
    }),
  };
  // As tutorials write it.
  const config = access?.config ?? { iceServers: [], iceCandidatePoolSize: 10 };
  const options: CallOptions = {
    config,
    limits,
    stream: addsLater ? undefined : stream,
  };
  const begin = (call: Call): void => {
    page.call = call;
    let state: string = call.state;
    call.on("changed", (snapshot) => {
      if (snapshot.state !== state) page.states.push(snapshot.state);
      state = snapshot.state;
    });
    call.on("ended", ({ reason, content }) => page.states.push(`${reason} ${content}`.trim()));
    call.on("data", (data) => page.data.push(data));
    call.on("stream", show);
    if (addsLater && stream !== undefined) call.addStream(stream);
  };
  client.on("invitation", (invitation) => {
    invitation.once("accepted", () => begin(startCall(invitation, options)));
    page.invitation = invitation;
    if (preconnects === undefined) invitation.accept();
  });
  if (preconnects === true) preconnectCalls(client, { streamOnAccept: () => stream, answer, config });
  window.callPage = page;
  await untilOnline(client);
};

window.preloadCalls = preloadCalls;

window.askForMedia = async () => {
  const { errors } = await getMedia();
  return errors.map(({ code, device }) => `${device}: ${code}`);
};

/** Shows a stream of the other side. */
function show(stream: MediaStream): void {
  const video = document.createElement("video");
  video.ariaLabel = "The other side";
  video.muted = true;
  video.autoplay = true;
  video.srcObject = stream;
  document.body.append(video);
}

function reportVideo(video: HTMLVideoElement): object {
  const { paused, readyState, currentTime, srcObject } = video;
  return { paused, readyState, currentTime, tracks: (srcObject as MediaStream).getTracks().map(reportTrack) };
}

function reportTrack(track: MediaStreamTrack | null): string | undefined {
  return track === null
    ? undefined
    : `${track.kind} ${track.readyState}${track.muted ? " muted" : ""}${track.enabled ? "" : " off"}`;
}

async function reportConnection(connection: RTCPeerConnection): Promise<object> {
  const stats = [...(await connection.getStats()).values()];
  return {
    state: `${connection.signalingState}, ${connection.iceConnectionState}, ${connection.connectionState}`,
    places: connection.getTransceivers().map(({ mid, direction, currentDirection, sender, receiver }) => {
      const [sends, receives] = [sender, receiver].map(({ track }) => reportTrack(track));
      return { mid, direction, currentDirection, sends, receives };
    }),
    stats: stats.filter(({ type }) => /^(inbound-rtp|outbound-rtp|media-source|candidate-pair)$/.test(type)),
  };
}
