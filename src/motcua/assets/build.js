// Builds everything the pages load into src/motcua/static/dist: `npm run build`, or `npm run watch`.
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { watch } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";
import * as sass from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../../..");
const dist = path.resolve(here, "../static/dist");
const paperFonts = path.resolve(here, "../papers/fonts");

const styles = ["site", "office", "process"];
const scripts = ["site", "passkeys", "process", "card", "offline", "service-worker"];
// Phones of five years ago are on these or newer.
const target = ["chrome87", "firefox84", "safari14.1"];

async function buildStyles(out) {
  for (const name of styles) {
    const compiled = sass.compile(path.join(here, "scss", `${name}.scss`), {
      loadPaths: [root, path.join(root, "node_modules")],
      quietDeps: true,
    });
    const small = await esbuild.transform(compiled.css, { loader: "css", minify: true, target });
    await writeFile(path.join(out, `${name}.css`), small.code);
  }
}

function buildScripts(out) {
  return esbuild.build({
    entryPoints: scripts.map((name) => path.join(here, "js", `${name}.js`)),
    outdir: out,
    bundle: true,
    minify: true,
    format: "iife",
    target,
    legalComments: "none",
    logLevel: "warning",
  });
}

async function copyImages(out) {
  const images = path.join(here, "images");
  for (const name of await readdir(images)) {
    await copyFile(path.join(images, name), path.join(out, name));
  }
}

// Tinos, of the widths of Times New Roman, for the papers: Debian's own lacks Vietnamese letters.
async function copyFonts() {
  const from = path.join(root, "node_modules/@expo-google-fonts/tinos");
  const faces = (await readdir(from, { recursive: true })).filter((name) => name.endsWith(".ttf"));
  for (const face of faces) {
    await copyFile(path.join(from, face), path.join(paperFonts, path.basename(face)));
  }
}

// Built aside and put in place in one move: a site that is running never misses a file.
async function build() {
  await mkdir(path.dirname(dist), { recursive: true });
  const out = await mkdtemp(path.join(root, "node_modules", ".dist-"));
  try {
    await Promise.all([buildStyles(out), buildScripts(out), copyImages(out), copyFonts()]);
    await chmod(out, 0o755);
    await rm(dist, { recursive: true, force: true });
    await rename(out, dist);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

await build();

if (process.argv.includes("--watch")) {
  let timer;
  watch(here, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => build().catch((error) => console.error(error.message)), 100);
  });
}
