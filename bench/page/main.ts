// One page of the part "browser": a peer with its invitation client, and one end of a bare channel. bench/browser.mjs opens two of
// them and calls `window.bench`.
import { createInvitationClient } from "peer-invite";
import { Peer } from "peerjs";
import { BareChannel } from "./bare-channel.ts";

/** The results, in ms. */
export interface RoundTrips {
  /** From `send()` to the event `received`. */
  readonly ringsMs: readonly number[];
  /** Of a text as long as the invitation's frame, on the bare channel. */
  readonly echoesMs: readonly number[];
}

/** The functions that a page offers to the bench. */
interface BenchPage {
  readonly peerId: Promise<string>;
  readonly bare: BareChannel;
  /** Rings and echoes in turns. Nothing else is open meanwhile. */
  measure(callee: string, pairs: number): Promise<RoundTrips>;
}

declare global {
  interface Window {
    readonly bench: BenchPage;
  }
}

/** Long enough that leftovers of a round trip, such as a cancel, do not fall into the next. */
const PAUSE_MS = 5;
const CONTENT = "Are you free for a moment?";
const ECHO_TEXT = JSON.stringify({
  t: "invite",
  id: "0123456789abcdefghijk",
  ttlMs: 60_000,
  content: CONTENT,
});
const CANCEL_TEXT = JSON.stringify({ t: "cancel", id: "0123456789abcdefghijk", reason: "canceled" });

const peer = new Peer({
  host: location.hostname,
  port: Number(new URLSearchParams(location.search).get("broker")),
  path: "/broker",
  token: crypto.randomUUID(),
  config: { iceServers: [] },
});
const client = createInvitationClient(peer, { limits: { framesPerSecond: 1_000, frameBurst: 1_000 } });
const bare = new BareChannel();

async function measure(callee: string, pairs: number): Promise<RoundTrips> {
  const ringsMs: number[] = [];
  const echoesMs: number[] = [];
  const ring = async (): Promise<unknown> => ringsMs.push(await ringOnce(callee));
  const echo = async (): Promise<unknown> => {
    echoesMs.push(await bare.echo(ECHO_TEXT));
    // Like the cancel, this text has no answer and causes an acknowledgement, which is sent in the next round trip.
    return bare.tell(CANCEL_TEXT);
  };
  for (let pair = 0; pair < pairs; pair += 1) {
    for (const take of pair % 2 === 0 ? [ring, echo] : [echo, ring]) {
      await take();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  return { ringsMs, echoesMs };
}

/** How long an invitation takes until it rings, in ms. Afterwards it is canceled. */
function ringOnce(callee: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const invitation = client.createLocalInvitation(callee, { content: CONTENT });
    let startedAtMs = 0;
    invitation.on("received", () => {
      const tookMs = performance.now() - startedAtMs;
      invitation.cancel();
      resolve(tookMs);
    });
    invitation.on("failed", (reason) => reject(new Error(`The invitation failed: ${reason}.`)));
    invitation.on("refused", (_, reason) => reject(new Error(`The invitation was refused: ${reason}.`)));
    startedAtMs = performance.now();
    invitation.send();
  });
}

const peerId = new Promise<string>((resolve, reject) => {
  peer.once("open", resolve);
  peer.once("error", reject);
});

Object.assign(window, { bench: { peerId, bare, measure } satisfies BenchPage });
