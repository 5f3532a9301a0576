// An answering machine. It takes one message from each caller over the line, a text or a file, and stores it in a folder:
// node answering-machine.mjs machine ./messages 9000 /
import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createBot } from "peer-invite-node";
import { BOUNDS, Message } from "./message.mjs";

const [id = "machine", folder = "messages", port = "9000", path = "/"] = process.argv.slice(2);
await mkdir(folder, { recursive: true });

const bot = await createBot({
  peer: { id, host: "localhost", port: Number(port), path },
  async onInvitation(invitation, { signal }) {
    if (bot.working > BOUNDS.callersMax) return invitation.refuse("Too many callers. Please call again.");
    if ((await readdir(folder)).length >= BOUNDS.filesMax) return invitation.refuse("The tape is full.");
    if (signal.aborted) return;
    invitation.accept("Please leave a message.");
    if ((await invitation.outcome).kind !== "accepted") return;
    const line = invitation.openLine();
    try {
      const message = await receive(line, AbortSignal.any([signal, AbortSignal.timeout(BOUNDS.takeMs)]));
      await store(invitation, message);
      console.log(`${invitation.id}: ${message.kind}, ${message.bytes.length} bytes`);
      line.close("Thank you.");
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      console.log(`${invitation.id}: ${message}`);
      line.close(message);
    }
  },
});
process.once("SIGTERM", () => bot.close());

/**
 * Takes a message from the caller.
 *
 * @param {import("peer-invite").Line} line
 * @param {AbortSignal} signal
 * @returns {Promise<Message>}
 * @throws {Error} what is wrong with it, or that the call or its time is over
 */
function receive(line, signal) {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    if (signal.aborted) reject(signal.reason);
    const message = new Message();
    line.on("data", (data) => {
      try {
        if (message.take(data)) resolve(message);
        else line.send({ receivedBytes: message.receivedBytes });
      } catch (error) {
        reject(error);
      }
    });
    line.send({ bounds: BOUNDS });
  });
}

/**
 * Stores a message as two files, whose names are ours. The second says that the first is complete.
 *
 * @param {import("peer-invite").RemoteInvitation} invitation
 * @param {Message} message
 */
async function store({ id: name, caller }, { kind, name: theirName, bytes }) {
  const to = join(folder, name);
  await writeFile(`${to}.part`, bytes, { flag: "wx" });
  await rename(`${to}.part`, `${to}.message`);
  await writeFile(`${to}.json`, JSON.stringify({ caller, kind, name: theirName, atMs: Date.now() }));
}
