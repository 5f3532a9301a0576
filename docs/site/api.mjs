// @ts-check
// Writes docs/reference/api from the published declarations (`npm run build`): a page for each entry of package.json's exports.
// A `{@link …}` or an anchor that leads nowhere is an error.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Application, Converter, DeclarationReflection, ReflectionKind, SignatureReflection } from "typedoc";
import { brokenLinks } from "../../scripts/documents.mjs";
import { entries } from "../../scripts/entries.mjs";
import { apiIndex } from "./api-index.mjs";

const site = fileURLToPath(new URL("./", import.meta.url));
const out = fileURLToPath(new URL("../reference/api/", import.meta.url));

/**
 * Classes extend others that no entry exports. A reader cannot follow those names, and makes objects with functions: so the bases,
 * and the constructor and the tag that a class inherits, are left out. All else that it inherits stays.
 *
 * @param {import("typedoc").ProjectReflection} project
 */
function leaveOutBases(project) {
  for (const member of project.getReflectionsByKind(ReflectionKind.All)) {
    if (!(member instanceof DeclarationReflection || member instanceof SignatureReflection)) continue;
    if (member.overwrites && isUnknown(member.overwrites)) delete member.overwrites;
    if (!(member instanceof DeclarationReflection)) continue;
    for (const group of member.groups ?? [])
      group.children = group.children.filter((child) => !isOfNoUse(child));
    if (member.groups) member.groups = member.groups.filter(({ children }) => children.length > 0);
    if (member.extendedTypes?.some((type) => type.type === "reference" && isUnknown(type)))
      delete member.typeHierarchy;
  }
  for (const member of project.getReflectionsByKind(ReflectionKind.All)) {
    if (!(member instanceof DeclarationReflection || member instanceof SignatureReflection)) continue;
    if (member.inheritedFrom && isUnknown(member.inheritedFrom)) delete member.inheritedFrom;
  }
}

/** Whether a member is an inherited constructor or tag. @param {import("typedoc").Reflection} member */
const isOfNoUse = (member) =>
  member instanceof DeclarationReflection &&
  member.inheritedFrom !== undefined &&
  (member.kind === ReflectionKind.Constructor || member.name === "[toStringTag]");

/** Whether a type of this package is in no entry. @param {import("typedoc").ReferenceType} type */
const isUnknown = ({ reflection, package: from }) => reflection === undefined && from !== "typescript";

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
    excludeProtected: true,
    validation: { notExported: false, invalidLink: true, rewrittenLink: true },
    treatWarningsAsErrors: true,
    logLevel: "Warn",
    .../** @type {object} */ ({
      outputs: [{ name: "markdown", path: out }],
      router: "member",
      entryFileName: "index",
      hidePageHeader: true,
      parametersFormat: "table",
      propertyMembersFormat: "table",
      enumMembersFormat: "table",
    }),
  });
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, reflection) => {
    const entry = entries().find(({ name }) => name === reflection.name);
    if (entry && reflection.kind === ReflectionKind.Module) reflection.name = entry.module;
  });
  const project = await app.convert();
  if (project === undefined) throw new Error("The declarations could not be read.");
  leaveOutBases(project);
  app.validate(project);
  rmSync(out, { recursive: true, force: true });
  await app.generateOutputs(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings())
    throw new Error("The API reference has problems, see above.");
  writeFileSync(`${out}index.md`, apiIndex(out));
}

await writeApi();
const broken = brokenLinks(["docs/reference/api"]);
if (broken.length > 0) throw new Error(`Links of the API reference that lead nowhere:\n${broken.join("\n")}`);
