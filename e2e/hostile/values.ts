// Values of every type and size, for fields in which PeerJS and this package expect another.

/** A text of nested lists, or nested objects, of this depth. */
const lists = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const objects = (depth: number): string => `${'{"a":'.repeat(depth)}0${"}".repeat(depth)}`;

/** The names that every object has without owning them. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

/** Values of every type. `undefined` leaves the field out. */
export const OF_ANY_TYPE: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  true: true,
  0: 0,
  "a large number": 1e308,
  "an empty text": "",
  "a text": "x",
  "a list": [],
  "an empty object": {},
  "an object without a text form": { toString: 5, valueOf: 5, length: 1e9 },
};

/** Texts that name what every object inherits. */
export const OF_ANY_NAME: Readonly<Record<string, string>> = Object.fromEntries(
  [...INHERITED, "prototype", "nope", "RAW", "raw "].map((name) => [name, name]),
);

/** Values of many bytes or levels. The deepest are below what ends a bare PeerServer's connection. */
export const OF_ANY_SIZE: Readonly<Record<string, unknown>> = {
  "10 kB": "x".repeat(10_000),
  "100 kB": "x".repeat(100_000),
  "1 MB": "x".repeat(1_000_000),
  "50 lists deep": JSON.parse(lists(50)),
  "3000 lists deep": JSON.parse(lists(3_000)),
  "2000 objects deep": JSON.parse(objects(2_000)),
  "20 000 members": Array(20_000).fill(0),
};

const SESSION = "session-of-a-stranger";
const post = (text: unknown, parts: object = {}): string =>
  JSON.stringify({ v: 1, n: 1, from: SESSION, text, ...parts });

/** Posts that are none, or whose content is no frame. */
export const ODD_POSTS: Readonly<Record<string, unknown>> = {
  ...OF_ANY_TYPE,
  ...OF_ANY_SIZE,
  "nested JSON": lists(30_000),
  "nested objects": objects(10_000),
  "a post of nothing": post(undefined),
  "a post of a number": post(5),
  "a post of nested JSON": post(lists(30_000)),
  "a post of a frame of no kind": post("{}"),
  "a post of an invitation without an id": post('{"t":"invite"}'),
  "a post of another version": post("{}", { v: 2 }),
  "a post with a number that is none": post("{}", { n: "1" }),
  "a post for somebody's session": post("{}", { to: "x".repeat(21), re: 1 }),
  "a post of __proto__": post('{"__proto__":{"t":"invite"}}'),
};

/** The text of a post that invites. */
export const invitation = (id: string): string =>
  JSON.stringify({
    v: 1,
    n: 1,
    from: `session-of-${id}`.slice(0, 64),
    text: JSON.stringify({ t: "invite", id: `call-of-${id}`.slice(0, 64), ttlMs: 60_000, content: "!" }),
  });
