// The name and version that a client gives in `hello`.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { attack } from "../testing/attack.fixture.ts";

test("R12.4 hello has this package's name, and its version as in package.json", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const { heard } = await attack();
  const [major, minor] = version.split(".");
  expect(JSON.parse(heard[0] as string)).toMatchObject({
    t: "hello",
    agent: `peer-invite/${major}.${minor}`,
  });
});
