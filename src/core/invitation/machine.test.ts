// Compares both machines with their tables, for every state and every input.
import { describe, expect, test } from "vitest";
import { isFinal, nextState } from "../../base/pure/table.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { LOCAL, LOCAL_COMMANDS, LOCAL_TABLE } from "./local-invitation.ts";
import {
  LOCAL_INPUTS,
  LOCAL_STATES,
  localIn,
  REMOTE_INPUTS,
  REMOTE_STATES,
  remoteIn,
} from "./machine.fixture.ts";
import { REMOTE, REMOTE_COMMANDS, REMOTE_TABLE } from "./remote-invitation.ts";

const NOW = 2_000;
const ENDS = ["accepted", "refused", "canceled", "failed"];

const locals = Object.values(LOCAL_STATES).map(localIn);
const remotes = Object.values(REMOTE_STATES).map(remoteIn);
const localSteps = locals.flatMap((record) =>
  Object.values(LOCAL_INPUTS).map((input) => ({ record, input, from: record.state.kind })),
);
const remoteSteps = remotes.flatMap((record) =>
  Object.values(REMOTE_INPUTS).map((input) => ({ record, input, from: record.state.kind })),
);

describe("the caller's machine", () => {
  test.each(localSteps)("$from, $input.type: goes where the table goes", ({ record, input, from }) => {
    const [after] = LOCAL.reduce(record, input, NOW, DEFAULT_LIMITS);
    const to = nextState(LOCAL_TABLE, from, input.type);
    if (to === undefined) expect(after).toBe(record);
    else {
      const news =
        input.type === "update"
          ? { content: "dinner?", revision: 1, earlier: [{ content: "lunch?", kind: undefined }] }
          : {};
      expect(after).toEqual({ ...record, ...news, state: expect.objectContaining({ kind: to }) });
    }
  });

  test.each(localSteps)("$from, $input.type: says where it stands, or nothing", ({ record, input, from }) => {
    const [after, said] = LOCAL.reduce(record, input, NOW, DEFAULT_LIMITS);
    const speaks = ["send", "update", "accept", "cancel", "giveUp"].includes(input.type);
    const moved = nextState(LOCAL_TABLE, from, input.type) !== undefined;
    expect(said).toEqual(speaks && moved ? LOCAL.statement(after, NOW) : undefined);
  });

  test("R3.1 an ended state takes no input", () => {
    const ends = locals.filter(({ state }) => isFinal(LOCAL_TABLE, state.kind));
    expect(ends.map(({ state }) => state.kind)).toEqual(ENDS);
    for (const record of ends) {
      for (const input of Object.values(LOCAL_INPUTS)) {
        expect(LOCAL.reduce(record, input, NOW, DEFAULT_LIMITS)).toEqual([record]);
      }
    }
  });

  test("the commands are inputs of the table", () => {
    for (const command of LOCAL_COMMANDS) expect(LOCAL_INPUTS).toHaveProperty(command);
  });
});

describe("the callee's machine", () => {
  test.each(remoteSteps)("$from, $input.type: goes where the table goes", ({ record, input, from }) => {
    const [after] = REMOTE.reduce(record, input, NOW, DEFAULT_LIMITS);
    const to = nextState(REMOTE_TABLE, from, input.type);
    if (to === undefined) return expect(after).toBe(record);
    const replaces = input.type === "replace" ? input.replaced : undefined;
    return expect(after).toEqual({ ...record, replaces, state: expect.objectContaining({ kind: to }) });
  });

  test.each(remoteSteps)(
    "$from, $input.type: says where it stands, or nothing",
    ({ record, input, from }) => {
      const [after, said] = REMOTE.reduce(record, input, NOW, DEFAULT_LIMITS);
      const speaks = ["release", "accept", "refuse", "drop", "supersede"].includes(input.type);
      const moved = nextState(REMOTE_TABLE, from, input.type) !== undefined;
      expect(said).toEqual(speaks && moved ? REMOTE.statement(after, NOW) : undefined);
    },
  );

  test("R3.1 an ended state takes no input", () => {
    const ends = remotes.filter(({ state }) => isFinal(REMOTE_TABLE, state.kind));
    expect(ends.map(({ state }) => state.kind)).toEqual(ENDS);
    for (const record of ends) {
      for (const input of Object.values(REMOTE_INPUTS)) {
        expect(REMOTE.reduce(record, input, NOW, DEFAULT_LIMITS)).toEqual([record]);
      }
    }
  });

  test("R1.4 only confirm leads to accepted, and only from accepting", () => {
    const ways = remoteSteps.filter(
      ({ from, input }) => nextState(REMOTE_TABLE, from, input.type) === "accepted",
    );
    expect(ways.map(({ from, input }) => [from, input.type])).toEqual([["accepting", "confirm"]]);
  });

  test("the commands are inputs of the table", () => {
    for (const command of REMOTE_COMMANDS) expect(REMOTE_INPUTS).toHaveProperty(command);
  });
});
