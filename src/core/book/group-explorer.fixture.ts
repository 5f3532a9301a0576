// Walks every state that a caller and the callees of its group can reach together, breadth first. Each frame that was ever said may
// arrive at any moment, any number of times. Any timer may fire, and the caller's page may crash.
import { nextState } from "../../base/pure/table.ts";
import type { GroupMode } from "../invitation/group.ts";
import { createLocal, LOCAL } from "../invitation/local-invitation.ts";
import { missedBy } from "../invitation/missed.ts";
import { REMOTE, REMOTE_TABLE } from "../invitation/remote-invitation.ts";
import type { RemoteOutcome } from "../invitation/remote-record.ts";
import { encodeFrame } from "../wire/codec.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { InvitationBook } from "./book.ts";
import { copyBook } from "./copy.fixture.ts";
import type { BookInput } from "./effects.ts";
import { timeless } from "./explorer-frames.fixture.ts";
import { STANCE } from "./explorer-scenario.fixture.ts";
import { type Breach, type Ended, nameOf, see } from "./explorer-world.fixture.ts";

const HOST = "host";

/** What may happen in a walk. */
export interface GroupScenario {
  readonly callees: readonly string[];
  readonly mode: GroupMode;
  /** Whether the caller may cancel the whole group, and crash once. */
  readonly cancel: boolean;
  readonly crash: boolean;
  readonly timers: boolean;
}

interface Side {
  readonly book: InvitationBook;
  readonly ends: ReadonlyMap<string, Ended>;
  readonly rung: ReadonlySet<string>;
}

/** All sides by name, what was said as `from to text`, and whether the caller's page has crashed. */
interface GroupWorld {
  readonly sides: Readonly<Record<string, Side>>;
  readonly said: ReadonlySet<string>;
  readonly crashed: boolean;
}

/** What a walk found. */
export interface GroupFindings {
  readonly states: number;
  /** Who was accepted at its own end, and how the others ended, in every state in which nothing is open any longer. */
  readonly endings: ReadonlySet<string>;
  readonly breach: Breach | undefined;
}

const idOf = (callee: string): InvitationId => `call-to-${callee}` as InvitationId;
/** The channel between the caller and a callee has the same number at both. */
const channelOf = ({ callees }: GroupScenario, callee: string): number => callees.indexOf(callee) + 1;

/** Walks all worlds, and stops at the first that breaks a rule. */
export function exploreGroup(scenario: GroupScenario): GroupFindings {
  const first = start(scenario);
  const seen = new Set([keyOf(first)]);
  const endings = new Set<string>();
  let queue = [first];
  while (queue.length > 0) {
    const ahead: GroupWorld[] = [];
    for (const world of queue) {
      const breach = breachIn(world, scenario);
      if (breach !== undefined) return { states: seen.size, endings, breach };
      if (isOver(world)) endings.add(endingOf(world, scenario));
      for (const [next, broken] of stepsOf(world, scenario)) {
        if (broken !== undefined) return { states: seen.size, endings, breach: broken };
        const key = keyOf(next);
        if (seen.has(key)) continue;
        seen.add(key);
        ahead.push(next);
      }
    }
    queue = ahead;
  }
  return { states: seen.size, endings, breach: undefined };
}

/** The caller has called everyone, and every channel is up. */
function start(scenario: GroupScenario): GroupWorld {
  const { callees, mode } = scenario;
  const names = [HOST, ...callees];
  const sides = Object.fromEntries(names.map((name) => [name, newSide(name, scenario)]));
  let world: GroupWorld = { sides, said: new Set(), crashed: false };
  for (const callee of callees) {
    const group = { id: "the-group", mode, size: callees.length } as const;
    const record = createLocal({ id: idOf(callee), peer: callee as PeerId, ttlMs: 60_000, group });
    [world] = apply(world, scenario, HOST, { type: "send", record, mayConnect: true });
  }
  return world;
}

function newSide(name: string, scenario: GroupScenario): Side {
  // No side pings: a caller that is gone is noticed as its channel closes, which is a step of its own.
  const limits = { ...DEFAULT_LIMITS, pingIntervalMs: 60_000, silenceMs: 120_000, frameBurst: 1_000_000 };
  const book = new InvitationBook({ limits, session: `session-${name}`, agent: "explorer", posts: false });
  book.handle({ type: "broker", broker: "offline", self: name as PeerId }, 0);
  for (const callee of name === HOST ? scenario.callees : [name]) {
    const peer = (name === HOST ? callee : HOST) as PeerId;
    book.handle({ type: "opened", peer, channel: channelOf(scenario, callee), openedHere: name === HOST }, 0);
  }
  return { book, ends: new Map(), rung: new Set() };
}

function* stepsOf(
  world: GroupWorld,
  scenario: GroupScenario,
): Iterable<readonly [GroupWorld, Breach | undefined]> {
  for (const said of world.said) {
    const [from = "", to = "", ...text] = said.split(" ");
    // A new page has no channel, and the old one hears nothing any longer.
    if (world.crashed && to === HOST) continue;
    const channel = channelOf(scenario, from === HOST ? to : from);
    yield apply(world, scenario, to, { type: "text", peer: from as PeerId, channel, text: text.join(" ") });
  }
  for (const callee of scenario.callees) yield* calleeSteps(world, scenario, callee);
  if (world.crashed) return;
  const host = world.sides[HOST] as Side;
  const open = [...host.book.state.entries.values()].flatMap(({ local }) => [...local.open.values()]);
  if (scenario.cancel && open.length > 0) {
    let [next, breach] = [world, undefined as Breach | undefined];
    for (const { peer, id } of open) {
      const command = { type: "cancel", reason: "canceled", content: "" } as const;
      const [after, broken] = apply(next, scenario, HOST, { type: "local", peer, id, command });
      [next, breach] = [after, breach ?? broken];
    }
    yield [next, breach];
  }
  for (const record of scenario.timers ? open : []) {
    const target = { of: "local", peer: record.peer, id: record.id } as const;
    yield apply(world, scenario, HOST, { type: "wake", target }, LOCAL.deadline(record));
  }
  if (scenario.crash) yield [{ ...world, crashed: true }, undefined];
}

