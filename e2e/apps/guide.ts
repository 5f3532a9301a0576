// The apps of docs/guides/frameworks.md, exactly as they are there.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const GUIDE = fileURLToPath(new URL("../../docs/guides/frameworks.md", import.meta.url));

/** The longest app, in lines that are not empty. */
const LINES_MAX = 15;

/** The first example under the heading `name`. @throws Error unless there is one, of at most 15 lines */
export function readApp(name: string): string {
  const guide = readFileSync(GUIDE, "utf8");
  const [, section] = guide.match(new RegExp(`^## ${name}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m")) ?? [];
  const [, code] = section?.match(/^```(?:jsx|vue|svelte)\n([\s\S]*?)^```$/m) ?? [];
  if (code === undefined) throw new Error(`The guide has no example for ${name}.`);
  const lines = code.split("\n").filter((line) => line.trim() !== "").length;
  if (lines > LINES_MAX)
    throw new Error(`The example for ${name} has ${lines} lines, more than ${LINES_MAX}.`);
  return code;
}
