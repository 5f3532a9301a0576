// What strangers can see and cost according to README's section "Security", as far as only a browser shows it.
import { expect } from "@playwright/test";
import { type LabPeer, test } from "../support/lab.ts";

const STRANGE_CONNECTIONS = 30;

/** Asks `callee` for so many connections that have nothing to do with this package. Resolves once each was answered. */
const askForConnections = ({ page }: LabPeer, callee: LabPeer, count: number): Promise<boolean[]> =>
  page.evaluate(
    ([id, times]) =>
      Promise.all(
        Array.from({ length: times }, async () => {
          const { peerConnection } = window.lab.peer.connect(id, { label: "strange", reliable: true });
          const isAnswered = async (): Promise<boolean> => {
            const rows: Iterable<{ type: string }> = (await peerConnection.getStats()).values();
            const seesAddress = [...rows].some(({ type }) => type === "remote-candidate");
            return seesAddress && peerConnection.remoteDescription !== null;
          };
          while (!(await isAnswered())) await new Promise((resolve) => requestAnimationFrame(resolve));
          return isAnswered();
        }),
      ),
    [callee.id, count] as const,
  );

test("a stranger sees a page's network addresses, and gets as many connections as it asks for, whatever the policy", async ({
  lab,
}) => {
  const bob = await lab.join("bob", { policy: { doNotDisturb: true } });
  const mallory = await lab.join("mallory");
  const answers = await askForConnections(mallory, bob, STRANGE_CONNECTIONS);
  expect(answers).toEqual(Array(STRANGE_CONNECTIONS).fill(true));
  const held = await bob.page.evaluate(
    () => Object.values(window.lab.peer.connections as Record<string, unknown[]>).flat().length,
  );
  expect(held).toBe(STRANGE_CONNECTIONS);
  expect(await bob.page.evaluate(() => window.lab.missed.length)).toBe(0);
});