function* calleeSteps(
  world: GroupWorld,
  scenario: GroupScenario,
  callee: string,
): Iterable<readonly [GroupWorld, Breach | undefined]> {
  const side = world.sides[callee] as Side;
  const peer = HOST as PeerId;
  const entry = side.book.state.entries.get(peer);
  const id = idOf(callee);
  const record = entry?.remote.open.get(id);
  if (record !== undefined && side.rung.has(id)) {
    for (const type of ["accept", "refuse"] as const) {
      if (nextState(REMOTE_TABLE, record.state.kind, type) === undefined) continue;
      const command = { type, reason: "refused", response: "" } as const;
      yield apply(world, scenario, callee, { type: "remote", peer, id, command });
    }
  }
  if (record !== undefined && scenario.timers) {
    const target = { of: "remote", peer, id } as const;
    yield apply(world, scenario, callee, { type: "wake", target }, REMOTE.deadline(record));
  }
  const channel = channelOf(scenario, callee);
  if (world.crashed && entry?.link.channels.has(channel)) {
    yield apply(world, scenario, callee, { type: "closed", peer, channel, absent: false });
  }
}

function apply(
  world: GroupWorld,
  scenario: GroupScenario,
  name: string,
  input: BookInput,
  atMs = 0,
): readonly [GroupWorld, Breach | undefined] {
  const side = world.sides[name] as Side;
  const [book, ends, rung] = [copyBook(side.book), new Map(side.ends), new Set(side.rung)];
  const said = new Set(world.said);
  let breach: Breach | undefined;
  const effects = [...book.handle(input, atMs)];
  for (let effect = effects.shift(); effect !== undefined; effect = effects.shift()) {
    if (effect.do === "say" && "id" in effect.frame) {
      const to = name === HOST ? (scenario.callees[effect.channel - 1] ?? "") : HOST;
      said.add(`${name} ${to} ${encodeFrame(timeless(effect.frame))}`);
    }
    if (effect.do === "show") breach ??= see(effect, ends, rung);
    if (effect.do === "ask") {
      const { peer, id } = effect.record;
      effects.push(...book.handle({ type: "admit", peer, id, stance: { ...STANCE, isBusy: false } }, atMs));
    }
  }
  return [{ ...world, sides: { ...world.sides, [name]: { book, ends, rung } }, said }, breach];
}

/** How an invitation ended at its caller, and at its callee. */
function endsOf(world: GroupWorld, callee: string): readonly [Ended | undefined, RemoteOutcome | undefined] {
  const local = world.sides[HOST]?.ends.get(`local ${idOf(callee)}`);
  return [local, world.sides[callee]?.ends.get(`remote ${idOf(callee)}`) as RemoteOutcome | undefined];
}

function breachIn(world: GroupWorld, { callees, mode }: GroupScenario): Breach | undefined {
  const accepted = (which: 0 | 1) => callees.filter((it) => endsOf(world, it)[which]?.kind === "accepted");
  for (const which of [0, 1] as const) {
    const winners = accepted(which);
    if (mode !== "all" && winners.length > 1)
      return { rule: "R20.2", what: `${winners.join(" and ")} are both accepted` };
  }
  const unbacked = accepted(1).find((it) => endsOf(world, it)[0]?.kind !== "accepted");
  if (unbacked !== undefined) return { rule: "S3", what: `${unbacked} is accepted only at the callee` };
  for (const callee of callees) {
    const [, end] = endsOf(world, callee);
    if (end?.kind !== "canceled" || end.reason !== "answered-elsewhere") continue;
    if (missedBy(end) !== undefined) return { rule: "R20.2", what: `${callee} missed what another answered` };
    if (accepted(0).length === 0)
      return { rule: "R20.2", what: `${callee} was told of an answer that nobody gave` };
  }
  return undefined;
}

/** Whether nothing is open anywhere. */
function isOver({ sides, crashed }: GroupWorld): boolean {
  return Object.entries(sides).every(
    ([name, { book }]) =>
      (name === HOST && crashed) ||
      [...book.state.entries.values()].every(({ local, remote }) => local.open.size + remote.open.size === 0),
  );
}

function endingOf(world: GroupWorld, { callees }: GroupScenario): string {
  const ends = callees.map((callee) => endsOf(world, callee)[1]);
  return ends
    .map((end) => (end === undefined ? "never rang" : nameOf(end)))
    .toSorted()
    .join(", ");
}

/** Worlds with the same key have the same future. */
function keyOf({ sides, said, crashed }: GroupWorld): string {
  const pictures = Object.values(sides).map(({ book, ends, rung }) => [
    [...book.state.entries.values()].map(({ local, remote, link }) => [
      link.current,
      [...local.open.values()].map(({ id, state }) => [id, state]),
      [...remote.open.values()].map(({ id, state }) => [id, state]),
      [...local.ended],
      [...remote.ended],
    ]),
    [...ends],
    [...rung],
  ]);
  return JSON.stringify([pictures, [...said].toSorted(), crashed]);
}
