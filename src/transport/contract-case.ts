// One case of the transport contract, and the texts that cases send.
import { Stage } from "./contract-stage.ts";
import type { ContractWorld } from "./contract-world.ts";

/** One case. */
export interface ContractCase {
  /** The sentence of the contract that the case checks. */
  readonly name: string;
  /**
   * `broker`: the case runs only if the world can switch its broker off. `posts`: only if its transports can carry
   * posts.
   */
  readonly needs?: "broker" | "posts";
  /** Rejects when the adapter breaks the contract. */
  run(world: ContractWorld): Promise<void>;
}

/** A case that plays on a stage of its own. */
export function contractCase(
  name: string,
  play: (stage: Stage) => Promise<void>,
  needs?: ContractCase["needs"],
): ContractCase {
  const run = async (world: ContractWorld): Promise<void> => {
    const stage = new Stage(world);
    await play(stage);
    await stage.end();
  };
  return needs === undefined ? { name, run } : { name, needs, run };
}

/** Texts that an adapter may break. */
export const AWKWARD: readonly string[] = [
  "",
  " ",
  "{}",
  "\u0000",
  "naïve, 你好",
  "👩‍🚀𝄞".repeat(3_000),
  "x".repeat(60_000),
  '"\n\\',
];
