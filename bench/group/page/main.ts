// One page of the part "group": a peer that calls several, or one of those who are called. All times are of the machine's clock, which the
// pages share.
import { createInvitationClient, type Invitation } from "peer-invite";
import { createGroupInvitation } from "peer-invite/group";
import { Peer } from "peerjs";

/** The options of a page. */
export interface GroupPageOptions {
  readonly id: string;
  readonly broker: { readonly host: string; readonly port: number };
  readonly rtc: RTCConfiguration;
}

/** How an invitation ended here, and when. */
export interface GroupEnd {
  readonly kind: string;
  readonly reason: string;
  readonly atMs: number;
}

interface GroupPage {
  /** Resolves once the peer is online. */
  open(options: GroupPageOptions): Promise<void>;
  /** Calls all of them. Resolves with who answered, and when the answer was taken. */
  call(callees: readonly string[]): Promise<{ readonly by: string; readonly atMs: number }>;
  /** Answers the next invitation, as soon as it rings. */
  answer(): void;
  /** Resolves with the end of the invitation after the last one that was asked for. */
  nextEnd(): Promise<GroupEnd>;
  readonly missed: number;
}

declare global {
  interface Window {
    readonly groupPage: GroupPage;
  }
}

const nowMs = (): number => performance.timeOrigin + performance.now();

const ends: GroupEnd[] = [];
let client: ReturnType<typeof createInvitationClient> | undefined;
let answers = false;
let missed = 0;
let told = (): void => {};

function watch(invitation: Invitation): void {
  const end = (kind: string, reason = ""): void => {
    ends.push({ kind, reason, atMs: nowMs() });
    told();
  };
  invitation.on("accepted", () => end("accepted"));
  invitation.on("refused", (_, reason) => end("refused", reason));
  invitation.on("canceled", (_, reason) => end("canceled", reason));
  invitation.on("failed", (reason) => end("failed", reason));
}

const page: GroupPage = {
  open({ id, broker, rtc }) {
    const token = crypto.randomUUID();
    const peer = new Peer(id, { ...broker, path: "/broker", secure: false, config: rtc, token });
    client = createInvitationClient(peer);
    client.on("missed", () => {
      missed += 1;
    });
    client.on("invitation", (invitation) => {
      watch(invitation);
      if (!answers) return;
      answers = false;
      invitation.accept();
    });
    return new Promise((resolve, reject) => {
      peer.once("open", () => resolve());
      peer.once("error", reject);
    });
  },
  async call(callees) {
    if (client === undefined) throw new Error("The page is not open.");
    const group = createGroupInvitation(client, callees);
    let atMs = 0;
    group.once("accepted", () => {
      atMs = nowMs();
    });
    const outcome = await group.send().outcome;
    return { by: outcome.kind === "answered" ? outcome.by : outcome.kind, atMs };
  },
  answer() {
    answers = true;
  },
  async nextEnd() {
    if (ends.length === 0)
      await new Promise<void>((resolve) => {
        told = resolve;
      });
    return ends.shift() as GroupEnd;
  },
  get missed() {
    return missed;
  },
};
Object.assign(window, { groupPage: page });
