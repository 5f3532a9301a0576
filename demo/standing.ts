// The state of a call in words, as its card shows it.
import {
  clockWords,
  plainName,
  type Standing,
  standingOf as standingOfInvitation,
} from "peer-invite/ui/functions";
import type { Call } from "./calls.ts";
import { kindOf } from "./kinds.ts";
import { lengthMs } from "./talk.ts";
import type { CallWords } from "./words/en/calls.ts";

/** A sentence has room for this much of a name. The whole name is beside it. */
const NAME_MAX = 32;

/** A name as a part of a sentence: cut, and in a direction of its own. */
export function nameIn(name: string): string {
  return plainName(name, NAME_MAX);
}

/** The state of a call. */
export function standingOf(call: Call, words: CallWords): Standing {
  return talkEnd(call, words) ?? standingOfInvitation(call.snapshot, words, nameIn(call.snapshot.peer));
}

/** The name of the call's kind. */
export function kindWords({ snapshot }: Call, words: CallWords): string {
  const kind = words.kinds[kindOf(snapshot.kind) ?? "other"];
  return snapshot.role === "local" ? kind.out : kind.in;
}

function talkEnd(call: Call, words: CallWords): Standing | undefined {
  const end = call.talk?.snapshot.end;
  if (call.talk === undefined || end === undefined) return undefined;
  const { title, detail } = words.talkEnds[end.reason](nameIn(call.snapshot.peer));
  const length = lengthMs(call.talk);
  const lasted = length === undefined ? undefined : words.lasted(clockWords(length));
  const all = [detail, lasted].filter((it) => it !== undefined).join(" ");
  return { title, ...(all === "" ? {} : { detail: all }), tone: detail === undefined ? "quiet" : "bad" };
}
