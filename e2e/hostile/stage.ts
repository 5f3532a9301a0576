// The stage of the hostile tests: bob, whom strangers know; ada, whom bob knows; and as many strangers as it takes. Measures
// what the strangers cost bob.
import { expect, type Page, test } from "@playwright/test";
import type { TurnedAway } from "peer-invite";
import { Attacker } from "./attacker.ts";

/** The most connections that peers who are not known may have at one time. */
const STRANGERS_MAX = 16;
/** How the ids of strangers who attack begin. */
export const ATTACKER = "mallory-";
const BLOCK_MAX_MS = 100;
const HEAP_MAX_BYTES = 5_000_000;
/** The broker of this repository takes 500 messages of one socket at once. */
const MESSAGES_EACH = 400;
/** What a sender that waits for its socket sends at once. */
const SLICE = 50;

/** Which broker, and whom bob connects: everybody (the default), or nobody before he has accepted. */
export interface Ground {
  readonly broker: "ours" | "bare";
  readonly connects: "everybody" | "nobody";
}

/** What strangers have cost bob. */
interface Toll {
  /** RTCPeerConnections that were made for strangers who attack. */
  readonly made: number;
  /** Those that are not closed. */
  readonly open: number;
  /** The connections that PeerJS keeps of them, also of calls that nobody has answered. */
  readonly held: number;
  /** The messages that PeerJS keeps for connections that it does not know. */
  readonly kept: number;
  readonly longestTaskMs: number;
  /** What the strangers heard about connections: descriptions and candidates. */
  readonly told: number;
}

/** One page with a peer. */
export interface Side {
  readonly id: string;
  readonly page: Page;
}

/** How a peer calls that does not attack. */
interface CallOptions {
  readonly keepsLink?: boolean;
  readonly caller?: Side;
}

/** What a test gets. */
export class Stage {
  readonly ground: Ground;
  readonly bob: Side;
  readonly ada: Side;
  /** Opens a page with a further peer, which bob does not know. */
  readonly join: (name: string) => Promise<Side>;
  /** How many uncaught errors bob's page has had. They fail the test at its end. */
  errors = 0;
  readonly #port: number;
  readonly #attackers: Attacker[] = [];
  readonly #heapBytes: number;
  #marks = 0;
  #herald: Attacker | undefined;

  constructor(
    ground: Ground,
    port: number,
    sides: readonly [Side, Side],
    join: Stage["join"],
    heapBytes: number,
  ) {
    this.ground = ground;
    this.#port = port;
    [this.bob, this.ada] = sides;
    this.join = join;
    this.#heapBytes = heapBytes;
    this.bob.page.on("pageerror", () => {
      this.errors += 1;
    });
  }

