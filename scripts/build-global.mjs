// @ts-check
// Builds the classic script for pages without modules from src/rtm/global.ts: one file with all dependencies and their
// licences.
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../", import.meta.url));

/** The names of the files. */
export const GLOBAL_FILES = /** @type {const} */ ({
  script: "rtm.global.js",
  licenses: "rtm.global.licenses.md",
});

/** @returns {Promise<Record<keyof typeof GLOBAL_FILES, string>>} their texts */
export async function buildGlobal() {
  const { script, licenses } = GLOBAL_FILES;
  const built = await build({
    configFile: false,
    root,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2022",
      license: { fileName: licenses },
      rolldownOptions: {
        output: { postBanner: `/*! peer-invite/rtm and what it needs. Licences: ${licenses} */` },
      },
      lib: { entry: "src/rtm/global.ts", formats: ["iife"], name: "AgoraRTM", fileName: () => script },
    },
  });
  const outputs = [built].flat().flatMap((it) => ("output" in it ? it.output : []));
  /** @param {string} fileName */
  const textOf = (fileName) => {
    const file = outputs.find((it) => it.fileName === fileName);
    if (file === undefined)
      throw new Error(`Vite made no ${fileName}, but ${outputs.map((it) => it.fileName)}.`);
    return file.type === "chunk" ? file.code : String(file.source);
  };
  return { script: textOf(script), licenses: textOf(licenses) };
}
