// A Peer that is destroyed during a call, in two browsers. Nothing of the call continues, here or at the other side.
import { expect } from "@playwright/test";
import { is, seesMovement, statesOf, test } from "../support/call.ts";

for (const who of ["caller", "callee"] as const) {
  test(`the ${who}'s Peer is destroyed: it sends nothing more from that moment, and the other side's call ends within a second`, async ({
    calls,
  }) => {
    const [ada, bob] = await calls.connect();
    const [here, there] = who === "caller" ? [ada, bob] : [bob, ada];
    await seesMovement(there);
    const ended = there.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          window.callPage.call?.once("ended", () => resolve(Date.now()));
        }),
    );
    const [states, atMs] = await here.page.evaluate(
      () => [window.callPage.destroyPeer(), Date.now()] as const,
    );
    expect(states).toEqual(["closed"]);
    expect((await ended) - atMs).toBeLessThan(1_000);
    await is(here, "ended");
    expect(await statesOf(here)).toContain("closed");
    expect(await statesOf(there)).toContain("peer-left");
  });
}
