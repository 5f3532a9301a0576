// Strangers attack bob while a call of his is on, and ring without any connection.
import { expect } from "@playwright/test";
import { attack } from "./attack.ts";
import { invitation } from "./values.ts";

const OFFERS = 600;
/** How many invitations of strangers ring at one time (`openStrangersMax`). */
const RINGING_MAX = 50;

attack(
  `${OFFERS} OFFERs while the link of a call is lost, which goes on when it is back`,
  { broker: "bare", connects: "everybody" },
  async (stage) => {
    const { bob, ada } = stage;
    await ada.page.evaluate((callee) => window.lab.ring(callee).outcome.then(() => undefined), bob.id);
    for (const { page } of [bob, ada])
      await page.waitForFunction(() => window.lab.lines.at(-1)?.state === "up");
    const lost = bob.page.evaluate(
      () => new Promise((resolve) => window.lab.lines.at(-1)?.once("changed", ({ state }) => resolve(state))),
    );
    const heard = bob.page.evaluate(
      () =>
        new Promise((resolve) => {
          window.lab.lines.at(-1)?.on("data", resolve);
          window.lab.lines.at(-1)?.on("closed", (reason) => resolve(`closed: ${reason}`));
        }),
    );
    await ada.page.evaluate(() => window.setNetwork(false));
    // This package would close connections of its own label in time.
    await stage.storm(OFFERS, (attacker) => attacker.offer(bob.id, { label: "strange" }));
    await stage.settled();
    expect.soft(await lost, "what becomes of the link").toBe("down");
    // Her network is back with another address, so both need a new connection.
    await ada.page.evaluate((other) => {
      const links = (window.lab.peer.connections as Record<string, { close(): void }[]>)[other] ?? [];
      for (const link of [...links]) link.close();
      window.setNetwork(true);
      window.lab.lines.at(-1)?.send("I am back");
    }, bob.id);
    expect.soft(await heard).toBe("I am back");
    stage.expectBounded(await stage.toll());
  },
);

for (const count of [1, 20, 200]) {
  const sample = count === 200 ? ({ broker: "ours", connects: "nobody" } as const) : undefined;
  attack(
    `${count} ${count === 1 ? "stranger rings" : "strangers ring"} by posts alone`,
    sample,
    async (stage) => {
      const { bob } = stage;
      const attackers = await stage.attackers(count);
      await stage.endure(async () => {
        for (const attacker of attackers) {
          const payload = { label: "peer-invite", post: invitation(attacker.id) };
          attacker.send({ type: "CANDIDATE", dst: bob.id, payload });
        }
        await Promise.all(attackers.map((attacker) => attacker.flushed()));
        await stage.settled();
        const ringing = await bob.page.evaluate(
          () => window.lab.client.invitations.filter(({ state }) => state === "ringing").length,
        );
        expect.soft(ringing, "invitations that ring").toBe(Math.min(count, RINGING_MAX));
        if (stage.ground.connects === "everybody") return;
        const answers = attackers.flatMap(({ posts }) => posts).filter((text) => text.includes("received"));
        expect.soft(answers.length, "answers").toBeGreaterThanOrEqual(ringing);
        const told = answers.filter((text) => text.includes("wait"));
        expect.soft(told.length, "those that were told to wait").toBe(answers.length);
      });
    },
  );
}
