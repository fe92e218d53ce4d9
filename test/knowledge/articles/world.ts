import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Database } from "../../../src/database/database.ts";
import type { Audience } from "../../../src/knowledge/article.ts";
import { ANY, type ArticleKeeper, createArticleKeeper } from "../../../src/knowledge/articles/keep-articles.ts";
import { type Knowledge, openKnowledge } from "../../../src/knowledge/knowledge.ts";

/** Looks only when told to. */
const NEVER_MS = 3_600_000;

/** A knowledge base as one process has it: its folder, on a database that others may share. */
export interface World {
  readonly dir: string;
  readonly knowledge: Knowledge;
  readonly keeper: ArticleKeeper;
  readonly lines: { readonly level: string; readonly about: object; readonly message: string }[];
  /** A file of the folder; read at the next look. */
  file(path: string, source: string): Promise<void>;
  /** An article through the API. */
  put(slug: string, title: string, text: string, more?: object): ReturnType<ArticleKeeper["write"]>;
  found(query: string, audience?: Audience): string[];
  close(): Promise<void>;
}

export async function openWorld(database: Database, pollMs = NEVER_MS): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), "knowledge-"));
  await mkdir(join(dir, "articles"));
  const lines: World["lines"] = [];
  const line = (level: string) => (about: object, message: string) => void lines.push({ level, about, message });
  const log = { info: line("info"), warn: line("warn") };
  const knowledge = await openKnowledge({ dir, log, database, pollMs });
  const keeper = createArticleKeeper({ database, library: knowledge });
  return {
    dir,
    knowledge,
    keeper,
    lines,
    async file(path, source) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), source);
    },
    put: (slug, title, text, more = {}) =>
      keeper.write(
        slug,
        { kind: "fields", fields: { title, audience: "public", ...more }, text },
        "ana@x.example",
        ANY,
      ),
    found: (query, audience = "public") =>
      knowledge.searchByWords(query, { audience, limit: 5 }).map(({ slug }) => slug),
    async close() {
      await knowledge.close();
      await rm(dir, { recursive: true });
    },
  };
}

export const source = (title: string, text: string, more = "audience: public"): string =>
  `---\ntitle: ${title}\n${more}\n---\n${text}\n`;
