// Three apps on one simulated network. Checks the invariants between them after every step and at the end.
import { App } from "./app.fixture.ts";
import { createFakeClock } from "./fake-clock.ts";
import { disagreement } from "./invariants.fixture.ts";
import type { Sight } from "./sight.fixture.ts";
import { createSimulatedNetwork, FAIR_CONDITIONS, type SimulatedNetwork } from "./simulated-network.ts";

/** The names of the apps' peers. */
export const APP_NAMES = ["ada", "bob", "cyd"] as const;
/** The name of one of the apps' peers. */
export type AppName = (typeof APP_NAMES)[number];

/** The apps, their network and its clock. */
export class Apps {
  readonly clock = createFakeClock();
  readonly network: SimulatedNetwork;
  readonly #apps: ReadonlyMap<AppName, App>;
  readonly #breaches: string[] = [];

  constructor(seed: number) {
    this.network = createSimulatedNetwork(this.clock, seed);
    const newId = (): string => String(this.network.random.integer(10_000_000, 99_999_999));
    const join = (name: AppName): App => new App(name, this.network.join(name), { clock: this.clock, newId });
    this.#apps = new Map(APP_NAMES.map((name) => [name, join(name)]));
    for (const app of this.#apps.values()) {
      app.client.on("invitation", (it) => it.on("accepted", () => this.#accepted(it.id)));
    }
  }

  get all(): readonly App[] {
    return [...this.#apps.values()];
  }

  app(name: AppName): App {
    return this.#apps.get(name) as App;
  }

  /** Time passes. `asleep`: the timers that become due do not run. */
  pass(ms: number, asleep = false): void {
    for (const app of this.all) app.late = asleep;
    if (asleep) this.clock.sleep(ms);
    else this.clock.tick(ms);
  }

  /** @throws Error with every broken invariant, once everything that does not wait for time has happened */
  async check(): Promise<void> {
    await this.clock.settle();
    const apps = this.all.flatMap((app) => app.breaches);
    const breaches = [
      ...this.#breaches,
      ...apps,
      ...this.#sights("remote").flatMap((it) => this.#compare(it)),
    ];
    if (breaches.length > 0) throw new Error(breaches.join("\n"));
  }

  /** All apps close. `inPeace`: after a quiet period in which every invitation must end. Nothing is left afterwards. */
  async leave(inPeace: boolean): Promise<void> {
    if (inPeace) await this.#rest();
    for (const app of this.all) app.close();
    await this.check();
    this.pass(20_000);
    this.#expectNothingLeft("after close");
    await this.check();
  }

  async #rest(): Promise<void> {
    this.network.conditions = FAIR_CONDITIONS;
    this.network.setBroker(true);
    for (const a of APP_NAMES) for (const b of APP_NAMES) this.network.heal(a, b);
    this.pass(130_000);
    await this.check();
    const open = this.all.flatMap(({ client }) => client.invitations);
    if (open.length > 0) throw new Error(`L1: ${open.length} invitations are still open`);
    this.pass(600_000);
    this.#expectNothingLeft("when idle");
  }

  /** What the clients remember has timers too, so without timers nothing is remembered. */
  #expectNothingLeft(when: string): void {
    const left = `${this.clock.timers} timers and ${this.network.openChannels} channels`;
    if (left !== "0 timers and 0 channels") throw new Error(`S8: ${left} left ${when}`);
  }

  #sights(role: Sight["role"]): readonly Sight[] {
    return this.all.flatMap(({ sights }) => sights.filter((sight) => sight.role === role));
  }

  #callerOf(id: string): Sight | undefined {
    return this.#sights("local").find(({ invitation }) => invitation.id === id);
  }

  #accepted(id: string): void {
    const state = this.#callerOf(id)?.state;
    if (state !== "accepted") this.#breaches.push(`S3: ${id} is accepted, and ${state} at its caller`);
  }

  #compare({ invitation: { id, snapshot } }: Sight): readonly string[] {
    const ours = this.#callerOf(id);
    if (ours === undefined) return [`S7: nobody sent ${id}`];
    const { outcome } = ours.invitation.snapshot;
    const breach = outcome && snapshot.outcome && disagreement(outcome, snapshot.outcome);
    return breach === undefined ? [] : [`${id}: ${breach}`];
  }
}
