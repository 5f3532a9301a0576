// Compares docs/ with the code: the generated sections are up to date, and every reason, limit, event and error code has its
// one place in docs/reference. `npm run docs:write` rewrites the generated sections.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { AccessEvents } from "../access/access.ts";
import { markersIn, regenerate, type Sections } from "../base/pure/documents.fixture.ts";
import { CALL_EVENTS } from "../call/call-events.ts";
import { CALL_SECTIONS } from "../call/docs.fixture.ts";
import { CALL_ENDS, CALL_LIMITS, MEDIA_ERRORS } from "../call/index.ts";
import { INVITATION_EVENTS, type LocalInvitationEvents, type Progress } from "../client/api.ts";
import type { InvitationClientEvents } from "../client/client-events.ts";
import type { LineEvents } from "../client/line.ts";
import { SECTIONS } from "../core/book/spec.fixture.ts";
import { CANCEL_REASONS, REFUSE_REASONS } from "../core/wire/reasons.ts";
import type { GroupEvents } from "../group/index.ts";
import type { HistoryEvents } from "../history/history.ts";
import {
  COUNTERS,
  DEFAULT_LIMITS,
  ERROR_CODES,
  LINE_ENDS,
  LOCAL_FAILURES,
  MISSED,
  REMOTE_FAILURES,
} from "../index.ts";
import { PACKAGE_NAMES, PACKAGE_SECTIONS } from "./packages-docs.fixture.ts";

const root = new URL("../../", import.meta.url);
const pathOf = (name: string): string => fileURLToPath(new URL(name, root));
const read = (name: string): string => readFileSync(pathOf(name), "utf8");

/** Folders of docs/ that nobody writes by hand: the site's tools, and the API reference that `npm run docs:build` makes. */
const NOT_WRITTEN = new Set(["docs/site", "docs/reference/api"]);

/** The documents at and below a folder. */
function documentsIn(folder: string): string[] {
  return readdirSync(pathOf(folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_WRITTEN.has(name) ? [] : documentsIn(name);
    return name.endsWith(".md") ? [name] : [];
  });
}

const ALL: Sections = { ...SECTIONS, ...CALL_SECTIONS, ...PACKAGE_SECTIONS };
const marked = documentsIn("docs").filter((name) => markersIn(read(name)).length > 0);

describe("generated sections", () => {
  test.each(marked)("%s is up to date, or `npm run docs:write` was forgotten", (name) => {
    const after = regenerate(read(name), ALL);
    if (process.env["UPDATE_DOCS"] === "1") writeFileSync(pathOf(name), after);
    expect(read(name)).toBe(after);
  });

  test("every section that can be generated stands in a document", () => {
    const shown = new Set(marked.flatMap((name) => markersIn(read(name))));
    expect([...shown].sort()).toEqual(Object.keys(ALL).sort());
  });

  test("what is generated replaces what was there, and nothing else", () => {
    const stale = "before\n<!-- generated: a -->\nstale\n<!-- end -->\nafter\n";
    const sections = { a: () => "fresh" };
    const after = regenerate(stale, sections);
    expect(after).toBe("before\n<!-- generated: a -->\n\nfresh\n\n<!-- end -->\nafter\n");
    expect(regenerate(after, sections)).toBe(after);
  });

  test("a marker without meaning or without end is an error", () => {
    expect(() => regenerate("<!-- generated: poems -->\n<!-- end -->", ALL)).toThrow(
      'no generated section "poems"',
    );
    expect(() => regenerate("<!-- generated: local -->\n", ALL)).toThrow(
      "no end of the generated section local",
    );
  });
});

/** The events of each object, and how far an invitation has come. The types keep these lists complete. */
const EVENTS: { readonly [prefix: string]: Readonly<Record<string, unknown>> } = {
  "client-": { invitation: true, missed: true, changed: true, error: true } satisfies Record<
    keyof InvitationClientEvents,
    true
  >,
  "invitation-": { ...INVITATION_EVENTS, received: true } satisfies Record<keyof LocalInvitationEvents, true>,
  "progress-": {
    "reaching-broker": true,
    "reaching-peer": true,
    "peer-absent": true,
    ringing: true,
  } satisfies Record<Progress, true>,
  "line-": { data: true, changed: true, closed: true } satisfies Record<keyof LineEvents, true>,
  "call-": CALL_EVENTS,
  "group-": { accepted: true, ended: true, changed: true } satisfies Record<keyof GroupEvents, true>,
  "history-": { changed: true, error: true } satisfies Record<keyof HistoryEvents, true>,
  "access-": { changed: true, error: true } satisfies Record<keyof AccessEvents, true>,
};

/** Words without a table in the code, as the keys of one. */
const wordsOf = (words: readonly string[]): Readonly<Record<string, true>> =>
  Object.fromEntries(words.map((word) => [word, true]));

/** Every name that has a place in a document of docs/reference, by the beginning of its anchor. */
const PLACES: { readonly [document: string]: typeof EVENTS } = {
  outcomes: {
    "": LOCAL_FAILURES,
    "refused-": wordsOf(REFUSE_REASONS),
    "canceled-": wordsOf(CANCEL_REASONS),
    "remote-": REMOTE_FAILURES,
    "line-": LINE_ENDS,
    "call-": CALL_ENDS,
    "missed-": MISSED,
  },
  errors: {
    "": ERROR_CODES,
    "media-": MEDIA_ERRORS,
    "node-": PACKAGE_NAMES.nodeErrors,
    "broker-": PACKAGE_NAMES.brokerCloses,
  },
  limits: {
    "": DEFAULT_LIMITS,
    "call-": CALL_LIMITS,
    "counter-": COUNTERS,
    "broker-": PACKAGE_NAMES.brokerLimits,
  },
  events: EVENTS,
};

describe("README", () => {
  const readme = read("README.md");

  test("can be read in five minutes: it has at most 250 lines", () => {
    expect(readme.trimEnd().split("\n").length).toBeLessThanOrEqual(250);
  });

  test("and the site's home page begin with the same lines of code", () => {
    const firstCode = (text: string): string | undefined => /^```ts\n([\s\S]*?)^```$/m.exec(text)?.[1];
    expect(firstCode(readme)).toBeDefined();
    expect(firstCode(read("docs/index.md"))).toBe(firstCode(readme));
  });
});

describe("docs/reference", () => {
  test.each(Object.entries(PLACES))("%s.md has an anchor for each name, and no other", (document, names) => {
    const anchors = [...read(`docs/reference/${document}.md`).matchAll(/<a id="([^"]+)"><\/a>`([^`(]+)/g)];
    const expected = Object.entries(names).flatMap(([prefix, words]) =>
      Object.keys(words).map((word) => [`${prefix}${word}`, word]),
    );
    expect(anchors.map(([, id, word]) => [id, word]).sort()).toEqual(expected.sort());
    expect(new Set(expected.map(([id]) => id)).size).toBe(expected.length);
  });
});
