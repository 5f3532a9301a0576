// @ts-check
import { CONTRACT_PARTS, describeRegistry } from "./contract.fixture.mjs";
import { createMemoryRegistry } from "./memory.mjs";
import { makeNode, until } from "./node.fixture.mjs";

describeRegistry("the registry of a single node", async () => {
  const node = await makeNode((events) => createMemoryRegistry({ events, ...CONTRACT_PARTS }));
  await until(() => node.ready.length > 0, "it is ready");
  return { a: node, b: node, c: node, stop: node.stop };
});
