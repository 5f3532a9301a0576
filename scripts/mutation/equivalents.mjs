// @ts-check
// The conditions that Stryker leaves as they are, since no test can detect some changes of them. A plugin for stryker.config.mjs.

/** @type {Readonly<Record<string, string>>} by the condition as it is written: why some changes make no difference */
const EQUIVALENT = {
  "text.length > maxBytes": "a short cut for huge texts; counting the bytes gives the same answer",
  "text.length * 3 <= maxBytes": "a short cut for small texts; counting the bytes gives the same answer",
};

/** @param {{ isBinaryExpression(): boolean, toString(): string }} path - a place in the code, as Babel has it */
function shouldIgnore(path) {
  return path.isBinaryExpression() ? EQUIVALENT[path.toString()] : undefined;
}

export const strykerPlugins = [{ kind: "Ignore", name: "equivalents", value: { shouldIgnore } }];
