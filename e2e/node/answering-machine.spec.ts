// The answering machine of packages/node, called by Chromium: texts, files, and callers that it does not take.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { LabPeer } from "../support/lab.ts";
import { LONG } from "../support/long.ts";
import { test as base } from "../support/node-script.ts";

/** The machine's id, the folder of its messages, and what it printed. */
interface Machine {
  readonly id: string;
  readonly folder: string;
  end(): Promise<unknown>;
}

const test = base.extend<{ machine: Machine }>({
  machine: async ({ pages, runExample }, use) => {
    const folder = mkdtempSync(join(tmpdir(), "machine-"));
    const id = pages.idOf("machine");
    const script = runExample("answering-machine", id, folder);
    await use({ id, folder, end: () => script.end() });
    rmSync(folder, { recursive: true });
  },
});

/** Calls the machine, and sends these signals, each after the answer to the one before. Returns what it says, and its last words. */
function leave({ page }: LabPeer, callee: string, signals: readonly unknown[]) {
  const args: [string, unknown[]] = [callee, [...signals]];
  return page.evaluate(async ([to, waiting]) => {
    const invitation = window.lab.ring(to);
    const outcome = await invitation.outcome;
    if (outcome.kind !== "accepted") throw new Error(outcome.kind);
    const line = invitation.openLine();
    const heard: unknown[] = [];
    line.on("data", (data) => {
      heard.push(data);
      if (waiting.length > 0) line.send(waiting.shift());
    });
    const end = await new Promise((resolve) => {
      line.once("closed", (reason, words) => resolve(`${reason}: ${words}`));
    });
    return { heard, end, response: outcome.response };
  }, args);
}

/** The messages on the machine: what is known of each, and its bytes. */
function readMessages(folder: string) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({
      ...JSON.parse(readFileSync(join(folder, name), "utf8")),
      bytes: readFileSync(join(folder, name.replace(".json", ".message"))),
    }));
}

test(
  "takes a text, and a file of 300 kB with its progress, and ends by itself",
  LONG,
  async ({ lab, machine }) => {
    const ada = await lab.join("ada");
    const text = await leave(ada, machine.id, [{ text: "Grüße, bitte ruf zurück" }]);
    expect(text).toMatchObject({
      response: "Please leave a message.",
      heard: [{ bounds: { fileMaxBytes: 1_048_576, partMaxBytes: 32_768 } }],
      end: "closed-there: Thank you.",
    });

    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * n) % 251));
    const parts = Array.from({ length: 10 }, (_, n) => ({
      part: bytes.subarray(n * 30_000, (n + 1) * 30_000).toString("base64"),
    }));
    const file = await leave(ada, machine.id, [{ file: { name: "../x.jpg", bytes: 300_000 } }, ...parts]);
    expect(file.heard.slice(1)).toEqual(
      Array.from({ length: 10 }, (_, n) => ({ receivedBytes: n * 30_000 })),
    );
    expect(file.end).toBe("closed-there: Thank you.");

    const messages = readMessages(machine.folder);
    expect(messages).toHaveLength(2);
    const ofKind = (kind: string) => messages.find((it) => it.kind === kind);
    expect(ofKind("text")).toMatchObject({ caller: ada.id, name: "" });
    expect(ofKind("text")?.bytes.toString()).toBe("Grüße, bitte ruf zurück");
    expect(ofKind("file")).toMatchObject({ caller: ada.id, name: "../x.jpg" });
    expect(ofKind("file")?.bytes.equals(bytes)).toBe(true);
    expect(await machine.end()).toBe(0);
  },
);

test(
  "says what it does not take, keeps nothing of it, and takes the next call",
  LONG,
  async ({ lab, machine }) => {
    const ada = await lab.join("ada");
    for (const [signals, words] of [
      [[{ text: "x".repeat(5_001) }], "That text is too long."],
      [[{ file: { name: "x", bytes: 1_048_577 } }], "That file is too large."],
      [[{ file: { name: "x", bytes: 3 } }, { part: "AAAAAAAA" }], "That is more than you said."],
      [[{ file: { name: "x", bytes: 3 } }, { part: "not base64" }], "That part is not base64."],
      [[null], "I did not understand that."],
    ] as const) {
      expect((await leave(ada, machine.id, signals)).end).toBe(`closed-there: ${words}`);
    }
    // A caller that goes away in the middle of its file leaves nothing.
    await ada.page.evaluate(async (to) => {
      const invitation = window.lab.ring(to);
      await invitation.outcome;
      const line = invitation.openLine();
      const isHalfway = new Promise<void>((resolve) => {
        line.on("data", (data) => {
          if ((data as { receivedBytes?: number }).receivedBytes === 3) resolve();
        });
      });
      line.send({ file: { name: "x", bytes: 6 } });
      line.send({ part: "AAAA" });
      await isHalfway;
      line.close();
    }, machine.id);
    expect(readdirSync(machine.folder)).toEqual([]);
    expect((await leave(ada, machine.id, [{ text: "hello" }])).end).toBe("closed-there: Thank you.");
    expect(readMessages(machine.folder)).toHaveLength(1);
  },
);
