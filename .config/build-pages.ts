// npm run pages [-- NAME …] [--watch]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gzipSync } from "node:zlib";
import { build, mergeConfig, type Plugin } from "vite";
import { PAGES_DIR, pageBuilds } from "./vite.ts";

const words = process.argv.slice(2);
const isWatching = words.includes("--watch");
const names = words.filter((word) => !word.startsWith("--"));

mkdirSync(PAGES_DIR, { recursive: true });
await Promise.all(
  pageBuilds(names).map((config) =>
    build(mergeConfig(config, { plugins: [zipped()], build: { watch: isWatching ? {} : null } })),
  ),
);

/** Beside each script and style sheet its gzip, which the server sends to those who take it. */
function zipped(): Plugin {
  return {
    name: "zipped",
    writeBundle({ dir = PAGES_DIR }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => /\.(?:js|css)$/.test(file))) {
        const file = join(dir, name);
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}
