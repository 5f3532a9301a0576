// The transport contract as cases that run on every adapter: each name is a sentence of transport.ts. Knows no adapter and
// no test framework. Cases wait for events, never for time; a wait that is in vain is rejected.
import type { PeerId } from "../core/ids.ts";
import type { Channel, Transport, TransportState } from "./transport.ts";

/** Where a case runs: one adapter, and a broker of its own. */
export interface ContractWorld {
  /** A transport, not started, for a peer that nobody was before. */
  join(): { readonly id: PeerId; readonly transport: Transport };
  /** An id that no peer has. */
  readonly absent: PeerId;
  /** Switches the broker off and on. Cases with `needs: "broker"` are left out where this is missing. */
  setBroker?(online: boolean): void | Promise<void>;
  /** How many channels of ours are left at the peer `id`, or in the whole world. */
  countChannels(id: PeerId): number;
  /** Fails the case with `sentence` unless `holds`. */
  check(holds: boolean, sentence: string): void;
  /** How long one wait may take. */
  readonly deadlineMs: number;
}

/** One case. */
export interface ContractCase {
  readonly name: string;
  /** `broker`: only where the world can switch it. */
  readonly needs?: "broker";
  /** Rejects when the adapter breaks the contract. */
  run(world: ContractWorld): Promise<void>;
}

/** `stop` must resolve within this. */
const STOP_MAX_MS = 2_000;

/** A channel and all that it reported. */
class Line {
  readonly #stage: Stage;
  readonly channel: Channel;
  readonly events: ("opened" | "text" | "closed" | "absent")[] = [];
  readonly texts: unknown[] = [];
  /** Called at `opened`. */
  onOpened: () => void = () => {};

  constructor(stage: Stage, channel: Channel) {
    this.#stage = stage;
    this.channel = channel;
    const happened = (event: Line["events"][number]): void => {
      this.events.push(event);
      stage.happened(`${event} (channel with ${channel.peer})`);
    };
    stage.call(() =>
      channel.start({
        opened: () => {
          happened("opened");
          this.onOpened();
        },
        text: (text) => {
          this.texts.push(text);
          happened("text");
        },
        doubted: () => {},
        closed: (why) => happened(why),
      }),
    );
  }

  get hasEnded(): boolean {
    return this.events.includes("closed") || this.events.includes("absent");
  }

  send(...texts: string[]): void {
    for (const text of texts) this.#stage.call(() => this.channel.send(text));
  }

  close(): void {
    this.#stage.call(() => this.channel.close());
  }

  until(event: Line["events"][number]): Promise<void> {
    const { peer } = this.channel;
    return this.#stage.until(() => this.events.includes(event), `${event} on the channel with ${peer}`);
  }

  untilTexts(count: number): Promise<void> {
    return this.#stage.until(() => this.texts.length >= count, `${count} texts from ${this.channel.peer}`);
  }
}

/** A peer that takes part in a case. */
class Member {
  readonly #stage: Stage;
  readonly #transport: Transport;
  readonly id: PeerId;
  readonly states: TransportState[] = [];
  readonly incoming: Line[] = [];
  /** Called with each incoming channel, once it is started. */
  onIncoming: (line: Line) => void = () => {};

  constructor(stage: Stage) {
    this.#stage = stage;
    const { id, transport } = stage.world.join();
    this.id = id;
    this.#transport = transport;
  }

  start(): this {
    this.#transport.start({
      stateChanged: (state) => {
        this.states.push(state);
        // It may come inside `start`, and nowhere else inside a call.
        this.#stage.happened(`${state} (${this.id})`);
      },
      incoming: (channel) => {
        this.#stage.happened(`incoming (${this.id} from ${channel.peer})`);
        const line = new Line(this.#stage, channel);
        this.incoming.push(line);
        this.onIncoming(line);
      },
      failed: () => {},
    });
    return this;
  }

  dial(peer: PeerId): Line {
    return new Line(
      this.#stage,
      this.#stage.call(() => this.#transport.connect(peer)),
    );
  }

  /** Stops, and rejects if that takes too long. */
  stop(): Promise<void> {
    let hasStopped = false;
    const stopping = this.#stage.call(() => this.#transport.stop());
    void stopping.then(() => {
      hasStopped = true;
      this.#stage.happened(`stopped (${this.id})`);
    });
    return this.#stage.until(() => hasStopped, `the end of stop at ${this.id}`, STOP_MAX_MS);
  }

  untilState(state: TransportState): Promise<void> {
    return this.#stage.until(() => this.states.at(-1) === state, `${this.id} is ${state}`);
  }

  /** Its end of the `count`-th channel that was opened to it. */
  async called(count = 1): Promise<Line> {
    await this.#stage.until(() => this.incoming.length >= count, `an incoming channel at ${this.id}`);
    return this.incoming[count - 1] as Line;
  }
}

