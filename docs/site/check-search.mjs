// @ts-check
// Asks the built site's search what people look for, and fails if another page comes first.
import { readdirSync, readFileSync } from "node:fs";
import MiniSearch from "minisearch";
import { root } from "./files.mjs";
import { REFERENCE } from "./pages.mjs";
import { SEARCH } from "./search.mjs";

/** What somebody types, and the page (or the place on it) that has to be first. */
const FIRST = {
  accept: "/guides/first-call#",
  "background tab": "/guides/mobile#",
  broker: "/guides/broker#",
  "broker-unreachable": "/reference/errors#broker-unreachable",
  busy: "/guides/policy#",
  4015: "/reference/errors#broker-4015",
  "caller-lost": "/reference/outcomes#remote-caller-lost",
  cancel: "/guides/first-call#cancel",
  dataWhileRinging: "/reference/events#invitation-dataWhileRinging",
  "device-busy": "/reference/errors#media-device-busy",
  "do not disturb": "/guides/policy#",
  getMedia: "/reference/api/peer-invite/call/functions/getMedia#",
  hold: "/guides/media#mute-hold-share-a-screen",
  ignore: "/guides/first-call#accept-refuse-or-ignore",
  history: "/guides/history#",
  "import map": "/guides/one-page#",
  install: "/guides/first-call#install",
  InvitationClient: "/reference/api/peer-invite/classes/InvitationClient#",
  missed: "/guides/policy#missed-calls",
  "next.js": "/guides/frameworks#nextjs",
  nginx: "/packages/broker/DEPLOY#2-tls",
  outcome: "/reference/outcomes#outcomes",
  "peer-id-taken": "/reference/errors#peer-id-taken",
  privacy: "/guides/security#",
  react: "/guides/frameworks#react",
  redis: "/guides/broker#several-nodes",
  reload: "/guides/reconnection#",
  "ring tone": "/guides/ringing#",
  rtm: "/RTM#",
  Safari: "/guides/limits-of-today#",
  "screen sharing": "/guides/media#",
  "several people": "/guides/several#",
  testing: "/guides/testing#",
  ttlMs: "/reference/limits#ttlMs",
  TURN: "/guides/turn#",
  unconfirmed: "/reference/outcomes#unconfirmed",
  vue: "/guides/frameworks#vue",
};

const chunks = `${root}dist-site/assets/chunks/`;
const file = readdirSync(chunks).find((name) => name.startsWith("@localSearchIndexroot"));
if (file === undefined) throw new Error("dist-site has no index for its search.");
/** @type {{ default: string }} */
const { default: stored } = await import(`${chunks}${file}`);
const index = MiniSearch.loadJSON(stored, {
  fields: ["title", "titles", "text"],
  storeFields: ["title", "titles"],
  ...SEARCH.options,
  searchOptions: SEARCH.searchOptions,
});

const base = process.env["SITE_BASE"] ?? "/";
const wrong = Object.entries(FIRST).flatMap(([query, place]) => {
  const first = String(index.search(query)[0]?.id ?? "nothing");
  return `/${first.slice(base.length)}`.startsWith(place) ? [] : [`"${query}" finds ${first}, not ${place}`];
});

/** The words of the reference that have an address. Each has to be among the first three, since a guide may come before it. */
const words = new Set(
  REFERENCE.flatMap((page) => {
    const text = readFileSync(`${root}docs/${page}.md`, "utf8");
    return [...text.matchAll(/<a id="[^"]+"><\/a>`([^`(]+)/g)].map(([, word = ""]) => word);
  }),
);
const hidden = [...words].filter((word) => {
  const found = index.search(word).slice(0, 3);
  return !found.some(({ id, title }) => title === word && REFERENCE.some((page) => id.includes(`/${page}#`)));
});

const problems = [
  ...wrong,
  ...hidden.map((word) => `"${word}" of the reference is not among the first three`),
];
if (problems.length > 0) {
  console.error(`The site's search:\n${problems.join("\n")}`);
  process.exit(1);
}
console.log(
  `The site's search has the right page first for ${Object.keys(FIRST).length} questions, and ${words.size} words of the reference.`,
);
