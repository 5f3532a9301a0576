// @ts-check
// Real peers in Node that call the bot at the broker on `PORT` for so many ms, from so many lanes: a new peer for each call
// (`first`), or one for all calls of a lane (`again`). Tells its parent how long each call took.
import { createInvitationClient } from "peer-invite";
import { createNodePeer } from "peer-invite-node";

const [port, kind, forMs, lanes] = process.argv.slice(2);
const startedAtMs = performance.now();
/** @type {number[]} from the click to the bot's accept */
const acceptsMs = [];
/** @type {number[]} from the click to the bot's words on the line */
const wordsMs = [];

/** @param {string} id */
async function join(id) {
  const peer = await createNodePeer(id, { host: "localhost", port: Number(port), path: "/broker" });
  const client = createInvitationClient(peer);
  await new Promise((resolve) => {
    client.on("changed", ({ state }) => {
      if (state === "online") resolve(undefined);
    });
  });
  const leave = async () => {
    await client.close();
    peer.destroy();
  };
  return { client, leave };
}

/** @param {import("peer-invite").InvitationClient} client */
async function call(client) {
  const atMs = performance.now();
  const invitation = client.createLocalInvitation("bot").send();
  const { kind: how } = await invitation.outcome;
  if (how !== "accepted") throw new Error(`A call was ${how}.`);
  acceptsMs.push(performance.now() - atMs);
  const line = invitation.openLine();
  const closed = new Promise((resolve) => line.once("closed", resolve));
  line.once("data", () => {
    wordsMs.push(performance.now() - atMs);
    line.close();
  });
  line.send("hello");
  await closed;
}

/** @param {number} lane */
async function work(lane) {
  let peer = await join(`${kind}-${lane}`);
  for (let turn = 0; performance.now() < startedAtMs + Number(forMs); turn += 1) {
    if (kind === "first" && turn > 0) {
      await peer.leave();
      peer = await join(`${kind}-${lane}-${turn}`);
    }
    await call(peer.client);
  }
  await peer.leave();
}

await Promise.all(Array.from({ length: Number(lanes) }, (_, lane) => work(lane)));
const seconds = (performance.now() - startedAtMs) / 1_000;
process.send?.({ acceptsMs, wordsMs, seconds }, () => process.disconnect());
