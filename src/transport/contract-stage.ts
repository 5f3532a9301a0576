// The stage for one case of the transport contract: its peers, their channels, and everything that they reported. Knows
// no adapter and no test framework. It waits for events, never for a fixed time; a wait that takes too long rejects.
import type { PeerId } from "../core/wire/ids.ts";
import type { ContractWorld } from "./contract-world.ts";
import type { Channel, Standing, Transport, TransportState, TurnedAway } from "./transport.ts";

/** `stop` must resolve within this. */
const STOP_MAX_MS = 2_000;

/** The pause after which a post is repeated, in ms. */
const REPEAT_MS = 250;

/** A channel, with everything that it reported. */
class WatchedChannel {
  readonly #stage: Stage;
  readonly channel: Channel;
  readonly events: ("opened" | "text" | "closed" | "absent")[] = [];
  readonly texts: unknown[] = [];
  /** Called at `opened`. */
  onOpened: () => void = () => {};

  constructor(stage: Stage, channel: Channel) {
    this.#stage = stage;
    this.channel = channel;
    const happened = (event: WatchedChannel["events"][number]): void => {
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

  until(event: WatchedChannel["events"][number]): Promise<void> {
    const { peer } = this.channel;
    return this.#stage.until(() => this.events.includes(event), `${event} on the channel with ${peer}`);
  }

  untilTexts(count: number): Promise<void> {
    return this.#stage.until(() => this.texts.length >= count, `${count} texts from ${this.channel.peer}`);
  }
}

/** A post, as it arrived. */
interface Post {
  readonly peer: PeerId;
  readonly text: unknown;
}

/** A peer that takes part in a case. */
class Member {
  readonly #stage: Stage;
  readonly #transport: Transport;
  readonly id: PeerId;
  readonly states: TransportState[] = [];
  readonly incoming: WatchedChannel[] = [];
  readonly posts: Post[] = [];
  /** The peers that were reported absent, apart from channels. */
  readonly absent = new Set<PeerId>();
  /** How it stands to every peer that asks for a connection. */
  standing: Standing = "known";
  /** Why something was turned away, in order. */
  readonly turnedAway: TurnedAway[] = [];
  /** Called with each post. */
  onPosted: (post: Post) => void = () => {};
  /** Called with each incoming channel, once it is started. */
  onIncoming: (line: WatchedChannel) => void = () => {};

  constructor(stage: Stage) {
    this.#stage = stage;
    const { id, transport } = stage.world.join();
    this.id = id;
    this.#transport = transport;
  }

  start(): this {
    this.#transport.start({
      changed: (state) => {
        this.states.push(state);
        // The event may come inside `start`, but inside no other call.
        this.#stage.happened(`${state} (${this.id})`);
      },
      standingOf: () => this.standing,
      turnedAway: (peer, why) => {
        this.turnedAway.push(why);
        this.#stage.happened(`${why} (${peer} at ${this.id})`);
      },
      incoming: (channel) => {
        this.#stage.happened(`incoming (${this.id} from ${channel.peer})`);
        const line = new WatchedChannel(this.#stage, channel);
        this.incoming.push(line);
        this.onIncoming(line);
      },
      posted: (peer, text) => {
        this.posts.push({ peer, text });
        this.#stage.happened(`posted (${this.id} from ${peer})`);
        this.onPosted({ peer, text });
      },
      absent: (peer) => {
        this.absent.add(peer);
        this.#stage.happened(`absent (${peer} for ${this.id})`);
      },
      failed: () => {},
    });
    return this;
  }

  dial(peer: PeerId): WatchedChannel {
    return new WatchedChannel(
      this.#stage,
      this.#stage.call(() => this.#transport.connect(peer)),
    );
  }

  post(peer: PeerId, ...texts: string[]): void {
    for (const text of texts) this.#stage.call(() => this.#transport.post?.(peer, text));
  }

  /** The different texts that `sender` posted to this member. */
  postsFrom({ id }: Member): ReadonlySet<unknown> {
    return new Set(this.posts.filter(({ peer }) => peer === id).map(({ text }) => text));
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

  /** This member's end of the `count`-th channel that was opened to it. */
  async called(count = 1): Promise<WatchedChannel> {
    await this.#stage.until(() => this.incoming.length >= count, `an incoming channel at ${this.id}`);
    return this.incoming[count - 1] as WatchedChannel;
  }
}

/** The record of everything that happens in one case. */
export class Stage {
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
  async connectTwo(): Promise<{ alice: Member; bob: Member; near: WatchedChannel; far: WatchedChannel }> {
    const [alice, bob] = await Promise.all([this.joinOnline(), this.joinOnline()]);
    return { alice, bob, ...(await this.connect(alice, bob)) };
  }

  async connect(alice: Member, bob: Member): Promise<{ near: WatchedChannel; far: WatchedChannel }> {
    const before = bob.incoming.length;
    const near = alice.dial(bob.id);
    const far = await bob.called(before + 1);
    await Promise.all([near.until("opened"), far.until("opened")]);
    return { near, far };
  }

  /** Everything that was under way between two peers has arrived once a later channel has carried a text both ways. */
  async settle(alice: Member, bob: Member): Promise<void> {
    const { near, far } = await this.connect(alice, bob);
    near.send("settle");
    await far.untilTexts(1);
    far.send("settled");
    await near.untilTexts(1);
    near.close();
    await far.until("closed");
  }

  /** Repeats `act`, of which a network may lose the effect, until `holds`. */
  async untilRepeated(act: () => void, holds: () => boolean, what: string): Promise<void> {
    const timer = setInterval(act, REPEAT_MS);
    try {
      act();
      await this.until(holds, what);
    } finally {
      clearInterval(timer);
    }
  }

  /** Makes a call to the transport, during which no event may come. */
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

  /** Checks what must hold at the end of every case. */
  async end(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.stop()));
    this.check(this.#insideCalls.length === 0, `Inside a call came: ${this.#insideCalls.join(", ")}`);
  }
}

function shorten(json: string): string {
  return json.length > 200 ? `${json.slice(0, 200)}… (${json.length} characters)` : json;
}
