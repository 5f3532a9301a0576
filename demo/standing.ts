// The state of a call in words, as its card shows it.
import type { GroupMember } from "peer-invite/group";
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

/** A sentence has room for this much of a name. */
const NAME_MAX = 32;

/** The state of a call. `name`: what the other side is called. */
export function standingOf(call: Call, words: CallWords, name: string): Standing {
  return (
    talkEnd(call, words, name) ?? answeredBy(call, words) ?? standingOfInvitation(call.snapshot, words, name)
  );
}

/** How far one of several is, who are called at once. */
export function standingOfMember({ state, invitation }: GroupMember, words: CallWords, name: string): string {
  const outcome = invitation?.snapshot.outcome;
  if (outcome?.kind === "canceled" && outcome.reason === "canceled") return words.several.withdrawn;
  if (invitation !== undefined) return standingOfInvitation(invitation.snapshot, words, name).title;
  return state === "waiting" ? words.several.waiting : words.several.withdrawn;
}

/** Who answered a call that also rang here, as its caller says. */
function answeredBy({ snapshot }: Call, words: CallWords): Standing | undefined {
  const { role, outcome } = snapshot;
  const isElsewhere =
    role === "remote" && outcome?.kind === "canceled" && outcome.reason === "answered-elsewhere";
  if (!isElsewhere || outcome.content === "") return undefined;
  return { title: words.several.answeredBy(plainName(outcome.content, NAME_MAX)), tone: "quiet" };
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
