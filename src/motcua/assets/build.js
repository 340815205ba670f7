// Builds everything the pages load into src/motcua/static/dist: `npm run build`, or `npm run watch`.
import { copyFile, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { watch } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";
import * as sass from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../../..");
const dist = path.resolve(here, "../static/dist");

const styles = ["site", "office", "process"];
const scripts = ["site", "process"];
// Phones of five years ago are on these or newer.
const target = ["chrome87", "firefox84", "safari14.1"];

async function buildStyles() {
  for (const name of styles) {
    const compiled = sass.compile(path.join(here, "scss", `${name}.scss`), {
      loadPaths: [root, path.join(root, "node_modules")],
      quietDeps: true,
    });
    const small = await esbuild.transform(compiled.css, { loader: "css", minify: true, target });
    await writeFile(path.join(dist, `${name}.css`), small.code);
  }
}

function buildScripts() {
  return esbuild.build({
    entryPoints: scripts.map((name) => path.join(here, "js", `${name}.js`)),
    outdir: dist,
    bundle: true,
    minify: true,
    format: "iife",
    target,
    legalComments: "none",
    logLevel: "warning",
  });
}

async function copyImages() {
  const images = path.join(here, "images");
  for (const name of await readdir(images)) {
    await copyFile(path.join(images, name), path.join(dist, name));
  }
}

async function build() {
  await mkdir(dist, { recursive: true });
  await Promise.all([buildStyles(), buildScripts(), copyImages()]);
}

await rm(dist, { recursive: true, force: true });
await build();

if (process.argv.includes("--watch")) {
  let timer;
  watch(here, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => build().catch((error) => console.error(error.message)), 100);
  });
}
