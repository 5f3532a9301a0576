// What `peer-invite/testing` exports: networks in memory and a clock that moves when told, for tests of apps.
export { type Cargo, type Carrier, createMemoryNetwork, type MemoryNetwork } from "../transport/memory.ts";
export { createFakeClock, type FakeClock } from "./fake-clock.ts";
export { createRandom, type Random } from "./random.ts";
export {
  type Conditions,
  createSimulatedNetwork,
  FAIR_CONDITIONS,
  type SimulatedNetwork,
} from "./simulated-network.ts";
