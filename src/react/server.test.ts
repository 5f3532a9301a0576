// On a server, React renders the hooks' empty values, and nothing begins. In browsers, e2e/bindings runs the hooks.
import { createElement, type ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
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
} from "./index.ts";

test("a server renders the page without a client, and never calls create", () => {
  let calls = 0;
  const create = (): never => {
    calls += 1;
    throw new Error("a server has no PeerJS");
  };
  function Page(): ReactElement {
    const client = usePeerInvite(create, { key: "server" });
    const incoming = useIncoming(client);
    const { invitation, snapshot } = useInvitation(client);
    const call = useCall(invitation);
    const { cameras } = useDevices();
    const { entries } = useHistory(client, { entriesMax: 5 });
    useStreamRef(call.remoteStream);
    const words = [
      client === undefined ? "no client" : "a client",
      useProblem("server") === undefined ? "no problem" : "a problem",
      useSnapshot(client) ?? "no snapshot",
      snapshot ?? "no invitation",
      call.call === undefined ? "no call" : "a call",
      incoming.length + cameras.length + entries.length,
      useIncoming().length,
    ];
    return createElement("p", null, words.join(", "));
  }
  expect(renderToString(createElement(Page))).toBe(
    "<p>no client, no problem, no snapshot, no invitation, no call, 0, 0</p>",
  );
  expect(calls).toBe(0);
});