/** All that happens in one case, as it happens. */
class Stage {
  readonly world: ContractWorld;
  readonly #members: Member[] = [];
  readonly #trace: string[] = [];
  readonly #insideCalls: string[] = [];
  readonly #waiting = new Set<() => void>();
  #callDepth = 0;

  constructor(world: ContractWorld) {
    this.world = world;
  }

  /** A peer, not started. */
  join(): Member {
    const member = new Member(this);
    this.#members.push(member);
    return member;
  }

  /** A peer that is online. */
  async joinOnline(): Promise<Member> {
    const member = this.join().start();
    await member.untilState("online");
    return member;
  }

  /** Two peers that are online, and both ends of an open channel between them. */
  async connectTwo(): Promise<{ alice: Member; bob: Member; near: Line; far: Line }> {
    const [alice, bob] = await Promise.all([this.joinOnline(), this.joinOnline()]);
    return { alice, bob, ...(await this.connect(alice, bob)) };
  }

  async connect(alice: Member, bob: Member): Promise<{ near: Line; far: Line }> {
    const before = bob.incoming.length;
    const near = alice.dial(bob.id);
    const far = await bob.called(before + 1);
    await Promise.all([near.until("opened"), far.until("opened")]);
    return { near, far };
  }

  /** What was under way between two peers has arrived once a later channel carried a text both ways. */
  async settle(alice: Member, bob: Member): Promise<void> {
    const { near, far } = await this.connect(alice, bob);
    near.send("settle");
    await far.untilTexts(1);
    far.send("settled");
    await near.untilTexts(1);
    near.close();
    await far.until("closed");
  }

  /** Does something with the transport, during which no event may come. */
  call<T>(run: () => T): T {
    this.#callDepth += 1;
    try {
      return run();
    } finally {
      this.#callDepth -= 1;
    }
  }

  happened(what: string): void {
    this.#trace.push(what);
    if (this.#callDepth > 0) this.#insideCalls.push(what);
    for (const look of [...this.#waiting]) look();
  }

  until(holds: () => boolean, what: string, deadlineMs = this.world.deadlineMs): Promise<void> {
    const waitMs = Math.min(deadlineMs, this.world.deadlineMs);
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (holds()) end(resolve);
      };
      const timer = setTimeout(() => {
        const seen = this.#trace.join(", ");
        end(() => reject(new Error(`Waited ${waitMs} ms for: ${what}. Seen: ${seen}.`)));
      }, waitMs);
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        settle();
      };
      this.#waiting.add(look);
      look();
    });
  }

  check(holds: boolean, sentence: string): void {
    this.world.check(holds, `${sentence}. Seen: ${this.#trace.join(", ")}.`);
  }

  checkSame(actual: unknown, expected: unknown, what: string): void {
    const [is, ought] = [JSON.stringify(actual), JSON.stringify(expected)];
    this.check(is === ought, `${what} is ${shorten(is)}, not ${shorten(ought)}`);
  }

  /** What holds in every case, whatever it is about. */
  async end(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.stop()));
    this.check(this.#insideCalls.length === 0, `Inside a call came: ${this.#insideCalls.join(", ")}`);
  }
}

function shorten(json: string): string {
  return json.length > 200 ? `${json.slice(0, 200)}… (${json.length} characters)` : json;
}

function contractCase(name: string, play: (stage: Stage) => Promise<void>, needs?: "broker"): ContractCase {
  const run = async (world: ContractWorld): Promise<void> => {
    const stage = new Stage(world);
    await play(stage);
    await stage.end();
  };
  return needs === undefined ? { name, run } : { name, needs, run };
}

const AWKWARD = ["", " ", "{}", "\u0000", "naïve, 你好", "👩‍🚀𝄞".repeat(3_000), "x".repeat(60_000), '"\n\\'];

