// Ids and tokens that nobody can guess.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createConnectionId, tokenProblem } from "./secrets.ts";

test("connection ids have PeerJS's form, and no two are equal", () => {
  const ids = Array.from({ length: 1_000 }, createConnectionId);
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^dc_[0-9a-f]{32}$/);
});

/** Tokens from PeerJS 1.5.5: typical ones, and the shortest and longest of twenty million. */
const PEERJS_TOKENS = ["i", "4fzyo82mvyr", "0h4nvq8pxqai", "000gbnzs6x5nfoi"];

test.each([...PEERJS_TOKENS, "secret"])("the token %o is one to warn about", (token) => {
  expect(tokenProblem(token)).toContain("crypto.randomUUID()");
});

test.each([
  "3b241101-e2bb-4255-8caf-4136c566a962",
  "00112233445566778899aabbccddeeff",
  "Vb3kZ_x9Q",
  "",
  undefined,
  7,
])("the token %o is not", (token) => {
  expect(tokenProblem(token)).toBeUndefined();
});

test("every example and every page of this repository that creates a Peer gives it a token", () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const sources = ["demo", "e2e", "bench", "src/rtm"].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
      .filter((name) => /(?<!\.test)\.(ts|mjs|js|html)$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  const peers = ["README.md", ...sources].flatMap((name) => {
    const file = readFileSync(`${root}${name}`, "utf8");
    const text = name.endsWith(".md")
      ? (file.match(/^```(ts|html)\n[\s\S]*?^```$/gm) ?? []).join("\n")
      : file;
    const made = /from "peerjs"/.test(text) ? text.match(/new Peer\([^;]*/g) : null;
    return (made ?? []).map((call) => `${name}: ${call}`);
  });
  expect(peers.length).toBeGreaterThan(7);
  expect(peers.filter((call) => !call.includes("token"))).toEqual([]);
});
