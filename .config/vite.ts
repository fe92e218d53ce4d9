import { existsSync } from "node:fs";
import { join } from "node:path";
import type { InlineConfig } from "vite";

const ROOT = join(import.meta.dirname, "..");
/** Where `src/http/pages.ts` finds them. */
export const PAGES_DIR = join(ROOT, ".build/pages");

/** Each folder has an `index.html`; what it leads to becomes `.build/pages/<name>/`. */
const PAGES = {
  widget: "channels/widget/page",
  inbox: "src/desk/page",
  sandbox: "src/standins/sandbox/page",
} as const;

/** The one script that runs on pages of others. */
const LOADER = "channels/widget/loader/main.ts";

/** What browsers of the last three years understand. */
const TARGET = "es2022";

/**
 * One build for each page that is there, and one for the widget's loader: `.build/pages/widget.js`. Only those in `names`
 * when it has any; the loader comes with `widget`.
 */
export function pageBuilds(names: readonly string[] = []): InlineConfig[] {
  const isWanted = (name: string): boolean => names.length === 0 || names.includes(name);
  const pages = Object.entries(PAGES)
    .filter(([name, folder]) => isWanted(name) && existsSync(join(ROOT, folder, "index.html")))
    .map(([name, folder]) => toPageBuild(name, join(ROOT, folder)));
  return isWanted("widget") ? [...pages, loaderBuild()] : pages;
}

/** Neither settings of the server nor files beside the sources get into a page. */
const SHARED = {
  configFile: false,
  envDir: false,
  publicDir: false,
  logLevel: "warn",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
} satisfies InlineConfig;

function toPageBuild(name: string, root: string): InlineConfig {
  return {
    ...SHARED,
    root,
    // A page does not know where it is mounted.
    base: "./",
    build: {
      outDir: join(PAGES_DIR, name),
      emptyOutDir: true,
      target: TARGET,
      modulePreload: { polyfill: false },
      // The content security policy allows nothing inline.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  };
}

function loaderBuild(): InlineConfig {
  return {
    ...SHARED,
    root: ROOT,
    build: {
      outDir: PAGES_DIR,
      emptyOutDir: false,
      target: TARGET,
      reportCompressedSize: false,
      rolldownOptions: {
        input: join(ROOT, LOADER),
        output: { format: "iife", entryFileNames: "widget.js" },
      },
    },
  };
}
