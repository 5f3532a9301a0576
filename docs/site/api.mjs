// @ts-check
// Writes docs/reference/api from the published declarations (`npm run build`): a page for each entry of package.json's exports.
// A `{@link …}` or an anchor that leads nowhere is an error.
import { existsSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Application, Converter, ReflectionKind } from "typedoc";
import { brokenLinks } from "../../scripts/document-links.mjs";
import { entries } from "../../scripts/entries.mjs";

const site = fileURLToPath(new URL("./", import.meta.url));
const out = fileURLToPath(new URL("../reference/api/", import.meta.url));

async function writeApi() {
  const entryPoints = entries().map(({ types }) => types);
  if (!entryPoints.every(existsSync)) throw new Error("dist/types is missing: run `npm run build` first.");
  const app = await Application.bootstrapWithPlugins({
    entryPoints,
    tsconfig: `${site}tsconfig.api.json`,
    plugin: ["typedoc-plugin-markdown"],
    readme: "none",
    name: "API",
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    validation: { notExported: false, invalidLink: true, rewrittenLink: true },
    treatWarningsAsErrors: true,
    logLevel: "Warn",
    .../** @type {object} */ ({
      outputs: [{ name: "markdown", path: out }],
      router: "member",
      entryFileName: "index",
      hidePageHeader: true,
      hideBreadcrumbs: true,
      parametersFormat: "table",
      propertyMembersFormat: "table",
      enumMembersFormat: "table",
    }),
  });
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, reflection) => {
    const entry = entries().find(({ name }) => name === reflection.name);
    if (entry && reflection.kind === ReflectionKind.Module) reflection.name = entry.module;
  });
  // Objects are made by functions. The constructor that a class inherits, and its tag, are of no use to a reader.
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const members = project.getReflectionsByKind(ReflectionKind.Constructor | ReflectionKind.Accessor);
    for (const member of members)
      if (
        member.flags.isInherited &&
        (member.kind === ReflectionKind.Constructor || member.name === "[toStringTag]")
      )
        project.removeReflection(member);
  });
  const project = await app.convert();
  if (project === undefined) throw new Error("The declarations could not be read.");
  app.validate(project);
  rmSync(out, { recursive: true, force: true });
  await app.generateOutputs(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings())
    throw new Error("The API reference has problems, see above.");
}

await writeApi();
const broken = brokenLinks(["docs/reference/api"]);
if (broken.length > 0) throw new Error(`Links of the API reference that lead nowhere:\n${broken.join("\n")}`);