  /** Registers so many further strangers. */
  attackers(count: number): Promise<Attacker[]> {
    const begun = this.#attackers.length;
    const ids = Array.from({ length: count }, (_, n) => `${ATTACKER}${begun + n}-${this.bob.id}`);
    return Promise.all(
      ids.map(async (id) => {
        const attacker = await Attacker.connect(this.#port, id);
        this.#attackers.push(attacker);
        return attacker;
      }),
    );
  }

  /** Has `count` messages sent to bob, by so many strangers; by default, as many as the broker wants for that. */
  async storm(
    count: number,
    send: (attacker: Attacker, n: number) => void,
    strangers: number = Math.ceil(count / MESSAGES_EACH),
  ): Promise<void> {
    const attackers = await this.attackers(strangers);
    await Promise.all(
      attackers.map(async (attacker, begin) => {
        for (let n = begin, sent = 1; n < count; n += attackers.length, sent += 1) {
          send(attacker, n);
          if (sent % SLICE === 0) await attacker.flushed();
        }
        await attacker.flushed();
      }),
    );
  }

  /** Resolves once bob's page has worked off all that was sent before, also what PeerJS does later. */
  async settled(): Promise<void> {
    this.#herald ??= await Attacker.connect(this.#port, `${ATTACKER}herald-${this.bob.id}`);
    this.#marks += 1;
    const type = `mark-${this.#marks}`;
    // The broker may drop a message for a page that it has to wait for. A message without a connection means nothing to PeerJS.
    await expect
      .poll(
        () => {
          this.#herald?.send({ type: "ANSWER", dst: this.bob.id, payload: { type } });
          return this.bob.page.evaluate((mark) => window.marks.has(mark), type);
        },
        { timeout: 30_000, intervals: [5, 10, 20, 50, 100] },
      )
      .toBe(true);
    await this.bob.page.waitForFunction(() => window.meter.isSettled);
  }

  /** Has one stranger send each of the values, one after the other. Notes what each of them cost. */
  async each(
    values: Readonly<Record<string, unknown>>,
    send: (attacker: Attacker, value: unknown) => void,
  ): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const [attacker] = await this.attackers(1);
      const [before, errors] = [await this.toll(), this.errors];
      if (attacker !== undefined) send(attacker, value);
      await attacker?.flushed();
      await this.settled();
      const { made, longestTaskMs } = await this.toll();
      const cost = { made: made - before.made, longestTaskMs, errors: this.errors - errors };
      test.info().annotations.push({ type: name, description: JSON.stringify(cost) });
    }
  }

  /**
   * A call, which bob accepts: `accepted` if it was and both then had a link for it, or what happened instead. It needs a new
   * connection, unless the link that they have is kept. By default ada calls.
   */
  call({ keepsLink = false, caller = this.ada }: CallOptions = {}): Promise<string> {
    return caller.page.evaluate(
      async ([callee, isKept]) => {
        const { peer, lines, ring } = window.lab;
        const links = (peer.connections as Record<string, { close(): void }[]>)[callee] ?? [];
        if (!isKept) for (const link of [...links]) link.close();
        const { kind } = await ring(callee).outcome;
        const line = lines.at(-1);
        if (kind !== "accepted" || line === undefined) return kind;
        const state = await new Promise<string>((resolve) => {
          const look = (): void => {
            if (line.state !== "down") resolve(line.state);
            else line.once("changed", look);
          };
          look();
        });
        line.close();
        return state === "up" ? kind : "accepted, and then lost";
      },
      [this.bob.id, keepsLink] as const,
    );
  }

  /** What strangers have cost so far. */
  async toll(): Promise<Toll> {
    const told = this.#attackers.reduce((sum, { aboutConnections }) => sum + aboutConnections.length, 0);
    return this.bob.page.evaluate(
      ([attacker, heard]) => {
        const { connections, _lostMessages } = window.lab.peer as unknown as PeerParts;
        const all = Object.entries(connections).flatMap(([peer, each]) => each.map(() => peer));
        const held = all.filter((peer) => peer.startsWith(attacker)).length;
        const { made, open, longestTaskMs } = window.meter;
        const kept = [..._lostMessages.values()].reduce((sum, { length }) => sum + length, 0);
        return {
          made: made - window.madeForFriends,
          open: open - (all.length - held),
          held,
          kept,
          longestTaskMs,
          told: heard,
        };
      },
      [ATTACKER, told] as const,
    );
  }

  /**
   * Has strangers attack while ada calls, and asserts what holds after any attack. A machine that is busy with something else
   * can block a page, too, so an attack that seemed to block it gets a second chance.
   */
  async endure(attack: () => Promise<void>, call?: CallOptions): Promise<Toll> {
    const once = async (): Promise<number> => {
      await this.bob.page.evaluate(() => window.meter.reset());
      const [outcome] = await Promise.all([this.call(call), attack()]);
      expect.soft(outcome, "the call of a known peer during the attack").toBe("accepted");
      await this.settled();
      expect.soft(await this.call(call), "the call of a known peer after the attack").toBe("accepted");
      return (await this.toll()).longestTaskMs;
    };
    let longestTaskMs = await once();
    if (longestTaskMs > BLOCK_MAX_MS) longestTaskMs = Math.min(longestTaskMs, await once());
    const toll = { ...(await this.toll()), longestTaskMs };
    test.info().annotations.push({ type: "toll", description: JSON.stringify(toll) });
    this.expectBounded(toll);
    await this.expectNothingKept();
    return toll;
  }

  /** Asserts the bounds of connections, of memory for unknown ones, and of blocks. */
  expectBounded({ made, open, held, kept, longestTaskMs, told }: Toll): void {
    const max = this.ground.connects === "nobody" ? 0 : STRANGERS_MAX;
    expect.soft(open, "connections of strangers").toBeLessThanOrEqual(max);
    expect.soft(held, "strangers' connections that PeerJS keeps").toBeLessThanOrEqual(max);
    expect.soft(kept, "messages for unknown connections that PeerJS keeps").toBe(0);
    expect.soft(longestTaskMs, "the longest block of the page, in ms").toBeLessThanOrEqual(BLOCK_MAX_MS);
    if (this.ground.connects === "everybody") return;
    expect.soft(made, "connections that were made for strangers").toBe(0);
    expect.soft(told, "descriptions and candidates that strangers have seen").toBe(0);
  }

  /** Asserts that bob's memory is as before once the strangers have gone. */
  async expectNothingKept(): Promise<void> {
    for (const attacker of this.#attackers) attacker.close();
    await expect
      .soft(async () => expect((await heapOf(this.bob.page)) - this.#heapBytes).toBeLessThan(HEAP_MAX_BYTES))
      .toPass({ timeout: 5_000 });
  }

  /** Asserts that bob's client has counted something as this. */
  async expectCounted(name: TurnedAway): Promise<void> {
    const stats = await this.bob.page.evaluate(() => window.lab.client.stats);
    expect.soft(stats[name], name).toBeGreaterThan(0);
  }

  /** Closes what is open. */
  end(): void {
    this.#herald?.close();
    for (const attacker of this.#attackers) attacker.close();
  }
}

/** The parts of a Peer that are read, one of them private. */
interface PeerParts {
  readonly connections: Readonly<Record<string, readonly unknown[]>>;
  readonly _lostMessages: ReadonlyMap<string, readonly unknown[]>;
}

declare global {
  interface Window {
    /** The marks that bob's page has heard. */
    marks: Set<unknown>;
    /** How many connections bob's page has made with peers that do not attack. */
    madeForFriends: number;
  }
}

/** The bytes of the page's heap, after collecting garbage. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}
