// Two people in a call, on networks in memory and one fake clock. Their events are recorded.

import type { Call } from "../call/call.ts";
import { MemoryWire } from "../call/memory-media.fixture.ts";
import { type CallOptions, startCall } from "../call/start-call.ts";
import { createCall } from "./clients.fixture.ts";

const EVENTS = ["stream", "track", "data", "mediaError", "ended"] as const;

/** Ada and bob with an accepted invitation, ready to start a call. */
export async function createAccepted() {
  const scene = await createCall();
  const remote = await scene.ring();
  remote.accept();
  await scene.clock.settle();
  const wire = new MemoryWire();
  const options = { clock: scene.clock, createMedia: wire.createMedia };
  const start = (who: "ada" | "bob", more: CallOptions = {}): Call =>
    startCall(who === "ada" ? scene.local : remote, { ...options, ...more });
  return { ...scene, remote, wire, start };
}

/** A call that is connected. */
export async function createConnected(more: { readonly ada?: CallOptions; readonly bob?: CallOptions } = {}) {
  const accepted = await createAccepted();
  const near = accepted.start("ada", more.ada);
  const far = accepted.start("bob", more.bob);
  const [nearNotes, farNotes] = [noteCall(near), noteCall(far)];
  await accepted.clock.settle();
  return { ...accepted, near, far, nearNotes, farNotes };
}

/** Records every event of a call: for `changed` its state, if that changed, and for the others the name and arguments. */
export function noteCall(call: Call): unknown[] {
  const notes: unknown[] = [];
  let { state } = call;
  for (const event of EVENTS) {
    call.on(event, (...args: readonly unknown[]) => {
      const [first] = args;
      notes.push(event === "data" || event === "ended" ? [event, first] : event);
    });
  }
  call.on("changed", (snapshot) => {
    if (snapshot.state !== state) notes.push(snapshot.state);
    state = snapshot.state;
  });
  return notes;
}
