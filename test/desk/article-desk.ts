import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { addOperator, type Session } from "../harness/desk.ts";
import { type Answer, API_TOKEN, type Product, startProduct } from "../harness/product.ts";

export const SUMMARY = z.strictObject({
  slug: z.string(),
  title: z.string(),
  audience: z.enum(["public", "internal"]),
  url: z.string().nullable(),
  tags: z.array(z.string()),
  language: z.string().nullable(),
  draft: z.boolean(),
  source: z.enum(["file", "api"]),
  file: z.string().nullable(),
  updatedAt: z.iso.datetime().nullable(),
  updatedBy: z.string().nullable(),
  words: z.int(),
});
export const VIEW = SUMMARY.extend({ body: z.string() });
export type View = z.output<typeof VIEW>;

export const REFUNDS = `---
title: Refunds
audience: public
url: https://help.acme.example/refunds
---
Ask for an elephant. <!-- hush -->
`;

const AS_ADMIN = { Authorization: `Bearer ${API_TOKEN}` };

/** The product on a folder of its own: with `refunds`, and with a file that is broken. Searches go by words. */
export interface ArticleDesk {
  readonly product: Product;
  /** An operator who is no admin. */
  readonly ana: Session;
  put(slug: string, body: unknown, headers?: Record<string, string>): Promise<Answer<View>>;
  /** Reads or writes it in Markdown. */
  markdown(method: string, slug: string, body?: string): Promise<Response>;
  /** The slugs that a search finds, by this process or by the one at `url`. */
  found(query: string, audience?: "public" | "internal", url?: string): Promise<string[]>;
  stop(): Promise<void>;
}

export const at = (slug: string): string => `/api/articles/${encodeURIComponent(slug)}`;

export const article = (more: object = {}) => ({
  title: "Tigers",
  body: "They are striped.",
  audience: "public",
  ...more,
});

export async function openArticleDesk(): Promise<ArticleDesk> {
  const dir = await mkdtemp(join(tmpdir(), "knowledge-"));
  await mkdir(join(dir, "articles"));
  await writeFile(join(dir, "articles/refunds.md"), REFUNDS);
  await writeFile(join(dir, "articles/broken.md"), "---\ntitle: [hush\n---\nhush");
  const product = await startProduct({ env: { KNOWLEDGE_DIR: dir, EMBEDDINGS: "off" } });
  const ana = await addOperator(product, "ana@x.example");
  return {
    product,
    ana,
    put: (slug, body, headers = {}) => product.api("PUT", at(slug), body, { ...AS_ADMIN, ...headers }),
    markdown(method, slug, body) {
      const type = { "Content-Type": "text/markdown; charset=utf-8" };
      const headers = { ...AS_ADMIN, ...(body === undefined ? { Accept: "text/markdown" } : type) };
      return fetch(product.url + at(slug), { method, headers, ...(body !== undefined && { body }) });
    },
    async found(query, audience = "public", url = product.url) {
      const search = new URLSearchParams({ q: query, audience });
      const response = await fetch(`${url}/api/knowledge/search?${search.toString()}`, { headers: AS_ADMIN });
      const { items } = (await response.json()) as { items: { slug: string }[] };
      return items.map(({ slug }) => slug);
    },
    async stop() {
      await product.stop();
      await rm(dir, { recursive: true });
    },
  };
}
