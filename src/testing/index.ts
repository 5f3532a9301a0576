// What `peer-invite/testing` exports: a network in memory and a clock that moves when told, for tests of apps.

export { createMemoryNetwork, type MemoryNetwork } from "../transport/memory.ts";
export { createFakeClock, type FakeClock } from "./fake-clock.ts";
