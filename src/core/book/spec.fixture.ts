// The generated sections of the documents that come from the core's tables, and the rules of docs/SPEC.md. Pure: text in, text out.
import {
  anchored,
  code,
  grouped,
  meanings,
  type Sections,
  table,
} from "../../base/pure/documents.fixture.ts";
import { ERROR_CODES } from "../../base/pure/errors.ts";
import { REMEDIES } from "../../base/pure/remedies.fixture.ts";
import { LOCAL_TABLE } from "../invitation/local-invitation.ts";
import { MISSED } from "../invitation/missed.ts";
import { POLICY, type Setting, SITUATIONS, type Situation } from "../invitation/policy.ts";
import { REMOTE_TABLE } from "../invitation/remote-invitation.ts";
import { LINE_TABLE } from "../line/line.ts";
import { type AnyField, FRAME_WORDS, FRAMES, type FrameKind } from "../wire/frames.ts";
import { LIMIT_REASONS, LIMITS, type LimitName, type LimitRow } from "../wire/limits.ts";
import { LINE_ENDS, LOCAL_FAILURES, REMOTE_FAILURES } from "../wire/reasons.ts";
import { COUNTERS } from "./stats.ts";

const text = (limit: Extract<LimitName, `${string}MaxBytes`>): string =>
  `text, at most ${grouped(LIMITS[limit].value)} UTF-8 bytes`;
const reason = "a reason (below)";
const id = "an id (below)";
const by = "the end that sends the frame: `caller` or `callee`";
const ack = "a whole number from 0";

/** What each field of each kind may be. A test compares the keys with those of the schemas. */
export const FIELD_WORDS: { readonly [K in FrameKind]: { readonly [field: string]: string } } = {
  hello: {
    v: "the protocol version, a whole number from 1",
    agent: "text, at most 64 UTF-8 bytes",
    session: "text in the form of an id; new after each load of the page",
    generation: "a whole number from 0; 0 if the sender did not open the channel",
    features: "a list of at most 32 words of `a-z -`; none are defined yet",
  },
  invite: {
    id,
    ttlMs: `a whole number of milliseconds from 0 to ${grouped(LIMITS.ttlMs.range[1])}`,
    content: text("contentMaxBytes"),
    kind: text("kindMaxBytes"),
    name: text("nameMaxBytes"),
    channelId: text("channelIdMaxBytes"),
    group:
      "`{ id, mode, size, mates? }`: an id; `first`, `next` or `all`; how many peers are called, 1 to 50; the other peers, if the caller names them",
    number: text("numberMaxBytes"),
    revision: "how often the caller has changed it: a whole number from 1; left out if it has not",
  },
  received: { id, link: "`dial` or `wait`" },
  accept: {
    id,
    response: text("responseMaxBytes"),
    revision:
      "that of the invitation that was accepted: a whole number from 1; left out if it was never changed",
  },
  confirm: { id },
  refuse: { id, reason, response: text("responseMaxBytes") },
  cancel: { id, reason, content: text("contentMaxBytes") },
  gone: { id, reason },
  whileRinging: {
    id,
    by,
    nonce: "in the shape of an id; new for each signal",
    data: "any JSON value of the app",
  },
  line: { id, by, ack },
  signal: { id, by, n: "a whole number from 1", ack, data: "any JSON value of the app" },
  heard: { id, by, ack },
  end: { id, by, reason, content: text("contentMaxBytes") },
  look: { nonce: "in the shape of an id; new for each look" },
  seen: { nonce: "that of the look", busy: "`true` or `false`" },
  restate: {},
  ping: {},
  pong: {},
};

const limits = (): string =>
  table(
    ["limit", "default", "an app may set", "why"],
    Object.entries<LimitRow>(LIMITS).map(([name, { value, unit, range }]) => [
      anchored(name),
      `${grouped(value)} ${unit}`,
      range === undefined ? "fixed" : range.map(grouped).join(" to "),
      LIMIT_REASONS[name as LimitName],
    ]),
  );

