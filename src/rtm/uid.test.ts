// RTM's user ids, and the peer ids that stand for them.
import { describe, expect, test } from "vitest";
import { isPeerId } from "../core/ids.ts";
import { createRandom } from "../testing/index.ts";
import { createAddresses, UID_CHARACTERS, UID_MAX_LENGTH, uidProblem } from "./uid.ts";

const OWN = createAddresses();
const APP_ID = "0123456789abcdef0123456789abcdef";
const SHARED = createAddresses(APP_ID);

describe("a uid", () => {
  test("may have 89 characters", () => {
    expect(new Set(UID_CHARACTERS).size).toBe(89);
    expect([...UID_CHARACTERS].map(uidProblem)).toEqual([...UID_CHARACTERS].map(() => undefined));
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
    "%s stands for itself",
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

  test("a uid that looks like another one's peer id has one of its own", () => {
    const id = OWN.peerIdOf("a!");
    expect(id).toMatch(/^rtm-[A-Za-z0-9]+$/);
    const other = OWN.peerIdOf(id);
    expect(other).not.toBe(id);
    expect(OWN.uidOf(other)).toBe(id);
  });

  test("whatever a peer is called: its uid leads back to it, or to nobody else", () => {
    const letters = "0123456789ABCXYZabcxyz";
    for (let run = 0; run < 500; run += 1) {
      const id = `rtm-${Array.from({ length: random.integer(1, 40) }, () => random.pick([...letters])).join("")}`;
      const uid = OWN.uidOf(id) ?? "";
      expect(OWN.peerIdOf(uid)).toBe(id);
    }
  });

  test("at a broker that is shared, apps are apart", () => {
    const other = createAddresses("another app");
    expect(SHARED.peerIdOf("bob")).toBe(`${APP_ID}-bob`);
    expect(SHARED.uidOf(other.peerIdOf("bob"))).toBeUndefined();
    expect(SHARED.uidOf("bob")).toBeUndefined();
    expect(isPeerId(createAddresses("!".repeat(64)).peerIdOf("!".repeat(64)))).toBe(true);
  });
});
