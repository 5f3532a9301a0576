// @ts-check
// A bot that accepts every invitation and says back what comes over the line, at the broker on `PORT`. Ends with its parent.
import { createBot } from "peer-invite-node";

const [port] = process.argv.slice(2);
process.once("disconnect", () => process.exit());

const bot = await createBot({
  peer: { id: "bot", host: "localhost", port: Number(port), path: "/broker" },
  knows: () => true,
  onInvitation(invitation) {
    invitation.on("accepted", () => {
      const line = invitation.openLine();
      line.on("data", (data) => line.send(data));
    });
    invitation.accept();
  },
});
bot.client.on("changed", ({ state }) => {
  if (state === "online") process.send?.("ready");
});
