import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { Pool } from "pg";
import { readOnlyAdapter } from "./read-only-adapter.ts";

/** As much as this file needs of it; its types come with those of a browser. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, object>>,
  ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
};

export interface SchemaFile {
  readonly path: string;
  readonly content: string;
}

/** Prisma's schema engine as WebAssembly, reading the database of `pool`. It needs no download, unlike the native one. */
export async function createSchemaEngine(schema: SchemaFile, pool: Pool): Promise<engine.SchemaEngine> {
  await load();
  return await engine.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(readOnlyAdapter(pool)),
  );
}

let loaded: Promise<void> | undefined;

function load(): Promise<void> {
  loaded ??= instantiate();
  return loaded;
}

/** The package's own entrance imports the `.wasm` file as a module, which is something for bundlers. */
async function instantiate(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm")
    .replace(/\.js$/, "_bg.wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { "./schema_engine_bg.js": engine });
  // The engine tells this object when it panics; without it, a panic has no words.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (words: string) => console.error(words) } });
  engine.__wbg_set_wasm(instance.exports);
  const begin = instance.exports["__wbindgen_start"];
  if (typeof begin === "function") begin();
}
