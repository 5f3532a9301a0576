// RTM's user ids, and their peer ids.
import { describe, expect, test } from "vitest";
import { isPeerId } from "../core/wire/ids.ts";
import { createRandom } from "../testing/index.ts";
import { APP_ID_MAX_LENGTH, createAddresses, UID_CHARACTERS, UID_MAX_LENGTH, uidProblem } from "./uid.ts";

const OWN = createAddresses();
const APP_ID = "0123456789abcdef0123456789abcdef";
const SHARED = createAddresses(APP_ID);

describe("a uid", () => {
  test("may have 89 characters", () => {
    expect(new Set(UID_CHARACTERS).size).toBe(89);
    expect([...UID_CHARACTERS].map((it) => uidProblem(it))).toEqual([...UID_CHARACTERS].map(() => undefined));
  });

  test.each([
    [undefined, "must be a string, not undefined"],
    [null, "must be a string, not null"],
    [5, "must be a string, not number"],
    ["", 'must not be ""'],
    ["null", 'must not be "null"'],
    ["x".repeat(65), "is longer than 64 bytes"],
    ["é", "has a character that RTM does not allow"],
    ['"', "has a character that RTM does not allow"],
    ["a/b", "has a character that RTM does not allow"],
    ["\n", "has a character that RTM does not allow"],
  ])("%j %s", (uid, problem) => {
    expect(uidProblem(uid)).toBe(problem);
  });
});

describe("its peer id", () => {
  test.each(["a", "bob", "42", "ada-2", "Ada_Lovelace", "ada lovelace", "x".repeat(64)])(
    "%s is its own peer id",
    (uid) => {
      expect(OWN.peerIdOf(uid)).toBe(uid);
      expect(OWN.uidOf(uid)).toBe(uid);
    },
  );

  const random = createRandom(1);
  const LONGEST = [...UID_CHARACTERS].map((it) => it.repeat(UID_MAX_LENGTH));
  const SINGLE = [...UID_CHARACTERS];
  const AT_ENDS = [...UID_CHARACTERS].flatMap((it) => [`${it}a`, `a${it}`, `a${it}${it}b`]);
  const ANY = Array.from({ length: 500 }, () =>
    Array.from({ length: random.integer(1, 64) }, () => random.pick([...UID_CHARACTERS])).join(""),
  );

  test.each([
    ["one character", SINGLE],
    ["one at the ends", AT_ENDS],
    ["the longest", LONGEST],
    ["any", ANY],
  ])("%s: can be registered, and leads back", (_what, uids) => {
    for (const addresses of [OWN, SHARED]) {
      const ids = uids.map(addresses.peerIdOf);
      expect(ids.filter((id) => !isPeerId(id))).toEqual([]);
      expect(ids.map(addresses.uidOf)).toEqual(uids);
      expect(new Set(ids).size).toBe(new Set(uids).size);
    }
  });

  test("a uid that looks like another uid's peer id has a different one", () => {
    const id = OWN.peerIdOf("a!");
    expect(id).toMatch(/^rtm-[A-Za-z0-9]+$/);
    const other = OWN.peerIdOf(id);
    expect(other).not.toBe(id);
    expect(OWN.uidOf(other)).toBe(id);
  });

  test("whatever a peer's id is, its uid leads back to that peer or to none", () => {
    const letters = "0123456789ABCXYZabcxyz";
    for (let run = 0; run < 500; run += 1) {
      const id = `rtm-${Array.from({ length: random.integer(1, 40) }, () => random.pick([...letters])).join("")}`;
      const uid = OWN.uidOf(id) ?? "";
      expect(OWN.peerIdOf(uid)).toBe(id);
    }
  });

  test("a peer whose id cannot be a uid's has no uid", () => {
    expect(["x".repeat(65), "null"].map(OWN.uidOf)).toEqual([undefined, undefined]);
  });
});

describe("at a broker that is shared", () => {
  test("an appId of letters and digits is the start of the peer id", () => {
    expect(SHARED.peerIdOf("bob")).toBe(`${APP_ID}-bob`);
    expect(createAddresses("an app").peerIdOf("bob")).toMatch(/^rtm-[A-Za-z0-9]+-bob$/);
  });

  test("apps are separate, whatever their appIds look like", () => {
    const appIds = ["my", "my-app", "rtm", "rtm-my", "app", "app ", "my app", APP_ID, `${APP_ID.slice(1)}!`];
    const others = appIds.map((appId) => createAddresses(appId).peerIdOf("x").slice(0, -2));
    const all = ["bob", "app-bob", "b!", ...others, ...others.map((it) => `${it}-bob`)];
    const uids = [...new Set(all)].filter((it) => uidProblem(it) === undefined);
    const owners = new Map<string, string>();
    for (const appId of appIds)
      for (const uid of uids) {
        const peerId = createAddresses(appId).peerIdOf(uid);
        expect(owners.get(peerId)).toBeUndefined();
        owners.set(peerId, appId);
      }
    for (const [peerId, owner] of owners) {
      const known = appIds.filter((appId) => createAddresses(appId).uidOf(peerId) !== undefined);
      expect(known).toEqual([owner]);
    }
    expect(SHARED.uidOf("bob")).toBeUndefined();
  });

  test("the longest appId and uid can be registered; longer ones are refused", () => {
    const longest = createAddresses("!".repeat(APP_ID_MAX_LENGTH)).peerIdOf("!".repeat(UID_MAX_LENGTH));
    expect([longest.length, isPeerId(longest)]).toEqual([114, true]);
    expect(() => createAddresses("x".repeat(APP_ID_MAX_LENGTH + 1))).toThrow("is longer than 32 bytes");
  });
});