const frames = (): string =>
  table(
    ["frame", "direction", "states", "fields"],
    (Object.keys(FRAMES) as FrameKind[]).map((kind) => {
      const { direction, states } = FRAME_WORDS[kind];
      return [code(kind), direction, states, fieldsOf(kind)];
    }),
  );

/** The settings as columns, each with its head. */
const COLUMNS: { readonly [S in Setting]: string } = {
  "not-allowed": "the caller may not ring",
  "do-not-disturb": "do not disturb",
  refuse: '`whenBusy: "refuse"`',
  ring: '`whenBusy: "ring"`',
};

const policy = (): string =>
  table(
    ["it meets", ...Object.values(COLUMNS)],
    (Object.entries(SITUATIONS) as [Situation, string][]).map(([situation, words]) => [
      `${code(situation)}: ${words}`,
      ...(Object.keys(COLUMNS) as Setting[]).map((setting) => {
        const verdict = POLICY[situation][setting];
        return verdict === "ring" ? "rings" : `missed: ${code(verdict)}`;
      }),
    ]),
  );

/** The generated sections of the core, by the name in their markers. */
export const SECTIONS: Sections = {
  frames,
  policy,
  local: () => diagram(LOCAL_TABLE, "idle"),
  remote: () => diagram(REMOTE_TABLE, "deferred"),
  line: () => diagram(LINE_TABLE, "up"),
  limits,
  "local-failures": () => meanings("reason", LOCAL_FAILURES),
  "remote-failures": () => meanings("reason", REMOTE_FAILURES, "remote-"),
  "line-ends": () => meanings("reason", LINE_ENDS, "line-"),
  missed: () => meanings("reason", MISSED, "missed-"),
  errors: () =>
    table(
      ["code", "means", "what to do"],
      Object.entries(ERROR_CODES).map(([code, meaning]) => [
        anchored(code),
        meaning,
        REMEDIES[code as keyof typeof ERROR_CODES],
      ]),
    ),
  counters: () => meanings("counter", COUNTERS, "counter-"),
};

/** The numbers of the rules that a document states, such as `R1.1`. */
export function rulesIn(document: string): string[] {
  return sorted([...document.matchAll(/^- \*\*(R\d+\.\d+)\*\*/gm)].map(([, rule]) => rule as string));
}

/** The rule numbers at the start of the names of tests in a source text. */
export function rulesTested(source: string): string[] {
  const names = [...source.matchAll(/["'`]((?:R\d+\.\d+ )+)/g)];
  return sorted(names.flatMap(([, rules]) => (rules as string).trim().split(" ")));
}

function sorted(rules: readonly string[]): string[] {
  const key = (rule: string): number => {
    const [major = 0, minor = 0] = rule.slice(1).split(".").map(Number);
    return major * 1_000 + minor;
  };
  return [...new Set(rules)].sort((a, b) => key(a) - key(b));
}

function fieldsOf(kind: FrameKind): string {
  const entries = Object.entries<AnyField>(FRAMES[kind]);
  const fields = entries.map(([field, { isOptional }]) => {
    const name = code(isOptional ? `${field}?` : field);
    return `${name}: ${FIELD_WORDS[kind][field]}`;
  });
  return fields.length === 0 ? "none" : fields.join("<br>");
}

/** A machine's table as a Mermaid diagram. Inputs with the same source and target share an arrow. */
function diagram(machine: Readonly<Record<string, object>>, first: string): string {
  const lines = [`[*] --> ${first}`];
  for (const [from, row] of Object.entries(machine)) {
    const ways = Object.entries(row as Record<string, string>);
    for (const to of new Set(ways.map(([, target]) => target))) {
      const inputs = ways.filter(([, target]) => target === to).map(([input]) => input);
      lines.push(`${from} --> ${to}: ${inputs.join(", ")}`);
    }
    if (ways.length === 0) lines.push(`${from} --> [*]`);
  }
  return ["```mermaid", "stateDiagram-v2", ...lines.map((line) => `    ${line}`), "```"].join("\n");
}
