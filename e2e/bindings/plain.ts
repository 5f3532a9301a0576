// The scene's app on plain objects: what the bindings of every framework are made of.
import type { InvitationClient } from "peer-invite";
import {
  callOf,
  clientInUse,
  clientProblem,
  currentInvitation,
  historyOf,
  NO_CALL,
  NO_HISTORY,
  NO_INVITATION,
  ringingInvitations,
  type Source,
  watchDevices,
} from "peer-invite/bindings";
import { CALL, create, mounted, other, wordsOf } from "./parts.ts";

export const url: string = import.meta.url;

export function mount(root: HTMLElement): () => void {
  const clientSource = clientInUse(() => ({ create }));
  const problem = clientProblem();
  const following = new Map<string, { readonly source: Source<unknown>; readonly end: () => void }>();
  let isOver = false;
  let isDue = false;
  /** Later, because a source may tell of a change while it is subscribed to. */
  const redraw = (): void => {
    if (!isDue) queueMicrotask(draw);
    isDue = true;
  };

  /** Follows `source` in place of the one that was followed under this name before. */
  const follow = <T>(name: string, source: Source<T> | undefined, empty: T): T => {
    const before = following.get(name);
    if (before?.source !== source) {
      following.delete(name);
      const end = source?.subscribe(redraw);
      if (source !== undefined && end !== undefined) following.set(name, { source, end });
      before?.end();
    }
    return source === undefined ? empty : source.snapshot;
  };
  const ofClient = <T>(make: (client: InvitationClient) => Source<T>): Source<T> | undefined =>
    clientSource.snapshot && make(clientSource.snapshot);
  let talk: { readonly key: string; readonly source: ReturnType<typeof callOf> } | undefined;
  let history: ReturnType<typeof historyOf> | undefined;

  const draw = (): void => {
    isDue = false;
    if (isOver) return;
    const client = follow("client", clientSource, undefined);
    const wrong = follow("problem", problem, undefined);
    const state = client && follow("state", client, client.snapshot).state;
    const incoming = follow("incoming", ofClient(ringingInvitations), []);
    const { invitation, snapshot, invite, dismiss } = follow(
      "current",
      ofClient(currentInvitation),
      NO_INVITATION,
    );
    if (invitation?.key !== talk?.key) {
      talk = invitation && { key: invitation.key, source: callOf(invitation, () => CALL) };
    }
    const call = follow("call", talk?.source, NO_CALL);
    if (client !== undefined) history ??= historyOf(client);
    const { entries } = follow("history", history, NO_HISTORY);
    const { cameras } = follow("devices", watchDevices(), watchDevices().snapshot);
    say("Client", wrong?.error.code ?? state ?? "none");
    say("Calls", String(entries.length));
    say("Cameras", String(cameras.length));
    status.textContent = wordsOf(snapshot, call.snapshot);
    buttons.replaceChildren(
      button("Call", () => invite(other), client === undefined),
      ...incoming.map((it) => button(`Accept ${it.caller}`, () => it.accept())),
      button("End", () => call.hangUp()),
      button("Dismiss", dismiss),
    );
    if (video.srcObject !== (call.remoteStream ?? null)) video.srcObject = call.remoteStream ?? null;
  };

  const main = document.createElement("main");
  const status = document.createElement("p");
  status.role = "status";
  const buttons = document.createElement("div");
  const video = document.createElement("video");
  Object.assign(video, { autoplay: true, muted: true, playsInline: true, ariaLabel: "The other side" });
  const lines = new Map(["Client", "Calls", "Cameras"].map((name) => [name, document.createElement("p")]));
  for (const [name, line] of lines) line.ariaLabel = name;
  const say = (name: string, words: string): void => {
    const line = lines.get(name);
    if (line !== undefined) line.textContent = words;
  };
  main.append(...lines.values(), status, buttons, video);
  root.replaceChildren(main);
  mounted.count += 1;
  draw();
  return () => {
    isOver = true;
    for (const { end } of following.values()) end();
    main.remove();
  };
}

function button(words: string, press: () => void, isOff = false): HTMLButtonElement {
  const made = document.createElement("button");
  made.textContent = words;
  made.disabled = isOff;
  made.onclick = press;
  return made;
}
