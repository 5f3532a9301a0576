// The apps as a person makes them: a template, the packed package, and the guide's code.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readApp } from "./guide.ts";

/** How an app is made and run. */
export interface Recipe {
  /** The folder's name, and the test's. */
  readonly name: string;
  /** Writes everything but the guide's code and what npm installs. `folder`: where, not there yet. */
  readonly scaffold: (folder: string) => void;
  /** The guide's code, by the heading that it is under, and where it goes. */
  readonly code: { readonly [heading: string]: string };
  /** What the guide says that another version of the framework writes differently. Default: nothing. */
  readonly rewrite?: (code: string) => string;
  /** Whether a server renders the page. Default: no. */
  readonly isServed?: boolean;
  /** What npm installs besides the package. Default: nothing. */
  readonly packages?: readonly string[];
  /** The command that builds it. */
  readonly build: readonly string[];
  /** The commands that serve it on a port: while it is developed, and built. */
  readonly dev: (port: number) => readonly string[];
  readonly serve: (port: number) => readonly string[];
}

/** The newest versions that run on the oldest Node that the package supports. */
const CREATE_VITE = "vite@9.3.0";
const NEXT = { next: "16.4.6", react: "19.3.1", "react-dom": "19.3.1" };
/** The last of the older versions that the guide names. */
const SVELTE_4 = { "@sveltejs/vite-plugin-svelte": "3.1.2", svelte: "4.2.20", vite: "5.4.21" };
const SVELTE_KIT = {
  "@sveltejs/kit": "2.70.4",
  "@sveltejs/vite-plugin-svelte": "7.3.1",
  svelte: "5.57.3",
  vite: "8.3.8",
};

function createVite(template: string): Recipe["scaffold"] {
  return (folder) => {
    const [parent, name] = [join(folder, ".."), folder.split(/[\\/]/).at(-1) ?? ""];
    const args = ["create", "-y", CREATE_VITE, name, "--", "--template", template, "--no-interactive"];
    run(parent, ["npm", ...args]);
  };
}

function write(files: { readonly [path: string]: string }): Recipe["scaffold"] {
  return (folder) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
}

/** Copies an app as it is in the repository, without what npm and Vite wrote there. */
function copy(source: string): Recipe["scaffold"] {
  return (folder) =>
    cpSync(source, folder, {
      recursive: true,
      filter: (path) => !/[\\/](node_modules|dist|package-lock\.json)$/.test(path),
    });
}

const VITE = {
  build: ["npx", "vite", "build"],
  dev: (port: number) => ["npx", "vite", "--port", `${port}`, "--strictPort"],
  serve: (port: number) => ["npx", "vite", "preview", "--port", `${port}`, "--strictPort"],
};

/** The apps of examples/ that a bundler builds, by their folders. */
export const EXAMPLES: readonly Recipe[] = ["vite-vanilla", "react", "vue"].map((name) => exampleOf(name));

/** The app of examples/ that needs no bundler, with one. */
export const ONE_PAGE: Recipe = exampleOf("one-page", ["vite"]);

function exampleOf(name: string, packages: readonly string[] = []): Recipe {
  const scaffold = copy(join(import.meta.dirname, "../../examples", name));
  return { name: `examples-${name}`, scaffold, packages, code: {}, ...VITE };
}

/** Every app of the guide. */
export const RECIPES: readonly Recipe[] = [
  { name: "react", scaffold: createVite("react"), code: { React: "src/App.jsx" }, ...VITE },
  {
    name: "react-18",
    scaffold: createVite("react"),
    packages: ["react@18.3.1", "react-dom@18.3.1"],
    code: { React: "src/App.jsx" },
    ...VITE,
  },
  { name: "vue", scaffold: createVite("vue"), code: { Vue: "src/App.vue" }, ...VITE },
  {
    name: "vue-3.3",
    scaffold: createVite("vue"),
    packages: ["vue@3.3.13"],
    code: { Vue: "src/App.vue" },
    ...VITE,
  },
  {
    name: "svelte-4",
    scaffold: write({
      "package.json": JSON.stringify({ name: "svelte-4", type: "module", devDependencies: SVELTE_4 }),
      "vite.config.js":
        'import { svelte } from "@sveltejs/vite-plugin-svelte";\nexport default { plugins: [svelte()] };\n',
      "index.html":
        "<!doctype html><html lang='en'><body><script type='module' src='/src/main.js'></script></body></html>\n",
      "src/main.js": 'import App from "./App.svelte";\nnew App({ target: document.body });\n',
    }),
    code: { Svelte: "src/App.svelte" },
    rewrite: (code) => code.replaceAll("onsubmit=", "on:submit=").replaceAll("onclick=", "on:click="),
    ...VITE,
  },
  { name: "svelte", scaffold: createVite("svelte"), code: { Svelte: "src/App.svelte" }, ...VITE },
  {
    name: "next",
    scaffold: write({
      "package.json": JSON.stringify({ name: "next-app", private: true, dependencies: NEXT }),
      "app/layout.jsx":
        "export default function Layout({ children }) {\n  return <html lang='en'><body>{children}</body></html>;\n}\n",
    }),
    code: { React: "app/App.jsx", "Next.js": "app/page.jsx" },
    isServed: true,
    build: ["npx", "next", "build"],
    dev: (port) => ["npx", "next", "dev", "--port", `${port}`],
    serve: (port) => ["npx", "next", "start", "--port", `${port}`],
  },
  {
    name: "sveltekit",
    scaffold: write({
      "package.json": JSON.stringify({
        name: "kit-app",
        private: true,
        type: "module",
        devDependencies: SVELTE_KIT,
      }),
      "vite.config.js":
        'import { sveltekit } from "@sveltejs/kit/vite";\nexport default { plugins: [sveltekit()] };\n',
      "src/app.html":
        "<!doctype html><html lang='en'><head>%sveltekit.head%</head><body><div>%sveltekit.body%</div></body></html>\n",
    }),
    code: { Svelte: "src/routes/+page.svelte" },
    isServed: true,
    ...VITE,
  },
];

/** Makes and builds an app in `folder`, with the package from the file `tarball`. */
export function makeApp(
  { scaffold, code, packages = [], rewrite = (it) => it, build }: Recipe,
  folder: string,
  tarball: string,
): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, ".."), { recursive: true });
  scaffold(folder);
  for (const [heading, path] of Object.entries(code)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), rewrite(readApp(heading)));
  }
  run(folder, [
    "npm",
    "install",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    tarball,
    "peerjs",
    "simple-peer",
    ...packages,
  ]);
  run(folder, build);
}

/** Packs the package as npm would publish it. Returns the tarball's path. */
export function pack(root: string, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run(root, ["npm", "run", "build"]);
  run(root, ["npm", "pack", "--pack-destination", folder]);
  return join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
}

/** Runs a command to its end. @throws Error with what it wrote, if it fails */
function run(cwd: string, [command = "", ...args]: readonly string[]): void {
  const env = { ...process.env, CI: "1", NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: undefined };
  execFileSync(command, args, { cwd, env: env as NodeJS.ProcessEnv, encoding: "utf8", stdio: "pipe" });
}
