// @ts-check
// Where redis-server is on this machine, and how to install it.
import { installDebian, isExecutable, placesOnPath } from "./system-programs.mjs";

/**
 * @returns {string | undefined} the executable: the one named by REDIS_PATH, or the system's
 * @throws {Error} if REDIS_PATH names nothing that runs
 */
export function findRedis() {
  const named = process.env["REDIS_PATH"];
  if (!named) return placesOnPath(["redis-server"]).find(isExecutable);
  if (isExecutable(named)) return named;
  throw new Error(`REDIS_PATH names no executable file: ${named}`);
}

/**
 * Like findRedis. On Debian as root, it installs Debian's Redis if there is none.
 *
 * @returns {string}
 * @throws {Error} whose message says in one sentence what to install
 */
export function requireRedis() {
  const found = findRedis() ?? installDebian(["redis-server"], "Redis for the tests", findRedis);
  if (found) return found;
  throw new Error("No Redis found: install Redis 7 (on Debian: redis-server), or set REDIS_PATH.");
}
