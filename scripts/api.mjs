// @ts-check
// Compares the built public API with the reports in etc/, one for each entry of package.json's exports. --update writes the
// reports.
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { entries } from "./entries.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { values } = parseArgs({ options: { update: { type: "boolean", default: false } } });
const { Extractor, ExtractorConfig } = await import("@microsoft/api-extractor");

mkdirSync(`${root}etc`, { recursive: true });
const { name } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
for (const { entry, raw } of entries()) {
  const reportFileName = `${name}${entry.slice(1).replaceAll("/", "-")}`;
  const configObject = ExtractorConfig.loadFile(`${root}scripts/api-extractor.json`);
  configObject.mainEntryPointFilePath = raw;
  configObject.apiReport = { ...configObject.apiReport, enabled: true, reportFileName };
  const extractorConfig = ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: `${root}scripts/api-extractor.json`,
    packageJsonFullPath: `${root}package.json`,
  });
  const result = Extractor.invoke(extractorConfig, { localBuild: values.update });
  if (result.succeeded) {
    console.log(`etc/${reportFileName}.api.md ${result.apiReportChanged ? "updated" : "is up to date"}`);
    continue;
  }
  console.error(`etc/${reportFileName}.api.md is not what dist/ says: \`npm run api:write\` updates it.`);
  process.exitCode = 1;
}
