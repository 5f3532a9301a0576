// A crowd of people on a simulated network, each with a client, who act at random. Watches everything that happens, and throws
// with the invariant that breaks.
import {
  createInvitationClient,
  type Invitation,
  type InvitationClient,
  InvitationError,
  type LocalInvitation,
  type RemoteInvitation,
} from "../index.ts";
import { Fates } from "./crowd-fates.fixture.ts";
import { CrowdLines } from "./crowd-lines.fixture.ts";
import { anyPolicy, busyBreach, ringBreach } from "./crowd-policy.fixture.ts";
import { makePeace, makeTrouble } from "./crowd-trouble.fixture.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import type { Ended } from "./invariants.fixture.ts";
import { createSimulatedNetwork, type SimulatedNetwork } from "./simulated-network.ts";

/** What one page saw of one invitation. */
interface Sight {
  rings: number;
  end: Ended | undefined;
  readonly invitation: Invitation;
}

/** A person with one page, which may be reloaded. */
interface Person {
  readonly name: string;
  client: InvitationClient | undefined;
  /** What this life of the page saw, by `role id`. */
  sights: Map<string, Sight>;
  /** The calls of this life of the page. */
  lines: CrowdLines;
  /** How often the page was loaded before. */
  life: number;
  stored: string;
}

const NAMES = ["ada", "bob", "cyd", "dot"] as const;
/** How long a crowd is watched. */
const STEPS = 40;

/** What a run did, for a summary. */
export interface Run {
  readonly invitations: number;
  readonly accepted: number;
  readonly reloads: number;
  /** Signals that arrived on lines. */
  readonly signals: number;
  /** Invitations that were turned away without ringing. */
  readonly unrung: number;
}

/** Runs one crowd. @throws Error naming the invariant that broke */
export async function runCrowd(seed: number): Promise<Run> {
  const clock = createFakeClock();
  const network = createSimulatedNetwork(clock, seed);
  const crowd = new Crowd(clock, network);
  crowd.live();
  await crowd.leave();
  return crowd.summary;
}

class Crowd {
  readonly #clock: FakeClock;
  readonly #network: SimulatedNetwork;
  readonly #people: Person[];
  readonly #fates = new Fates();
  #reloads = 0;
  #isUnreal = false;
  #signals = 0;
  #unrung = 0;

