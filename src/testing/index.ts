// The exports of `peer-invite/testing`: for tests of apps, networks in memory and a clock that a test moves; for tests of
// adapters, the transport contract.
export { CONTRACT } from "../transport/contract.ts";
export type { ContractCase } from "../transport/contract-case.ts";
export type { ContractWorld } from "../transport/contract-world.ts";
export { type Cargo, type Carrier, createMemoryNetwork, type MemoryNetwork } from "../transport/memory.ts";
export { createFakeClock, type FakeClock } from "./fake-clock.ts";
export { createRandom, type Random } from "./random.ts";
export {
  type Conditions,
  createSimulatedNetwork,
  FAIR_CONDITIONS,
  type SimulatedNetwork,
} from "./simulated-network.ts";
