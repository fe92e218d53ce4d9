import { defineConfig } from "prisma/config";

// `generate` and `validate` never run Prisma's native engine, but the CLI insists on having one.
if (process.argv.some((word) => word === "generate" || word === "validate"))
  process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

export default defineConfig({ schema: "../prisma/schema.prisma" });
