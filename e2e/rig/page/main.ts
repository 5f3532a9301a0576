// A page with one peer that invites, is invited and calls, on a network that a test makes bad. It records all events of its
// invitations, with the time.
import { createInvitationClient, type Invitation } from "peer-invite";
import { type Call, getMedia, startCall } from "peer-invite/call";
import { Peer } from "peerjs";

/** The options of a page. */
export interface RigPageOptions {
  readonly id: string;
  readonly broker: { readonly host: string; readonly port: number };
  readonly rtc: RTCConfiguration;
}

/** One event of an invitation. */
export interface Told {
  /** By the system's clock, which all pages of a test share. */
  readonly atMs: number;
  readonly role: "local" | "remote";
  readonly id: string;
  readonly what: "rings" | "received" | "accepted" | "refused" | "canceled" | "failed";
  readonly reason: string;
}

/** What the page offers to a test. */
export interface RigPage {
  readonly told: readonly Told[];
  /** The newest invitation, sent or received. */
  readonly invitation: Invitation | undefined;
  readonly call: Call | undefined;
  /** What is done when an invitation rings: nothing, or an answer at once. */
  answers: "none" | "accept" | "refuse";
  ring(callee: string): void;
}

declare global {
  interface Window {
    /** Resolves once the peer is online. */
    openRigPage(options: RigPageOptions): Promise<void>;
    readonly rigPage: RigPage;
  }
}

window.openRigPage = async ({ id, broker, rtc }) => {
  const token = crypto.randomUUID();
  const peer = new Peer(id, { ...broker, path: "/broker", secure: false, config: rtc, token });
  const online = new Promise((resolve, reject) => {
    peer.once("open", resolve);
    peer.once("error", reject);
  });
  const client = createInvitationClient(peer);
  const { stream } = await getMedia();
  const told: Told[] = [];
  let invitation: Invitation | undefined;
  let call: Call | undefined;
  let answers: RigPage["answers"] = "none";

  const watch = (watched: Invitation): void => {
    invitation = watched;
    const { role } = watched;
    const tell = (what: Told["what"], reason = ""): void => {
      told.push({ atMs: performance.timeOrigin + performance.now(), role, id: watched.id, what, reason });
    };
    if (watched.role === "local") watched.on("received", () => tell("received"));
    else tell("rings");
    watched.on("accepted", () => {
      tell("accepted");
      call = startCall(watched, { stream, config: rtc });
      call.on("stream", show);
    });
    watched.on("refused", (_, reason) => tell("refused", reason));
    watched.on("canceled", (_, reason) => tell("canceled", reason));
    watched.on("failed", (reason) => tell("failed", reason));
  };
  client.on("invitation", (incoming) => {
    watch(incoming);
    if (answers === "accept") incoming.accept();
    if (answers === "refuse") incoming.refuse();
  });
  const page: RigPage = {
    told,
    get invitation() {
      return invitation;
    },
    get call() {
      return call;
    },
    get answers() {
      return answers;
    },
    set answers(next) {
      answers = next;
    },
    ring(callee) {
      const made = client.createLocalInvitation(callee);
      watch(made);
      made.send();
    },
  };
  Object.assign(window, { rigPage: page });
  await online;
};

/** Shows a stream of the other side, replacing an earlier one. */
function show(stream: MediaStream): void {
  const video = document.createElement("video");
  video.ariaLabel = "The other side";
  video.muted = true;
  video.autoplay = true;
  video.srcObject = stream;
  document.body.replaceChildren(video);
}
