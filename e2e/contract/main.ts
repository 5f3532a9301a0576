// The page that runs one case of the transport contract on PeerJS, when the test asks for it.
import { CASES } from "./cases.ts";
import { createPeerJsWorld } from "./world.ts";

declare global {
  interface Window {
    /** Runs the case with that name. Rejects if it fails. */
    runCase(name: string): Promise<void>;
  }
}

window.runCase = async (name) => {
  const found = CASES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no case "${name}".`);
  const world = createPeerJsWorld();
  try {
    await found.run(world);
  } finally {
    world.destroy();
  }
};
