// @ts-check
// A bot in a process of its own, which does what each invitation asks for: node bot.child.fixture.mjs bot 9000
import { createBot } from "peer-invite-node";

const [id = "bot", port = "9000"] = process.argv.slice(2);
/** @type {Record<string, string>} how each invitation ended here, by id */
const outcomes = {};
let errors = 0;

const bot = await createBot({
  peer: { id, host: "localhost", port: Number(port), path: "/" },
  knows: () => true,
  onInvitation(invitation) {
    void invitation.outcome.then(({ kind }) => {
      outcomes[invitation.id] = kind;
    });
    if (invitation.content === "throw") throw new Error("asked to");
    if (invitation.content === "refuse") invitation.refuse("as you wish");
    if (invitation.content !== "accept") return;
    invitation.on("accepted", () => {
      const line = invitation.openLine();
      line.on("data", (data) => line.send(data));
    });
    invitation.accept();
  },
  onError: () => {
    errors += 1;
  },
});

process.on("message", async (word) => {
  if (word === "measure") {
    // Twice, because what the first frees may free more.
    for (let times = 0; times < 3; times += 1) {
      globalThis.gc?.();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send?.({ heapUsed, external, rss });
  }
  if (word === "close") {
    await bot.close();
    process.send?.({ outcomes, errors, working: bot.working });
    process.disconnect();
  }
});
process.send?.("runs");
