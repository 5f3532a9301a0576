// The transport contract as cases that run on every adapter: each name is a sentence of transport.ts.
import { AWKWARD, type ContractCase, contractCase } from "./contract-case.ts";
import { POST_CASES } from "./contract-posts.ts";

/** The cases of states and channels. */
const CHANNEL_CASES: readonly ContractCase[] = [
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
  contractCase(
    "standingOf MUST be asked: a refused peer gets no channel, and is told nothing",
    async (stage) => {
      const [alice, bob] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
      bob.standing = "refused";
      const line = alice.dial(bob.id);
      await stage.until(() => bob.turnedAway.length > 0, `a refusal at ${bob.id}`);
      stage.checkSame(
        [bob.turnedAway[0], bob.incoming, line.events],
        ["connectionsRefused", [], []],
        "what came of it",
      );
      line.close();
      bob.standing = "stranger";
      await stage.settle(alice, bob);
    },
  ),
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

/** The cases. Each runs in a world of its own. */
export const CONTRACT: readonly ContractCase[] = [...CHANNEL_CASES, ...POST_CASES];
