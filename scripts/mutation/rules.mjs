// @ts-check
// Rules of the protocol, each taken away in one place. take-away.mjs shows that the tests notice. rules.test.mjs finds each in its file.

const POSTS = "src/core/book/posts.ts";
const TRANSACTION = "src/core/book/transaction.ts";
const LINKING = "src/core/book/linking.ts";
const WHILE_RINGING = "src/core/book/while-ringing.ts";

/**
 * @typedef {object} TakenAway
 * @property {string} rule
 * @property {string} what the part of the rule
 * @property {string} file
 * @property {string} code which stands in the file exactly once
 * @property {string} instead
 */

/** @type {readonly TakenAway[]} */
export const TAKEN_AWAY = [
  {
    rule: "R16.1",
    what: "a frame is posted while no channel is up",
    file: TRANSACTION,
    code: "if (!isPosted(frame) || (isUp &&",
    instead: "if (true || (isUp &&",
  },
  {
    rule: "R16.1",
    what: "frames of channels and lines change nothing by post",
    file: POSTS,
    code: "if (!isPosted(frame)) return tx.misplaced(entry, frame);",
    instead: "",
  },
  {
    rule: "R16.1",
    what: "what is too large waits for the channel",
    file: "src/core/wire/post.ts",
    code: "exceedsBytes(encoded, LIMITS.postMaxBytes.value) ? undefined : encoded",
    instead: "encoded",
  },
  {
    rule: "R16.2",
    what: "what waits is stated again",
    file: "src/core/link/upkeep.ts",
    code: "renewAtMs: nowMs + limits.postRepeatMs",
    instead: "renewAtMs: nowMs + 1e9",
  },
  {
    rule: "R16.2",
    what: "also when a page first answers",
    file: LINKING,
    code: "if (before === undefined && link.current === POSTS) renew(tx, entry);",
    instead: "if (before === undefined && link.current === POSTS) {}",
  },
  {
    rule: "R16.2",
    what: "a callee asks about what its caller no longer states",
    file: "src/core/book/settling.ts",
    code: 'tx.restate(entry, "remote", id);',
    instead: "",
  },
  {
    rule: "R16.3",
    what: "posts that stay away carry no link",
    file: "src/core/link/posts.ts",
    code: "return heardMs + postSilenceMs;",
    instead: "return heardMs + 1e9;",
  },
  {
    rule: "R16.3",
    what: "another page must answer first",
    file: "src/core/link/posts.ts",
    code: "return isTwoWay && answered > asking.since ? news : { ...posts, n };",
    instead: "return news;",
  },
  {
    rule: "R16.4",
    what: "a peer has a bucket",
    file: POSTS,
    code: 'if (!entry.admits("post", tx.nowMs, tx.limits)) return tx.count("postsDropped");',
    instead: "",
  },
  {
    rule: "R16.4",
    what: "strangers share one",
    file: POSTS,
    code: "return state.strangerPosts.left >= 0;",
    instead: "return true;",
  },
  {
    rule: "R16.4",
    what: "whom this side knows is not among them",
    file: POSTS,
    code: "if (state.strangers.knows(peer) || state.entries.get(peer)?.isKnown === true) return true;",
    instead: "",
  },
  {
    rule: "R16.4",
    what: "no post of a blocked peer is read",
    file: POSTS,
    code: "if (entry.blockedUntilMs !== undefined) return;",
    instead: "",
  },
  {
    rule: "R16.5",
    what: "a post never replaces what came on a channel",
    file: "src/core/invitation/remote-invitation.ts",
    code: ': input.via === "post";',
    instead: ": false;",
  },
  {
    rule: "R16.5",
    what: "the first words of the highest revision stay",
    file: "src/core/invitation/remote-invitation.ts",
    code: 'if (input.type !== "restate" || (input.via === via && input.revision === revision)) return {};',
    instead: 'if (input.type !== "restate") return {};',
  },
  {
    rule: "R16.6",
    what: "beside a channel, a post ends nothing",
    file: POSTS,
    code: "if (isGreeted(entry.link) && !isTaken) return answerBesideChannel(tx, entry, frame);",
    instead: "",
  },
  {
    rule: "R16.6",
    what: "only another page invites beside a channel",
    file: POSTS,
    code: "isNew && isOther && entry.local.open.size === 0",
    instead: "isNew",
  },
  {
    rule: "R16.6",
    what: "a statement goes both ways while the channel is in doubt",
    file: TRANSACTION,
    code: "(goesBothWays && doubtsChannel(link))",
    instead: "false",
  },
  {
    rule: "R16.6",
    what: "what is known is answered by post",
    file: POSTS,
    code: "if (answer !== undefined) tx.post(entry, answer);",
    instead: "if (answer !== undefined) return;",
  },
  {
    rule: "R16.7",
    what: "a page that never answered rings for a moment",
    file: POSTS,
    code: "if (isNew) awaitAnswer(tx, entry, frame.id, from);",
    instead: "",
  },
  {
    rule: "R16.7",
    what: "until it answers",
    file: LINKING,
    code: 'if (isAwaited) tx.apply(entry, "remote", id, { type: "linkBack" });',
    instead: "",
  },
  {
    rule: "R16.7",
    what: "the same invitation does not renew that time",
    file: POSTS,
    code: "if (isNew) awaitAnswer(tx, entry, frame.id, from);",
    instead: 'if (frame.t === "invite") awaitAnswer(tx, entry, frame.id, from);',
  },
  {
    rule: "R16.8",
    what: "a caller waits for an answer before it dials",
    file: "src/core/link/upkeep.ts",
    code: "posts ? nowMs + limits.postAnswerMs : nowMs",
    instead: "nowMs",
  },
  {
    rule: "R16.8",
    what: "and dials without one",
    file: "src/core/link/upkeep.ts",
    code: "posts ? nowMs + limits.postAnswerMs : nowMs",
    instead: "posts ? nowMs + 1e9 : nowMs",
  },
  {
    rule: "R16.8",
    what: "for a line, both dial at once",
    file: "src/core/link/upkeep.ts",
    code: "if (urgent) return Math.min(dialAtMs ?? nowMs, nowMs);",
    instead: "",
  },
  {
    rule: "R16.8",
    what: "the callee says who dials",
    file: "src/core/book/reception.ts",
    code: 'applyToLink(tx, entry, { type: "told", link });',
    instead: "",
  },
  {
    rule: "R16.9",
    what: "whom the broker does not know is offline",
    file: "src/core/book/book.ts",
    code: 'return applyToLink(tx, entry, { type: "absent" });',
    instead: "return;",
  },
  {
    rule: "R16.9",
    what: "posts no longer carry its link",
    file: "src/core/link/link.ts",
    code: "const posts = link.posts && { ...link.posts, isSilent: true };",
    instead: "const posts = link.posts;",
  },
  {
    rule: "R16.9",
    what: "and our own broker's loss does not bring it back",
    file: LINKING,
    code: "answering !== undefined && ",
    instead: "",
  },
  {
    rule: "R17.1",
    what: "signals go on after the acceptance",
    file: WHILE_RINGING,
    code: "return entry[role].open.has(id) || entry.isAccepted(role, id);",
    instead: "return entry[role].open.has(id);",
  },
  {
    rule: "R17.2",
    what: "both channels carry a signal",
    file: WHILE_RINGING,
    code: "if (other !== undefined) tx.sayOn(other, frame);",
    instead: "",
  },
  {
    rule: "R17.2",
    what: "it is posted while the channel is in doubt",
    file: TRANSACTION,
    code: ' || frame.t === "whileRinging";',
    instead: ";",
  },
  {
    rule: "R17.2",
    what: "it is told once",
    file: WHILE_RINGING,
    code: "if (isFirst(entry, nonce)) tx.push",
    instead: "tx.push",
  },
  {
    rule: "R17.3",
    what: "what is not open here is counted",
    file: WHILE_RINGING,
    code: "if (!isHeard(entry, role, id)) return tx.stray(entry, frame);",
    instead: "",
  },
  {
    rule: "R18.1",
    what: "a look asks",
    file: "src/core/book/book.ts",
    code: 'return tx.say(entry, { t: "look", nonce: input.nonce });',
    instead: "return;",
  },
  {
    rule: "R18.2",
    what: "who may not see gets no answer",
    file: "src/client/engine.ts",
    code: "if (!events.maySee(peer, ask.isKnown)) return undefined;",
    instead: "",
  },
  {
    rule: "R18.3",
    what: "busy means that it would not ring",
    file: "src/core/book/looking.ts",
    code: 'const busy = judge(situationOf(tx.state.activity), stance) !== "ring";',
    instead: "const busy = false;",
  },
  {
    rule: "R18.4",
    what: "only the peer that was asked answers",
    file: "src/client/looks.ts",
    code: "if (this.#open.get(nonce)?.peer === peer) this.#end(nonce, presence);",
    instead: "this.#end(nonce, presence);",
  },
  {
    rule: "R18.4",
    what: "whom the broker does not know is absent",
    file: "src/client/looks.ts",
    code: 'if (look.peer === peer) this.#end(nonce, "absent");',
    instead: "void look;",
  },
];
