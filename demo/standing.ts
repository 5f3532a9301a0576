// The state of a call in words, as its card shows it.
import { clockWords, type Standing, standingOf as standingOfInvitation } from "peer-invite/ui/functions";
import type { Call } from "./calls.ts";
import { kindOf } from "./kinds.ts";
import { lengthMs } from "./talk.ts";
import type { CallWords } from "./words/en/calls.ts";

/** The state of a call. `name`: what the other side is called. */
export function standingOf(call: Call, words: CallWords, name: string): Standing {
  return talkEnd(call, words, name) ?? standingOfInvitation(call.snapshot, words, name);
}

/** The name of the call's kind. */
export function kindWords({ snapshot }: Call, words: CallWords): string {
  const kind = words.kinds[kindOf(snapshot.kind) ?? "other"];
  return snapshot.role === "local" ? kind.out : kind.in;
}

function talkEnd(call: Call, words: CallWords, name: string): Standing | undefined {
  const end = call.talk?.snapshot.end;
  if (call.talk === undefined || end === undefined) return undefined;
  const { title, detail } = words.talkEnds[end.reason](name);
  const length = lengthMs(call.talk);
  const lasted = length === undefined ? undefined : words.lasted(clockWords(length));
  const all = [detail, lasted].filter((it) => it !== undefined).join(" ");
  return { title, ...(all === "" ? {} : { detail: all }), tone: detail === undefined ? "quiet" : "bad" };
}
