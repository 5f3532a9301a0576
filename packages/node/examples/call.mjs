// Rings a peer, and says how that ended: node call.mjs bob "lunch?" 9000 /
import { randomUUID } from "node:crypto";
import { createInvitationClient } from "peer-invite";
import { createNodePeer } from "peer-invite-node";

const [callee = "bob", content = "", port = "9000", path = "/"] = process.argv.slice(2);
const peer = await createNodePeer(randomUUID(), { host: "localhost", port: Number(port), path });
const client = createInvitationClient(peer);
client.on("error", (error) => console.error(error.message));
const outcome = await client.createLocalInvitation(callee, { content }).send().outcome;
console.log(JSON.stringify(outcome));
await client.close();
peer.destroy();
