// What bindings share outlives their modules.
import { expect, test } from "vitest";
import { createInvitationClient } from "../index.ts";
import { createMemoryNetwork } from "../testing/index.ts";
import type * as Clients from "./clients.ts";
import { clientInUse } from "./clients.ts";

test("modules that are evaluated again find the client that is there", async () => {
  const again: typeof Clients = await import(`${"./clients.ts"}?again`);
  expect(again.clientInUse).not.toBe(clientInUse);
  const client = createInvitationClient(createMemoryNetwork().join("ada"));
  clientInUse(() => ({ create: () => client }), "again").subscribe(() => {});
  expect(again.sharedClient("again").snapshot).toBe(client);
  expect(again.clientInUse(() => ({ create: () => client }), "again").snapshot).toBe(client);
});
