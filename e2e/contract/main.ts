// The page that runs one case of the transport contract on PeerJS, when the test asks for it.
import { CONTRACT } from "../../src/transport/contract.ts";
import { COPIES_CASES } from "./copies-cases.ts";
import { OPENED_CASES } from "./opened-cases.ts";
import { PEERJS_CASES } from "./peerjs-cases.ts";
import { POSTS_CASES } from "./posts-cases.ts";
import { REGISTRATION_CASES } from "./registration-cases.ts";
import { createPeerJsWorld } from "./world.ts";

declare global {
  interface Window {
    /** Runs the case with that name. Rejects if it fails. */
    runCase(name: string): Promise<void>;
  }
}

window.runCase = async (name) => {
  const found = [
    ...CONTRACT,
    ...PEERJS_CASES,
    ...COPIES_CASES,
    ...OPENED_CASES,
    ...POSTS_CASES,
    ...REGISTRATION_CASES,
  ].find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no case "${name}".`);
  const world = createPeerJsWorld();
  try {
    await found.run(world);
  } finally {
    world.destroy();
  }
};