/** The cases. Each runs in a world of its own. */
export const CONTRACT: readonly ContractCase[] = [
  contractCase("MUST report its state in start before it returns", async (stage) => {
    const alice = stage.join().start();
    stage.check(alice.states.length === 1, "start returned with one report");
    await alice.untilState("online");
  }),
  contractCase(
    "MUST report every later change of its state, and open channels outlive the loss of the broker",
    async (stage) => {
      const { alice, bob, near, far } = await stage.connectTwo();
      await stage.world.setBroker?.(false);
      await Promise.all([alice.untilState("offline"), bob.untilState("offline")]);
      near.send("still here");
      await far.untilTexts(1);
      await stage.world.setBroker?.(true);
      await Promise.all([alice.untilState("online"), bob.untilState("online")]);
      await stage.settle(alice, bob);
    },
    "broker",
  ),
  contractCase(
    "MUST NOT do anything before start; what happened before is reported from then on",
    async (stage) => {
      const bob = await stage.joinOnline();
      const alice = stage.join();
      stage.checkSame(alice.states, [], "what was reported before start");
      alice.start();
      await alice.untilState("online");
      await stage.settle(alice, bob);
    },
  ),
  contractCase("MUST NOT call any event inside a call to itself or to a channel", async (stage) => {
    const { alice, bob, near, far } = await stage.connectTwo();
    bob.onIncoming = (line) => {
      line.send("too early");
      line.onOpened = () => {
        line.send("welcome", "x".repeat(300_000));
        line.close();
      };
    };
    alice.dial(bob.id).send("too early");
    alice.dial(stage.world.absent).close();
    near.send("text");
    near.close();
    far.send("crossing");
    far.close();
    await bob.called(2);
    await Promise.all([alice.stop(), bob.stop()]);
  }),
  contractCase("connect MUST return at once, and report opened", async (stage) => {
    const [alice, bob] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
    const line = alice.dial(bob.id);
    stage.checkSame(line.events, [], "what came inside connect");
    await line.until("opened");
    await stage.settle(alice, bob);
    stage.checkSame(line.events, ["opened"], "what came in all");
  }),
  contractCase("connect to an absent peer MUST report closed, absent, and nothing else", async (stage) => {
    const [alice, bob] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
    const line = alice.dial(stage.world.absent);
    await line.until("absent");
    await stage.settle(alice, bob);
    stage.checkSame(line.events, ["absent"], "what came in all");
  }),
  contractCase("connect MUST NOT throw right after start, and reports exactly one", async (stage) => {
    const bob = await stage.joinOnline();
    const alice = stage.join().start();
    const line = alice.dial(bob.id);
    await stage.until(() => line.events.length > 0, "opened or closed");
    await alice.untilState("online");
    await stage.settle(alice, bob);
    const [event] = line.events;
    stage.check(event === "opened" || event === "closed", "the report was opened or closed");
    stage.checkSame(line.events, [event], "what came in all");
  }),
  contractCase(
    "connect MUST NOT throw while the broker is away: the channel is closed",
    async (stage) => {
      const [alice, bob] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
      await stage.world.setBroker?.(false);
      await alice.untilState("offline");
      const line = alice.dial(bob.id);
      line.send("dropped");
      await line.until("closed");
      await stage.world.setBroker?.(true);
      await Promise.all([alice.untilState("online"), bob.untilState("online")]);
      await stage.settle(alice, bob);
      stage.checkSame(line.events, ["closed"], "what came in all");
    },
    "broker",
  ),
  contractCase("incoming MUST be called before the channel's own events", async (stage) => {
    const [alice, bob] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
    bob.onIncoming = (line) => stage.checkSame(line.events, [], "what came inside incoming");
    const line = alice.dial(bob.id);
    line.onOpened = () => line.send("first");
    const far = await bob.called();
    await far.untilTexts(1);
    stage.checkSame(far.events, ["opened", "text"], "what came after incoming");
  }),
  contractCase("MUST name the peer truly", async (stage) => {
    const members = await Promise.all([stage.joinOnline(), stage.joinOnline(), stage.joinOnline()]);
    const [alice, bob, carol] = members;
    await Promise.all([stage.connect(alice, carol), stage.connect(bob, alice)]);
    await stage.connect(bob, carol);
    stage.checkSame(
      members.map(({ incoming }) => incoming.map(({ channel }) => channel.peer)),
      [[bob.id], [], [alice.id, bob.id]],
      "who was named",
    );
  }),
  contractCase("MUST deliver each text whole, in order, at most once", async (stage) => {
    const { alice, bob, near, far } = await stage.connectTwo();
    const many = Array.from({ length: 200 }, (_, number) => `text ${number}`);
    near.send(...many, ...AWKWARD);
    far.send(...AWKWARD, ...many);
    await Promise.all([far.untilTexts(208), near.untilTexts(208)]);
    await stage.settle(alice, bob);
    stage.checkSame(far.texts, [...many, ...AWKWARD], "what the callee heard");
    stage.checkSame(near.texts, [...AWKWARD, ...many], "what the caller heard");
  }),
  contractCase("MUST NOT deliver a text before opened or after closed", async (stage) => {
    const [alice, bob] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
    const near = alice.dial(bob.id);
    near.onOpened = () => near.send("at once");
    bob.onIncoming = (line) => {
      line.onOpened = () => line.send("at once too");
    };
    const far = await bob.called();
    await Promise.all([near.untilTexts(1), far.untilTexts(1)]);
    far.send("last");
    far.close();
    await near.until("closed");
    await stage.settle(alice, bob);
    stage.checkSame(near.events, ["opened", "text", "text", "closed"], "what the caller saw");
    stage.checkSame(far.events, ["opened", "text"], "what the callee saw");
  }),
  contractCase("send MUST NOT throw where the channel is not open: the text is dropped", async (stage) => {
    const [alice, bob] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
    bob.onIncoming = (line) => line.send("before it is open");
    const near = alice.dial(bob.id);
    near.send("before it is open");
    const far = await bob.called();
    await Promise.all([near.until("opened"), far.until("opened")]);
    near.close();
    near.send("after it was closed");
    await far.until("closed");
    far.send("after the other side closed");
    bob.onIncoming = () => {};
    await stage.settle(alice, bob);
    stage.checkSame([near.texts, far.texts], [[], []], "what was heard");
  }),
  contractCase(
    "close: texts sent before MUST still go out, and the other side gets closed",
    async (stage) => {
      const { near, far } = await stage.connectTwo();
      const texts = Array.from({ length: 20 }, (_, number) => `${number} ${"x".repeat(20_000)}`);
      near.send(...texts);
      near.close();
      near.send("too late");
      await far.until("closed");
      stage.checkSame(far.texts, texts, "what arrived before closed");
      stage.checkSame(far.events.indexOf("closed"), far.events.length - 1, "the place of closed");
    },
  ),
  contractCase("close is safe twice, before opened and after the other side's", async (stage) => {
    const { alice, bob, near, far } = await stage.connectTwo();
    near.close();
    near.close();
    await far.until("closed");
    far.close();
    const early = alice.dial(bob.id);
    early.close();
    early.close();
    await stage.settle(alice, bob);
    stage.checkSame(early.events, [], "what came after an early close");
    stage.checkSame(far.events, ["opened", "closed"], "what the other side saw");
  }),
  contractCase("MUST NOT call any event after close", async (stage) => {
    const { alice, bob, near, far } = await stage.connectTwo();
    far.send("one");
    await near.untilTexts(1);
    far.send("two", "three");
    near.close();
    far.close();
    await stage.settle(alice, bob);
    stage.checkSame(near.events, ["opened", "text"], "what the caller saw");
    stage.checkSame(far.events, ["opened"], "what the callee saw");
  }),
  contractCase("closed is called at most once, and nothing after it, when both close", async (stage) => {
    const { alice, bob, near, far } = await stage.connectTwo();
    const other = await stage.connect(bob, alice);
    near.close();
    await far.until("closed");
    far.send("too late");
    far.close();
    near.close();
    other.near.send("still open");
    await other.far.untilTexts(1);
    await stage.settle(alice, bob);
    stage.checkSame(far.events, ["opened", "closed"], "what the other side saw");
    stage.check(!other.near.hasEnded && !other.far.hasEnded, "the other channel of the two stayed open");
  }),
  contractCase("when both dial at once, both channels open", async (stage) => {
    const [alice, bob] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
    const [fromAlice, fromBob] = [alice.dial(bob.id), bob.dial(alice.id)];
    const [atBob, atAlice] = await Promise.all([bob.called(), alice.called()]);
    const lines = [fromAlice, fromBob, atBob, atAlice];
    await Promise.all(lines.map((line) => line.until("opened")));
    fromAlice.send("from alice");
    fromBob.send("from bob");
    await Promise.all([atBob.untilTexts(1), atAlice.untilTexts(1)]);
    stage.checkSame([atBob.texts, atAlice.texts], [["from alice"], ["from bob"]], "what was heard");
  }),
  contractCase("stop closes every channel, and MUST resolve within two seconds", async (stage) => {
    const { alice, bob, near, far } = await stage.connectTwo();
    const other = await stage.connect(bob, alice);
    near.send("last words");
    await alice.stop();
    await Promise.all([far.until("closed"), other.near.until("closed")]);
    stage.checkSame(far.texts, ["last words"], "what was sent before");
    stage.checkSame(stage.world.countChannels(alice.id), 0, "the number of channels left");
    stage.checkSame(near.events, ["opened"], "what the stopped side saw of its own end");
  }),
  contractCase("stop while dialing leaves nothing, and calls no event any more", async (stage) => {
    const [alice, bob, carol] = await Promise.all([
      stage.joinOnline(),
      stage.joinOnline(),
      stage.joinOnline(),
    ]);
    const lines = [alice.dial(bob.id), alice.dial(stage.world.absent)];
    await alice.stop();
    stage.checkSame(stage.world.countChannels(alice.id), 0, "the number of channels left");
    const states = alice.states.length;
    bob.dial(alice.id);
    await stage.settle(bob, carol);
    stage.checkSame(
      lines.map(({ events }) => events),
      [[], []],
      "what the dialed channels reported",
    );
    stage.checkSame(alice.incoming.length, 0, "the number of incoming channels");
    stage.checkSame(alice.states.length, states, "the number of reported states");
  }),
];