  constructor(clock: FakeClock, network: SimulatedNetwork) {
    this.#clock = clock;
    this.#network = network;
    this.#people = NAMES.map((name) => ({
      name,
      client: undefined,
      sights: new Map(),
      lines: this.#newLines(name),
      life: 0,
      stored: "[]",
    }));
    for (const person of this.#people) this.#open(person);
  }

  get summary(): Run {
    const fates = this.#fates.all;
    return {
      invitations: fates.length,
      accepted: fates.filter(({ theirs }) => theirs?.kind === "accepted").length,
      reloads: this.#reloads,
      signals: this.#people.reduce((sum, { lines }) => sum + lines.taken, this.#signals),
      unrung: this.#unrung,
    };
  }

  /** A period of trouble, then a period of peace in which everything must end. */
  live(): void {
    const { random } = this.#network;
    for (let step = 0; step < STEPS; step += 1) {
      makeTrouble(this.#network, this.#people, (person) => this.#reload(person));
      const { loss, reordering } = this.#network.conditions;
      this.#isUnreal ||= loss > 0 || reordering > 0;
      const person = random.pick(this.#people);
      this.#act(person);
      this.#clock.tick(random.pick([10, 100, 1_000, 4_000]));
      this.#fates.check();
    }
    makePeace(this.#network, NAMES);
    this.#clock.tick(20_000);
    // On an unreal network, an open channel loses texts that nobody repeats, and texts overtake and are answered too early.
    if (!this.#isUnreal) this.#checkRinging();
    this.#clock.tick(110_000);
    this.#fates.check();
    for (const { name, client } of this.#people) {
      if (client !== undefined && client.invitations.length > 0)
        throw new Error(`L1: ${name} still has an open invitation`);
    }
    // Open lines are closed last, and hold their links until then.
    for (const { lines } of this.#people) lines.endAll();
    this.#clock.tick(600_000);
    this.#fates.check();
    for (const { name, lines } of this.#people)
      if (lines.open > 0) throw new Error(`L1: ${name} still has an open line`);
    if (this.#clock.timers > 0) throw new Error(`S8: ${this.#clock.timers} timers left when idle`);
    if (this.#network.openChannels > 0)
      throw new Error(`S8: ${this.#network.openChannels} channels left when idle`);
  }

  /** All clients close. Nothing may be left. */
  async leave(): Promise<void> {
    await Promise.all(this.#people.map(({ client }) => client?.close()));
    this.#clock.tick(20_000);
    if (this.#clock.timers > 0) throw new Error(`S8: ${this.#clock.timers} timers left after close`);
  }

  #open(person: Person): void {
    const { name } = person;
    const storage = {
      load: () => person.stored,
      save: (text: string) => {
        person.stored = text;
      },
    };
    person.sights = new Map();
    this.#signals += person.lines.taken;
    person.lines = this.#newLines(name);
    const client = createInvitationClient(this.#network.join(name), {
      clock: this.#network.clockOf(name),
      newId: () => String(this.#network.random.integer(10_000_000, 99_999_999)),
      storage,
      ...anyPolicy(this.#network.random, NAMES),
    });
    person.client = client;
    client.on("invitation", (invitation) => this.#watchRemote(person, client, invitation));
    client.on("missed", (missed) => {
      if (missed.rang) return;
      this.#unrung += 1;
      const caller = this.#people.find((it) => it.name === missed.caller);
      const isOld = (id: string): boolean => this.#fates.of(id).life !== caller?.life;
      const isCurrent = this.#fates.of(missed.id).sentIn === caller?.life;
      const breach = isCurrent ? busyBreach(client, missed, isOld) : undefined;
      if (breach !== undefined) this.#fates.breach(`${name}: ${missed.id} ${breach}`);
    });
    for (const invitation of client.invitations) {
      if (invitation.role !== "local") continue;
      this.#watchLocal(person, invitation);
      this.#fates.of(invitation.id).life = person.life;
    }
  }

  /** Does something. It may be too late for it, which is fine: a page that slept finds its invitations ended. */
  #act(person: Person): void {
    try {
      this.#doSomething(person);
    } catch (error) {
      if (!(error instanceof InvitationError && error.code === "illegal-command")) throw error;
    }
  }

  #doSomething({ name, client }: Person): void {
    const { random } = this.#network;
    const person = this.#people.find((it) => it.name === name);
    if (client === undefined || person === undefined) return;
    if (random.chance(0.3) && person.lines.act(random)) return;
    const invitation = client.invitations.length > 0 ? random.pick(client.invitations) : undefined;
    if (invitation === undefined || random.chance(0.3)) {
      const callee = random.pick(NAMES.filter((name) => name !== person.name));
      const local = client.createLocalInvitation(callee, { content: "hello" });
      this.#fates.add(local.id, {
        caller: person.name,
        callee,
        sentIn: person.life,
        life: person.life,
        accepted: false,
        ours: undefined,
        theirs: undefined,
        calleeForgot: false,
      });
      this.#watchLocal(person, local);
      local.send();
    } else if ("callee" in invitation) {
      if (random.chance(0.5)) invitation.cancel("sorry");
    } else if (invitation.state === "ringing" || invitation.state === "ignored") {
      const way = random.integer(0, 4);
      if (way <= 1) invitation.accept("yes");
      if (way === 2) invitation.refuse("no");
      if (way === 3 && invitation.state === "ringing") invitation.ignore();
    }
  }

  #watchLocal(person: Person, invitation: LocalInvitation): void {
    this.#watch(person, `local ${invitation.id}`, invitation, (end) => {
      const fate = this.#fates.of(invitation.id);
      fate.ours = end;
      fate.accepted ||= end.kind === "accepted";
    });
  }

  #watchRemote(person: Person, client: InvitationClient, invitation: RemoteInvitation): void {
    const own = [...person.sights.values()].map((seen) => seen.invitation);
    const breach = ringBreach(client, invitation, own);
    if (breach !== undefined) this.#fates.breach(`${person.name}: ${invitation.id} ${breach}`);
    const key = `remote ${invitation.id}`;
    const sight = this.#watch(person, key, invitation, (end) => {
      const fate = this.#fates.of(invitation.id);
      fate.theirs = end;
      if (end.kind === "accepted" && !fate.accepted) this.#fates.breach(`S3: ${person.name} accepted alone`);
    });
    sight.rings += 1;
    if (sight.rings > 1) this.#fates.breach(`S5: ${invitation.id} rang twice at ${person.name}`);
  }

  #watch(person: Person, key: string, invitation: Invitation, ended: (end: Ended) => void): Sight {
    const sight: Sight = person.sights.get(key) ?? { rings: 0, end: undefined, invitation };
    if (sight.end !== undefined) this.#fates.breach(`S5: ${key} rang after its end at ${person.name}`);
    person.sights.set(key, sight);
    const finish = (end: Ended): void => {
      if (sight.end !== undefined) this.#fates.breach(`S1: ${key} ended twice at ${person.name}`);
      sight.end = end;
      ended(end);
    };
    invitation.on("accepted", () => {
      finish({ kind: "accepted" });
      if (this.#network.random.chance(0.7)) person.lines.begin(invitation);
    });
    invitation.on("refused", (_response, reason) => finish({ kind: "refused", reason }));
    invitation.on("canceled", (_content, reason) => finish({ kind: "canceled", reason }));
    invitation.on("failed", (reason) => finish({ kind: "failed", reason }));
    return sight;
  }

  #newLines(name: string): CrowdLines {
    return new CrowdLines(name, (what) => this.#fates.breach(what));
  }

  /** The network is good and every page is awake. No caller may be told that an invitation rings which has ended at the callee. */
  #checkRinging(): void {
    this.#fates.check();
    for (const { name, client } of this.#people) {
      for (const invitation of client?.invitations ?? []) {
        if (invitation.role !== "local" || invitation.state !== "received") continue;
        const callee = this.#people.find((it) => it.name === invitation.callee);
        const end = callee?.sights.get(`remote ${invitation.id}`)?.end;
        if (end !== undefined)
          throw new Error(`L2: ${name} is told that ${invitation.id} rings, and it is ${end.kind}`);
      }
    }
  }

  /** The page crashes and is loaded again. It finds its own open invitations in its storage. */
  #reload(person: Person): void {
    this.#reloads += 1;
    this.#network.crash(person.name);
    person.life += 1;
    for (const key of person.sights.keys()) {
      const [role, id] = key.split(" ") as [string, string];
      if (role === "remote") this.#fates.of(id).calleeForgot = true;
    }
    this.#open(person);
  }
}
