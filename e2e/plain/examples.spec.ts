// What the apps of examples/ have in common. (`npm run test:apps` builds them and clicks through them.)
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const ROOT = join(import.meta.dirname, "../..");
const BUILT = ["vite-vanilla", "react", "vue"];

const read = (...path: readonly string[]): string => readFileSync(join(ROOT, ...path), "utf8");

test("the examples look alike and say the same", () => {
  for (const file of ["src/style.css", "src/words.js"]) {
    expect(new Set(BUILT.map((name) => read("examples", name, file))).size, file).toBe(1);
  }
});

test("the examples need the package of this version", () => {
  const { version } = JSON.parse(read("package.json"));
  for (const name of BUILT) {
    const { dependencies } = JSON.parse(read("examples", name, "package.json"));
    expect(dependencies["peer-invite"], name).toBe(`^${version}`);
  }
});
