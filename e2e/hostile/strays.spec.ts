// Strangers send answers and candidates for connections that do not exist, too many for those that do, and ends.
import { expect } from "@playwright/test";
import { attack } from "./attack.ts";
import { candidateAt } from "./sdp.ts";
import { heapOf, type Stage } from "./stage.ts";
import { OF_ANY_SIZE, OF_ANY_TYPE } from "./values.ts";

const STRAYS = 5_000;
const CANDIDATES = 300;

/** A candidate as a browser gives it. */
const candidateOf = (n: number): object => ({
  candidate: candidateAt(`10.0.${n >> 8}.${n & 255}`, 9),
  sdpMid: "0",
  sdpMLineIndex: 0,
});

attack(
  `${STRAYS} answers and candidates for unknown connections`,
  { broker: "bare", connects: "everybody" },
  async (stage) => {
    await stage.endure(() =>
      stage.storm(STRAYS, (attacker, n) =>
        attacker.send({
          type: n % 2 === 0 ? "ANSWER" : "CANDIDATE",
          dst: stage.bob.id,
          payload: { type: "data", connectionId: `dc_stray_${n}`, candidate: candidateOf(n), sdp: {} },
        }),
      ),
    );
    await stage.expectCounted("brokerStray");
  },
);

attack(
  `${CANDIDATES} candidates for one connection, then odd ones and answers`,
  { broker: "ours", connects: "everybody" },
  async (stage) => {
    const connectionId = "dc_with_candidates";
    const send = (values: Readonly<Record<string, unknown>>, type: string, field: string): Promise<void> =>
      stage
        .endure(async () => {
          const [attacker] = await stage.attackers(1);
          attacker?.offer(stage.bob.id, { connectionId });
          for (const value of Object.values(values)) {
            const payload = { type: "data", connectionId, [field]: value };
            attacker?.send({ type, dst: stage.bob.id, payload });
          }
          await attacker?.flushed();
        })
        .then(() => {});
    await send(
      Array.from({ length: CANDIDATES }, (_, n) => candidateOf(n)) as never,
      "CANDIDATE",
      "candidate",
    );
    await send({ ...OF_ANY_TYPE, ...OF_ANY_SIZE }, "CANDIDATE", "candidate");
    await send(OF_ANY_TYPE, "ANSWER", "sdp");
  },
);

attack("the same OFFER ten times at once", { broker: "bare", connects: "everybody" }, async (stage) => {
  await stage.endure(async () => {
    const [attacker] = await stage.attackers(1);
    for (let n = 0; n < 10; n += 1) attacker?.offer(stage.bob.id, { connectionId: "dc_again" });
    await attacker?.flushed();
  });
  if (stage.ground.connects === "everybody") await stage.expectCounted("brokerStray");
});

/** The connections between a page and another peer. */
type Links = Readonly<Record<string, readonly { readonly open: boolean }[]>>;

/** Resolves once bob and ada have one connection, with a function that tells whether it is still the same. */
async function watchLink({ bob, ada }: Stage): Promise<() => Promise<boolean>> {
  for (const [{ page }, { id }] of [
    [bob, ada],
    [ada, bob],
  ] as const) {
    await page.waitForFunction((other) => {
      const [first, ...more] = (window.lab.peer.connections as Links)[other] ?? [];
      return first?.open === true && more.length === 0;
    }, id);
  }
  const link = await bob.page.evaluateHandle(
    (known) => (window.lab.peer.connections as Links)[known]?.[0],
    ada.id,
  );
  return () =>
    link.evaluate(
      (it, known) => it?.open === true && ((window.lab.peer.connections as Links)[known] ?? []).includes(it),
      ada.id,
    );
}

for (const type of ["LEAVE", "EXPIRE"]) {
  const sample = type === "LEAVE" ? ({ broker: "bare", connects: "everybody" } as const) : undefined;
  attack(`${type} of a stranger, and of the peer of a running link`, sample, async (stage) => {
    const isKept = await watchLink(stage);
    await stage.endure(
      async () => {
        const [attacker] = await stage.attackers(1);
        attacker?.offer(stage.bob.id);
        attacker?.send({ type, dst: stage.bob.id, payload: { connectionId: "dc_of_nobody" } });
        await attacker?.flushed();
        await stage.ada.page.evaluate(
          ([what, dst]) => {
            const { socket } = window.lab.peer as unknown as { socket: { send(message: object): void } };
            socket.send({ type: what, dst, payload: {} });
          },
          [type, stage.bob.id] as const,
        );
      },
      { keepsLink: true },
    );
    expect.soft(await isKept(), "the link is the one from before").toBe(true);
  });
}

attack(
  "strangers ask for connections, say LEAVE, and ask again",
  { broker: "bare", connects: "everybody" },
  async (stage) => {
    await stage.endure(async () => {
      const attackers = await stage.attackers(8);
      for (const [n, attacker] of attackers.entries()) {
        // PeerJS would forget all of these, and close every second one.
        for (let offers = 0; offers < 10; offers += 1) {
          attacker.offer(stage.bob.id, n % 2 === 0 ? { label: "strange" } : {});
        }
        attacker.send({ type: "LEAVE", dst: stage.bob.id, payload: {} });
        await attacker.flushed();
      }
      await stage.settled();
    });
  },
);

attack(
  "candidates with much that PeerJS does not read, for calls that nobody has answered",
  { broker: "bare", connects: "everybody" },
  async (stage) => {
    const [attacker] = await stage.attackers(1);
    const candidate = { candidate: candidateAt("127.0.0.1", 9), sdpMid: "0", sdpMLineIndex: 0 };
    const before = await heapOf(stage.bob.page);
    for (let call = 0; call < 8; call += 1) {
      const connectionId = `mc_${call}`;
      attacker?.offer(stage.bob.id, { type: "media", label: undefined, connectionId });
      for (let n = 0; n < 40; n += 1) {
        const payload = { type: "media", connectionId, candidate, junk: "x".repeat(100_000) };
        attacker?.send({ type: "CANDIDATE", dst: stage.bob.id, payload });
      }
      await attacker?.flushed();
    }
    await stage.settled();
    await stage.expectCounted("brokerMalformed");
    expect.soft((await heapOf(stage.bob.page)) - before, "bytes that are kept").toBeLessThan(5_000_000);
  },
);
