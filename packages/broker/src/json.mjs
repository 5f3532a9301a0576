// @ts-check
// JSON from strangers: read without exceptions, and measured without recursion.

/**
 * Whether arrays and objects are nested deeper than `max`, as far as the text is JSON. Brackets inside strings do not count.
 *
 * @param {string} text
 * @param {number} max
 */
export function isDeeper(text, max) {
  // Most texts have too few brackets for that, which is found ten times as fast.
  if (!hasMoreOpened(text, max)) return false;
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInString && character === "\\") index += 1;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === "{" || character === "[") depth += 1;
    // No JSON begins with a closing bracket, so text after a surplus bracket is never parsed.
    else if (character === "}" || character === "]") depth -= 1;
    if (depth > max) return true;
  }
  return false;
}

/**
 * Whether more arrays and objects begin in a text than `max`, strings included.
 *
 * @param {string} text
 * @param {number} max
 */
function hasMoreOpened(text, max) {
  let count = 0;
  for (const bracket of "{[") {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > max) return true;
    }
  }
  return false;
}

/** @param {string} text @returns {unknown} `undefined`: it is no JSON */
export function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {unknown} value @returns {value is Record<string, any>} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
