// @ts-check
// Callers in a process of their own, which ring a bot and tell how each invitation ended:
// node callers.child.fixture.mjs bot 9000 <invitations> <lanes> <prefix of their ids>
import { createInvitationClient } from "peer-invite";
import { createNodePeer } from "peer-invite-node";

const [bot = "bot", port = "9000", count = "1000", lanes = "8", prefix = "c"] = process.argv.slice(2);
/** How many invitations one Peer sends before the next takes its place. */
const EACH = 50;
const CONTENTS = ["accept", "accept", "refuse", "cancel", "throw"];
/** @type {{ id: string, content: string, kind: string, echoed: boolean }[]} */
const ended = [];
let next = 0;

/** @param {import("peer-invite").InvitationClient} client */
async function ring(client) {
  const content = CONTENTS[next % CONTENTS.length] ?? "";
  next += 1;
  const invitation = client.createLocalInvitation(bot, { content });
  if (content === "cancel") invitation.once("received", () => invitation.cancel());
  invitation.send();
  const { kind } = await invitation.outcome;
  let echoed = false;
  if (kind === "accepted") {
    const line = invitation.openLine();
    /** @type {Promise<void>} */
    const closed = new Promise((resolve) => line.once("closed", () => resolve()));
    line.once("data", (data) => {
      echoed = data === invitation.id;
      line.close();
    });
    line.send(invitation.id);
    await closed;
  }
  ended.push({ id: invitation.id, content, kind, echoed });
}

/** @param {number} lane */
async function work(lane) {
  for (let life = 0; next < Number(count); life += 1) {
    const peer = await createNodePeer(`${prefix}-${lane}-${life}`, {
      host: "localhost",
      port: Number(port),
      path: "/",
    });
    const client = createInvitationClient(peer);
    for (let turn = 0; turn < EACH && next < Number(count); turn += 1) await ring(client);
    await client.close();
    peer.destroy();
  }
}

await Promise.all(Array.from({ length: Number(lanes) }, (_, lane) => work(lane)));
process.send?.(ended, () => process.disconnect());
