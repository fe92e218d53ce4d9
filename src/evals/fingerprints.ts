import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../database/database.ts";
import type { Report } from "./report.ts";

/** Of what a run of the evals has tried: files by their content, prompts by what conversations were bound to. */
export async function fingerprintsOf(knowledgeDir: string, database: Database): Promise<Report["fingerprints"]> {
  const segments = await database.outside.segment.findMany({
    distinct: ["fingerprint"],
    select: { fingerprint: true },
  });
  return {
    prompts: segments.map(({ fingerprint }) => fingerprint.slice(0, SHOWN)).sort(),
    policy: await hashOf(knowledgeDir, (file) => file === "policy.yaml"),
    articles: await hashOf(knowledgeDir, (file) => file.startsWith("articles") || file === "voice.md"),
    scenarios: await hashOf(knowledgeDir, (file) => file.startsWith("evals")),
  };
}

/** Of a hash in hex, what tells one from another. */
const SHOWN = 16;

async function hashOf(folder: string, isPart: (file: string) => boolean): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter(isPart)
    .sort();
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(await readFile(join(folder, file)))
      .update("\0");
  return hash.digest("hex").slice(0, SHOWN);
}
