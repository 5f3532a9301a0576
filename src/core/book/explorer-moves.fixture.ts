// What may happen at one side of an exploration: what its person does, which timer fires, and what comes by post.
import { nextState } from "../../base/pure/table.ts";
import { createLocal, LOCAL } from "../invitation/local-invitation.ts";
import { REMOTE, REMOTE_TABLE } from "../invitation/remote-invitation.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import type { BookInput } from "./effects.ts";
import type { Said } from "./explorer-frames.fixture.ts";
import type { Scenario } from "./explorer-scenario.fixture.ts";
import {
  locals,
  type Name,
  OTHER,
  postArrival,
  postsOf,
  remotes,
  type Side,
  sessionOf,
  type World,
} from "./explorer-world.fixture.ts";

/** One input at a side, and the side as it is just before. */
export interface Move {
  readonly label: string;
  readonly side: Side;
  /** Undefined where the side itself is all that changes. */
  readonly input: BookInput | undefined;
  readonly atMs?: number | undefined;
}

/** What the person at a side may do. */
export function* personMoves(side: Side, name: Name, scenario: Scenario): Iterable<Move> {
  const peer = OTHER[name] as PeerId;
  const { sends, sendsAgain, busy, cancel, update, answers } = scenario;
  if (busy?.includes(name)) {
    const turned = { ...side, isBusy: !side.isBusy };
    yield { label: `${name} is ${turned.isBusy ? "busy" : "free"}`, side: turned, input: undefined };
  }
  const send = (id: InvitationId): BookInput => {
    const record = createLocal({ id, peer, content: "", channelId: undefined, ttlMs: 60_000 });
    return { type: "send", record, mayConnect: true };
  };
  const id = sends[name];
  if (id !== undefined && !side.sent && side.crashes === 0) {
    const crossed = ![...side.ends.keys()].some((key) => key.startsWith("remote"));
    yield { label: `${name} sends ${id}`, side: { ...side, sent: true, crossed }, input: send(id) };
  }
  const again = sendsAgain?.[name];
  if (again !== undefined && !side.sentAgain && side.crashes > 0) {
    yield { label: `${name} sends ${again}`, side: { ...side, sentAgain: true }, input: send(again) };
  }
  if (cancel) {
    const command = { type: "cancel", reason: "canceled", content: "" } as const;
    for (const { id: ours } of locals(side, peer)) {
      yield { label: `${name} cancels ${ours}`, side, input: { type: "local", peer, id: ours, command } };
    }
  }
  for (const { id: ours, revision } of update ? locals(side, peer) : []) {
    const command = { type: "update", changes: { kind: "audio", ttlMs: 60_000 } } as const;
    const input = { type: "local", peer, id: ours, command } as const;
    if (revision === 0) yield { label: `${name} changes ${ours}`, side, input };
  }
  for (const { id: theirs, state } of remotes(side, peer)) {
    for (const type of answers) {
      if (nextState(REMOTE_TABLE, state.kind, type) === undefined || !side.rung.has(theirs)) continue;
      const command = { type, reason: "refused", response: "" } as const;
      yield {
        label: `${name} ${type}s ${theirs}`,
        side,
        input: { type: "remote", peer, id: theirs, command },
      };
    }
  }
}

/** Any timer of an invitation may fire at any moment. */
export function* timerMoves(side: Side, name: Name): Iterable<Move> {
  const peer = OTHER[name] as PeerId;
  for (const record of [...locals(side, peer), ...remotes(side, peer)]) {
    const atMs = record.role === "local" ? LOCAL.deadline(record) : REMOTE.deadline(record);
    const target = { of: record.role, peer, id: record.id };
    yield { label: `${name}'s timer for ${record.id}`, side, input: { type: "wake", target }, atMs };
  }
}

/**
 * Everything that the other side ever said may arrive by post, as an answer to this page and as a first word. Or posts
 * stop coming.
 */
export function* postMoves(world: World, name: Name, said: readonly Said[]): Iterable<Move> {
  const side = world[name];
  for (const { by, text, life } of said) {
    if (by === name) continue;
    // A page that is gone has not heard what was posted since.
    const n = life === world[by].crashes ? 1_000_000 : 1;
    for (const answered of [{ session: sessionOf(name, side.crashes), n }, undefined]) {
      const label = `${name} gets ${answered === undefined ? "a first post" : "a post"} of life ${life}: ${text}`;
      yield { label, side, input: postArrival(name, text, sessionOf(by, life), answered) };
    }
  }
  const posts = postsOf(side, name);
  if (posts === undefined || posts.isSilent) return;
  const target = { of: "peer", peer: OTHER[name] as PeerId } as const;
  const atMs = posts.heardMs + DEFAULT_LIMITS.postSilenceMs;
  yield { label: `${name} hears posts no longer`, side, input: { type: "wake", target }, atMs };
}

/** The broker of a side is lost or found, or says that the other peer is absent, whether that is true or not. */
export function* brokerMoves(side: Side, name: Name): Iterable<Move> {
  const peer = OTHER[name] as PeerId;
  const { broker, entries } = side.book.state;
  const next = broker === "online" ? "offline" : "online";
  const input = { type: "broker", broker: next, self: undefined } as const;
  yield { label: `${name}'s broker is ${next}`, side, input };
  if (entries.get(peer)?.link.absent !== false) return;
  yield { label: `${name}'s broker does not know ${peer}`, side, input: { type: "absent", peer } };
}

/** The world in which a move is about to happen. */
export function withSide(world: World, name: Name, { side }: Move): World {
  return world[name] === side ? world : { ...world, [name]: side };
}
