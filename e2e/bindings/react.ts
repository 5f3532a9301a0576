// The scene's app with React, in StrictMode.
import {
  useCall,
  useDevices,
  useHistory,
  useIncoming,
  useInvitation,
  usePeerInvite,
  useProblem,
  useSnapshot,
  useStreamRef,
} from "peer-invite/react";
import { createElement as h, type ReactElement, StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { CALL, create, mounted, other, wordsOf } from "./parts.ts";

export const url: string = import.meta.url;

function Scene(): ReactElement {
  useEffect(() => {
    mounted.count += 1;
  }, []);
  const client = usePeerInvite(create);
  const snapshotOfClient = useSnapshot(client);
  const problem = useProblem();
  const incoming = useIncoming();
  const { invitation, snapshot, invite, dismiss } = useInvitation();
  const { snapshot: call, remoteStream, hangUp } = useCall(invitation, CALL);
  const { entries } = useHistory();
  const { cameras } = useDevices();
  return h(
    "main",
    null,
    h("p", { "aria-label": "Client" }, problem?.error.code ?? snapshotOfClient?.state ?? "none"),
    h("p", { role: "status" }, wordsOf(snapshot, call)),
    h("button", { type: "button", onClick: () => invite(other), disabled: client === undefined }, "Call"),
    incoming.map((it) =>
      h("button", { type: "button", key: it.key, onClick: () => it.accept() }, `Accept ${it.caller}`),
    ),
    h("button", { type: "button", onClick: () => hangUp() }, "End"),
    h("button", { type: "button", onClick: dismiss }, "Dismiss"),
    h("p", { "aria-label": "Calls" }, String(entries.length)),
    h("p", { "aria-label": "Cameras" }, String(cameras.length)),
    h("video", {
      "aria-label": "The other side",
      autoPlay: true,
      muted: true,
      playsInline: true,
      ref: useStreamRef(remoteStream),
    }),
  );
}

export function mount(root: HTMLElement): () => void {
  const tree = createRoot(root);
  tree.render(h(StrictMode, null, h(Scene)));
  return () => tree.unmount();
}
