// How many bytes of heap one invitation takes at each end, while it is open and when it is only remembered.
import type { InvitationBook } from "../../src/core/book/book.ts";
import { createId, World } from "./world.ts";

const INVITATIONS = 10_000;
/** Five invitations each: the default limit of open invitations from one peer. */
const PEERS = 2_000;

/** Bytes at each end. */
export interface Bytes {
  readonly caller: number;
  readonly callee: number;
}

/** Bytes for each invitation, and for each linked peer without any. */
export interface Heap {
  readonly invitations: number;
  readonly open: Bytes;
  readonly remembered: Bytes;
  readonly peer: Bytes;
}

/** @throws Error when Node runs without --expose-gc */
export function measureHeap(): Heap {
  weighAll(); // What the first run compiles and caches does not count.
  return weighAll();
}

function weighAll(): Heap {
  const linked = weigh();
  const each = (weight: Bytes): Bytes => ({
    caller: (weight.caller - linked.caller) / INVITATIONS,
    callee: (weight.callee - linked.callee) / INVITATIONS,
  });
  return {
    invitations: INVITATIONS,
    open: each(weigh("open")),
    remembered: each(weigh("remembered")),
    peer: { caller: linked.caller / PEERS, callee: linked.callee / PEERS },
  };
}

/** The caller's and the callee's book: linked, and with invitations that are open or over. */
function createBooks(invitations?: "open" | "remembered"): InvitationBook[] {
  const world = new World(PEERS);
  for (let index = 0; invitations !== undefined && index < INVITATIONS; index += 1) {
    const id = createId();
    world.ring(index % PEERS, id);
    if (invitations === "remembered") world.accept(index % PEERS, id);
  }
  return world.books;
}

/** The size of each book: the heap with it minus the heap without it. */
function weigh(invitations?: "open" | "remembered"): Bytes {
  const books = createBooks(invitations);
  const withBoth = heapUsed();
  books.pop();
  const withCaller = heapUsed();
  books.pop();
  const withNone = heapUsed();
  return { caller: withCaller - withNone, callee: withBoth - withCaller };
}

function heapUsed(): number {
  if (globalThis.gc === undefined) throw new Error("Run Node with --expose-gc to weigh the heap.");
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
