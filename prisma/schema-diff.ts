import { readFileSync } from "node:fs";
import type { Pool } from "pg";
import { createSchemaEngine } from "./schema-engine.ts";

const EMPTY = "-- This is an empty migration.";

/**
 * The SQL that takes the database of `pool` to what the schema file says, or null when they agree. What the schema
 * cannot say (checks, triggers, partial indexes) is not compared.
 */
export async function sqlToReach(schemaPath: string, pool: Pool): Promise<string | null> {
  const file = { path: schemaPath, content: readFileSync(schemaPath, "utf8") };
  const engine = await createSchemaEngine(file, pool);
  try {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files: [file], configDir: "." },
      to: { tag: "schemaDatamodel", files: [file] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = stdout?.trim();
    return sql && sql !== EMPTY ? sql : null;
  } finally {
    engine.free();
  }
}
