// Answers every call. Ring it from a page: node answer.mjs echo 9000 /
import { createBot } from "peer-invite-node";

const [id = "echo", port = "9000", path = "/"] = process.argv.slice(2);
const bot = await createBot({
  peer: { id, host: "localhost", port: Number(port), path },
  onInvitation(invitation) {
    invitation.accept("Hello from Node");
    invitation.on("accepted", () => invitation.openLine().send("and over the line"));
  },
});
process.once("SIGTERM", () => bot.close());
