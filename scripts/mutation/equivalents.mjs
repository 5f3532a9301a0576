// @ts-check
// The expressions that mutation testing ignores, because no test can detect a change of them. Each is as small as possible, and has
// its reason. equivalents.test.mjs finds each in its file.

/** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} By file and source text: the reason. */
export const EQUIVALENTS = {
  "src/base/pure/text.ts": {
    "text.length > maxBytes": "a short cut for huge texts: counting the bytes gives the same answer",
    "text.length * 3 <= maxBytes": "a short cut for small texts: counting the bytes gives the same answer",
  },
  "src/core/book/transaction.ts": {
    "frames.filter((it) => it !== undefined)": "only for the type: what was sent has a statement",
  },
  "src/core/book/state.ts": {
    '"offline"': "whatever is neither online nor gone is offline",
  },
  "src/core/book/linking.ts": {
    "tx.state.self < entry.peer": "no peer has our id, so they are never equal",
  },
  "src/core/book/reception.ts": {
    'content: ""': "no content is kept of what ended",
  },
  "src/core/book/peer-entry.ts": {
    "this.unspoken.size === 0": "a short cut: the count comes to the same",
  },
  "src/core/book/glare.ts": {
    "entry.local.open.size > 0": "a short cut: there is nothing to compare with",
    "a.caller < b.caller": "no peer calls itself, so they are never equal",
    "entry.remote.open.size > 0": "a short cut: what is overdue is settled in its own time",
    "entry.remote.open.get(id)?.state": "only for the type: it is open",
    'record?.state.kind === "deferred"': "only for the type: what is asked about is deferred",
    'state !== undefined && "hushed" in state':
      "only for the type: what has no such field cannot be released",
  },
  "src/core/invitation/local-invitation.ts": {
    'state.kind === "received" ? state.expiresAtMs : undefined':
      "only for the type: no end has such a time, and what is idle has no client",
  },
  "src/core/invitation/missed.ts": {
    'typeof reasons === "object" && "reason" in outcome':
      "only for the type: where there are reasons, the outcome has one",
  },
  "src/core/line/line.ts": {
    'state.kind === "down"': "only for the type: no other state has this time",
  },
  "src/core/link/dial.ts": {
    'dial.kind === "dialing"': "only for the type: no other kind has this channel or this time",
    'dial.kind === "pausing"': "only for the type: no other kind has this time",
    'from.kind === "pausing"': "only for the type: no other kind has this time",
  },
  "src/core/link/link.ts": {
    "!known.silent": "a short cut: the choice comes to the same",
    "watch === link.watch": "a short cut: the copy would be the same",
  },
  "src/core/link/election.ts": {
    "spoken.at(-1)?.[1]": "only for the type: the channel at hand has spoken",
  },
  "src/core/link/upkeep.ts": {
    "watch === link.watch": "a short cut: the copy would be the same",
    "dial === link.dial": "a short cut: the copy would be the same",
    "posts === link.posts": "a short cut: the choice would be the same",
    "dialAtMs === due.dialAtMs": "a short cut: the copy would be the same",
    "idleAtMs === dialed.idleAtMs": "a short cut: the copy would be the same",
    'dial.kind !== "dialing"': "only for the type: no other kind has this time",
    'dial !== link.dial && dial.kind === "dialing"': "only for the type: no other input changes it so",
  },
};

/**
 * @typedef {object} NodePath As much of Babel's as is used.
 * @property {{ readonly start: number, readonly end: number }} node
 * @property {{ readonly file: { readonly code: string, readonly opts: { readonly filename: string } } }} hub
 */

/** @param {NodePath} path */
function reasonFor({ node, hub: { file } }) {
  const name = file.opts.filename.replaceAll("\\", "/");
  const expressions = Object.entries(EQUIVALENTS).find(([end]) => name.endsWith(end))?.[1];
  return expressions?.[file.code.slice(node.start, node.end)];
}

/** The plugin of the mutation tool, which ignores them. */
export const strykerPlugins = [{ kind: "Ignore", name: "equivalents", value: { shouldIgnore: reasonFor } }];
