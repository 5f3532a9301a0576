// The transport contract's cases about posts. A post may be lost, so each case repeats what it waits for.
import { AWKWARD, type ContractCase, contractCase } from "./contract-case.ts";
import type { Stage } from "./contract-stage.ts";

type Member = Awaited<ReturnType<Stage["joinOnline"]>>;

/** Posts each of `texts` until it arrives. */
function postUntilHeard(
  stage: Stage,
  sender: Member,
  addressee: Member,
  texts: readonly string[],
): Promise<void> {
  const unheard = (): string[] => texts.filter((text) => !addressee.postsFrom(sender).has(text));
  return stage.untilRepeated(
    () => sender.post(addressee.id, ...unheard()),
    () => unheard().length === 0,
    `${texts.length} posts from ${sender.id} at ${addressee.id}`,
  );
}

/** The cases. Each runs in a world of its own. */
export const POST_CASES: readonly ContractCase[] = [
  contractCase(
    "posted: a post MUST arrive whole, from the peer that the broker names, and on no channel",
    async (stage) => {
      const { alice, bob, near, far } = await stage.connectTwo();
      const carol = await stage.joinOnline();
      const fromCarol = AWKWARD.map((text) => `${text} from carol`);
      await Promise.all([
        postUntilHeard(stage, alice, bob, AWKWARD),
        postUntilHeard(stage, carol, bob, fromCarol),
      ]);
      await stage.settle(alice, bob);
      stage.checkSame([...bob.postsFrom(alice)].sort(), [...AWKWARD].sort(), "what came from alice");
      stage.checkSame([...bob.postsFrom(carol)].sort(), fromCarol.sort(), "what came from carol");
      const named = bob.posts.every(({ peer }) => peer === alice.id || peer === carol.id);
      stage.check(named, "every post came from a peer that sent it");
      stage.checkSame([alice.posts, carol.posts], [[], []], "what the senders heard");
      stage.checkSame([near.texts, far.texts], [[], []], "what came on the channel");
    },
    "posts",
  ),
  contractCase(
    "absent MUST be told after a post to an absent peer, and of no other",
    async (stage) => {
      const [alice, bob] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
      const { absent } = stage.world;
      await postUntilHeard(stage, alice, bob, ["hello"]);
      await stage.untilRepeated(
        () => alice.post(absent, "anybody?"),
        () => alice.absent.has(absent),
        `absent at ${alice.id}`,
      );
      await stage.settle(alice, bob);
      stage.checkSame([[...alice.absent], [...bob.absent]], [[absent], []], "who was told absent");
    },
    "posts",
  ),
  contractCase(
    "a post to an absent peer and a channel to it are both reported",
    async (stage) => {
      const alice = await stage.joinOnline();
      const { absent } = stage.world;
      const line = alice.dial(absent);
      await stage.untilRepeated(
        () => alice.post(absent, "anybody?"),
        () => alice.absent.has(absent) && line.hasEnded,
        `absent at ${alice.id}, and the end of the channel`,
      );
      stage.checkSame(line.events, ["absent"], "what the channel reported");
    },
    "posts",
  ),
  contractCase(
    "post MUST NOT call any event inside the call",
    async (stage) => {
      const [alice, bob] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
      bob.onPosted = ({ peer }) => bob.post(peer, "and back");
      alice.post(stage.world.absent, "anybody?");
      alice.post(alice.id, "to ourselves");
      await stage.untilRepeated(
        () => alice.post(bob.id, "there"),
        () => alice.postsFrom(bob).has("and back"),
        `an answer at ${alice.id}`,
      );
    },
    "posts",
  ),
  contractCase(
    "post MUST NOT throw before start and after stop: the post is dropped",
    async (stage) => {
      const [bob, carol] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
      const alice = stage.join();
      alice.post(bob.id, "before");
      alice.start().post(bob.id, "at once");
      await alice.untilState("online");
      await postUntilHeard(stage, alice, bob, ["online"]);
      const stopping = alice.stop();
      alice.post(bob.id, "while it stops");
      await stopping;
      alice.post(bob.id, "after");
      await stage.settle(carol, bob);
      const heard = [...bob.postsFrom(alice)].filter((text) => text !== "at once");
      stage.checkSame(heard, ["online"], "what arrived, apart from what was posted right after start");
    },
    "posts",
  ),
  contractCase(
    "post MUST NOT throw while the broker is away: the post is dropped",
    async (stage) => {
      const [alice, bob] = await Promise.all([stage.joinOnline(), stage.joinOnline()]);
      await stage.world.setBroker?.(false);
      await Promise.all([alice.untilState("offline"), bob.untilState("offline")]);
      alice.post(bob.id, "dropped");
      alice.post(stage.world.absent, "dropped");
      await stage.world.setBroker?.(true);
      await Promise.all([alice.untilState("online"), bob.untilState("online")]);
      await stage.settle(alice, bob);
      stage.checkSame([bob.posts, [...alice.absent]], [[], []], "what came of it");
    },
    "broker",
  ),
  contractCase(
    "MUST NOT call posted or absent after stop",
    async (stage) => {
      const [alice, bob, carol] = await Promise.all([
        stage.joinOnline(),
        stage.joinOnline(),
        stage.joinOnline(),
      ]);
      const { absent } = stage.world;
      alice.post(absent, "anybody?");
      bob.post(alice.id, "on its way");
      const stopping = alice.stop();
      const heard = alice.posts.length;
      bob.post(alice.id, "too late");
      await stopping;
      bob.post(alice.id, "much too late");
      // The broker tells carol later than it would tell alice.
      await stage.untilRepeated(
        () => carol.post(absent, "anybody?"),
        () => carol.absent.has(absent),
        `absent at ${carol.id}`,
      );
      await stage.settle(bob, carol);
      stage.checkSame([alice.posts.length, [...alice.absent]], [heard, []], "what came after stop");
    },
    "posts",
  ),
];
