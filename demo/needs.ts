// Which devices the page needs: for a preview, for a call, or for a call that is about to begin. Pure.
import { type Call, isTalking } from "./calls.ts";
import { KINDS, type Kind, kindOf } from "./kinds.ts";
import type { State } from "./store.ts";

/** The kinds of tracks, as browsers name them. */
export type TrackKind = "audio" | "video";

/** The kinds of track that are needed in `state`. */
export function neededIn({
  calls,
  studio,
  settings,
}: Pick<State, "calls" | "studio" | "settings">): ReadonlySet<string> {
  const needed = new Set<string>();
  const need = (kind: Kind): void => {
    if (KINDS[kind].audio) needed.add("audio");
    if (KINDS[kind].video) needed.add("video");
  };
  if (studio.isPreviewed) need(settings.kind);
  for (const call of calls) {
    const kind = kindOf(call.snapshot.kind);
    if (kind !== undefined && isAboutToTalk(call)) need(kind);
    if (!isTalking(call)) continue;
    const { streams, screen } = call.talk.snapshot;
    const tracks = streams.filter((it) => it !== screen).flatMap((it) => it.getTracks());
    for (const { kind: sent } of tracks) needed.add(sent);
    need(call.talk.kind);
  }
  return needed;
}

/** Whether the devices of a call must be open before the call begins, because it was placed or accepted here. */
function isAboutToTalk({ snapshot }: Call): boolean {
  return snapshot.outcome === undefined && (snapshot.role === "local" || snapshot.state === "accepting");
}
