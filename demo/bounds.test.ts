// Text from a stranger where there is room for one line: in the log, in notifications, and in the message about a wrong name.
import { createInvitationClient, type RemoteInvitationSnapshot } from "peer-invite";
import { createFakeClock, createMemoryNetwork } from "peer-invite/testing";
import { expect, test } from "vitest";
import { noticesOf } from "./alerts.ts";
import { putSnapshot } from "./calls.ts";
import { idProblem } from "./errors.ts";
import { type LogEntry, logStep } from "./log.ts";
import { NOTHING_CHOSEN } from "./person.ts";
import { DEFAULTS } from "./settings.ts";
import { WORDS } from "./words/index.ts";

/** The longest content, in several lines, with a character that changes the direction. */
const CONTENT = `invoice\u202efdp.exe\n${"word ".repeat(1_500)}`;
const PLAIN = /^invoicefdp\.exe word (?:word )*(?:w|wo|wor|word)?…$/;

test("the log quotes the beginning, in one line", () => {
  const about = { role: "remote", id: "a", peer: "eve" } as const;
  let log: readonly LogEntry[] = [];
  for (let n = 0; n < 600; n += 1) log = logStep(log, about, "ringing", n, CONTENT);
  expect(log).toHaveLength(500);
  for (const { quote } of log) {
    expect(quote).toMatch(PLAIN);
    expect(quote.length).toBeLessThanOrEqual(200);
  }
});

test("a notification quotes the beginning, in one line", async () => {
  const clock = createFakeClock();
  const network = createMemoryNetwork();
  const [eve, bob] = ["eve", "bob"].map((name) => createInvitationClient(network.join(name), { clock }));
  eve?.createLocalInvitation("bob", { content: CONTENT }).send();
  await clock.advance(1_000);
  const [invitation] = bob?.invitations ?? [];
  const calls = putSnapshot([], invitation?.snapshot as RemoteInvitationSnapshot, clock.nowMs());
  const settings = { ...DEFAULTS, notify: true, language: "en" } as const;
  const [notice] = noticesOf({ calls, settings, personal: NOTHING_CHOSEN, awaited: [], presences: {} });
  expect(notice?.title).toBe("eve is calling you");
  expect(notice?.body).toMatch(PLAIN);
  expect(notice?.body.length).toBeLessThanOrEqual(200);
});

test("a wrong name is quoted as far as it takes to recognize it", () => {
  const said = idProblem(`eve\u202e\n${"x".repeat(100_000)}`, false)?.(WORDS.en);
  expect(said).toMatch(/^“eve x+…” cannot be an id\./);
  expect(said?.length).toBeLessThan(250);
});
