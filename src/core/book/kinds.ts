// The kinds of records that a book keeps for each peer: the invitations of both directions, and the lines of those that
// were accepted.

import { LOCAL, type LocalInput, type LocalRecord } from "../invitation/local-invitation.ts";
import { REMOTE, type RemoteInput } from "../invitation/remote-invitation.ts";
import type { RemoteRecord } from "../invitation/remote-record.ts";
import { LINE, type LineInput, type LineRecord } from "../line/line.ts";
import type { CalleeFrame, CallerFrame, LineFrame } from "../wire/frames.ts";
import { type Change, Records } from "./records.ts";

/** What each kind of record takes and says. */
interface Kinds {
  local: { readonly record: LocalRecord; readonly input: LocalInput; readonly frame: CallerFrame };
  remote: { readonly record: RemoteRecord; readonly input: RemoteInput; readonly frame: CalleeFrame };
  localLines: { readonly record: LineRecord; readonly input: LineInput; readonly frame: LineFrame };
  remoteLines: { readonly record: LineRecord; readonly input: LineInput; readonly frame: LineFrame };
}

/** A kind of record. `local`, `localLines`: this side is the caller. */
export type Kind = keyof Kinds;
/** The records of a kind. */
export type RecordOf<K extends Kind> = Kinds[K]["record"];
/** The inputs of a kind's machine. */
export type InputOf<K extends Kind> = Kinds[K]["input"];
/** A change of a record of this kind. */
export type ChangeOf<K extends Kind> = Change<Kinds[K]["record"], Kinds[K]["frame"]>;

/** All records of one peer, by kind. */
export type RecordsByKind = {
  readonly [K in Kind]: Records<Kinds[K]["record"], Kinds[K]["input"], Kinds[K]["frame"]>;
};

/** The two kinds of lines. */
export const LINE_KINDS = ["localLines", "remoteLines"] as const satisfies readonly Kind[];
/** All kinds, in the order in which they are stated: lines before invitations (rule R10.7). */
export const KINDS = [...LINE_KINDS, "local", "remote"] as const satisfies readonly Kind[];

/** Empty records of every kind. */
export function createRecords(): RecordsByKind {
  return {
    local: new Records(LOCAL),
    remote: new Records(REMOTE),
    localLines: new Records(LINE),
    remoteLines: new Records(LINE),
  };
}
