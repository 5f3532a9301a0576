// Every order, up to a length, in which users come and go, create answers, and a client is closed and finishes
// closing.
import { expect, test } from "vitest";
import { createInvitationClient, type InvitationClient } from "../index.ts";
import { createFakeClock } from "../testing/index.ts";
import { clientInUse, clientProblem } from "./clients.ts";
import { createPage } from "./page.ts";
import { LINGER_MS } from "./users.ts";

const STEPS = ["ada", "bob", "wait", "made", "broken", "closed", "retry", "shut"] as const;
type Step = (typeof STEPS)[number];
/** The long run has more of them. */
const LENGTH = process.env["EXPLORER"] === "long" ? 6 : 5;

/** A page with two users of one key, where a test decides when `create` and `close` come to an end. */
function createWorld() {
  const clock = createFakeClock();
  const page = createPage(clock);
  const live = new Set<InvitationClient>();
  let creating: { resolve(client: InvitationClient): void; reject(error: unknown): void } | undefined;
  let closing: (() => void) | undefined;
  let faults = 0;

  const create = (): Promise<InvitationClient> => {
    // Never two Peers of one key, and never a second attempt beside the first.
    if (live.size > 0 || creating !== undefined) faults += 1;
    return new Promise((resolve, reject) => {
      creating = { resolve, reject };
    });
  };
  const makeClient = (): InvitationClient => {
    const client: InvitationClient = createInvitationClient(
      {
        start: (events) => events.changed("online", "ada" as never),
        connect: () => {
          throw new Error("nobody calls");
        },
        stop: () =>
          new Promise((resolve) => {
            closing = () => {
              live.delete(client);
              resolve();
            };
          }),
      },
      { clock },
    );
    live.add(client);
    return client;
  };
  const source = clientInUse(() => ({ create }), "key", page);
  const problem = clientProblem("key", page);
  const users = new Map<string, () => void>();

  const act = (step: Step): void => {
    switch (step) {
      case "ada":
      case "bob": {
        const letGo = users.get(step);
        if (letGo === undefined)
          users.set(
            step,
            source.subscribe(() => {}),
          );
        else users.delete(step);
        letGo?.();
        return;
      }
      case "wait":
        return clock.tick(LINGER_MS);
      case "made": {
        const waiting = creating;
        creating = undefined;
        if (waiting !== undefined) waiting.resolve(makeClient());
        return;
      }
      case "broken": {
        const waiting = creating;
        creating = undefined;
        waiting?.reject(new Error("no broker"));
        return;
      }
      case "closed":
        closing?.();
        closing = undefined;
        return;
      case "retry":
        return problem.snapshot?.retry();
      case "shut":
        // The app closes the client itself.
        return void source.snapshot?.close();
    }
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  };
  return {
    act,
    settle,
    /** What must hold at any time: no second client, and users have one unless it is made, closed or impossible. */
    isRight: (): boolean => {
      const isBusy = creating !== undefined || closing !== undefined;
      const isServed = source.snapshot?.state === "online" || problem.snapshot !== undefined || isBusy;
      return faults === 0 && live.size <= 1 && (users.size === 0 || isServed);
    },
    /** All go, and everything that is begun comes to its end. */
    end: async (): Promise<boolean> => {
      for (const letGo of users.values()) letGo();
      users.clear();
      for (const step of ["wait", "made", "wait", "closed"] as const) {
        act(step);
        await settle();
      }
      return faults === 0 && live.size === 0 && clock.timers === 0 && source.snapshot === undefined;
    },
  };
}

/** Every sequence of steps of this length. */
function* sequences(length: number): Generator<readonly Step[]> {
  if (length === 0) return yield [];
  for (const rest of sequences(length - 1)) for (const step of STEPS) yield [...rest, step];
}

test(`in each of ${STEPS.length ** LENGTH} orders, there is one client at most, its users get it, and nothing is left`, async () => {
  const wrong: string[] = [];
  for (const steps of sequences(LENGTH)) {
    const world = createWorld();
    let isRight = true;
    for (const step of ["ada" as const, ...steps]) {
      world.act(step);
      await world.settle();
      isRight &&= world.isRight();
    }
    if (!((await world.end()) && isRight)) wrong.push(steps.join(" "));
  }
  expect(wrong).toEqual([]);
});
