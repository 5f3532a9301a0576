// The trouble that a crowd has: bad networks, pages that sleep or crash, brokers that go away, and changes of policy.
import type { InvitationClient } from "../index.ts";
import { anyPolicy } from "./crowd-policy.fixture.ts";
import { FAIR_CONDITIONS, type SimulatedNetwork } from "./simulated-network.ts";

/** What this file uses of a person. */
interface Troubled {
  readonly name: string;
  readonly client: InvitationClient | undefined;
}

/** One event happens to one person, or nothing. `reload`: the page crashes and is loaded again. */
export function makeTrouble<P extends Troubled>(
  network: SimulatedNetwork,
  people: readonly P[],
  reload: (person: P) => void,
): void {
  const { random } = network;
  const person = random.pick(people);
  const other = random.pick(people);
  switch (random.integer(0, 14)) {
    case 0:
      network.conditions = {
        latencyMs: random.pick([
          [0, 0],
          [5, 40],
          [100, 900],
        ] as const),
        loss: random.pick([0, 0, 0.1]),
        duplication: random.pick([0, 0.2]),
        reordering: random.pick([0, 0.3]),
      };
      return;
    case 1:
      if (person !== other) network.partition(person.name, other.name);
      return;
    case 2:
    case 3:
      return network.heal(person.name, other.name);
    case 4:
      return reload(person);
    case 5:
      return network.sleep(person.name);
    case 6:
    case 7:
      return network.wake(person.name);
    case 8:
      return network.setBroker(false);
    case 9:
    case 10:
      return network.setBroker(true);
    case 11:
      return network.cut(person.name, other.name);
    case 12:
      return person.client?.setPolicy(anyPolicy(random, [other.name]));
    default:
      return;
  }
}

/** From now on the network is good, and every page is awake. */
export function makePeace(network: SimulatedNetwork, names: readonly string[]): void {
  network.conditions = FAIR_CONDITIONS;
  network.setBroker(true);
  for (const a of names) {
    network.wake(a);
    for (const b of names) network.heal(a, b);
  }
}
