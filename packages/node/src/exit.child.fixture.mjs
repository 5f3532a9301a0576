// @ts-check
// A process with one Peer, which it destroys at some moment, and then has nothing else to do: node exit.child.fixture.mjs open 9000
import { createInvitationClient } from "peer-invite";
import { createNodePeer } from "peer-invite-node";

const [moment = "open", port = "9000"] = process.argv.slice(2);
const peer = await createNodePeer(`exits-${moment}`, { host: "localhost", port: Number(port), path: "/" });
peer.on("error", () => {});
const at = {
  open: () => new Promise((resolve) => peer.once("open", resolve)),
  "no answer": () => new Promise((resolve) => setTimeout(resolve, 300)),
  error: () => new Promise((resolve) => peer.once("error", resolve)),
  "at once": () => Promise.resolve(),
  connecting: async () => {
    await new Promise((resolve) => peer.once("open", resolve));
    peer.connect("nobody-is-there");
    await new Promise((resolve) => setTimeout(resolve, 300));
  },
  "invitation without an answer": async () => {
    const client = createInvitationClient(peer);
    client.createLocalInvitation("nobody-is-there").send();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await client.close();
  },
}[moment];
await at?.();
peer.destroy();
process.send?.("destroyed", () => process.disconnect());
