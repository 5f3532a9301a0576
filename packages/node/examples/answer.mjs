// Answers every call, and says back what the caller says: node answer.mjs 9000
import { createBot } from "peer-invite-node";

const bot = await createBot({
  peer: { id: "echo", host: "localhost", port: Number(process.argv[2] ?? 9000) },
  onInvitation(invitation) {
    invitation.accept("Hello from Node");
    invitation.on("accepted", () => {
      const line = invitation.openLine();
      line.on("data", (data) => line.send(data));
    });
  },
});
process.once("SIGTERM", () => bot.close());
