import type { Pool, QueryResult } from "pg";
import { describe, expect, it } from "vitest";
import { hashOf } from "../../../src/knowledge/vectors/hash-of.ts";
import { until } from "../../harness/until.ts";
import { setStage } from "./stage.ts";
import { byHash, textsAbout } from "./texts.ts";
import { createWordEmbedder, forever } from "./word-embedder.ts";

const stage = setStage();

describe("texts that are wanted", () => {
  it("get the model's vectors, each as it was made, to the last bit [VEC-1]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    const texts = textsAbout("refunds", 11);
    const first = stage.open({ embedders: [embedder] });
    first.want(byHash(texts));
    await first.complete();
    expect(embedder.made.toSorted()).toEqual(texts.toSorted());

    const again = createWordEmbedder({ model: embedder.model });
    const second = stage.open({ embedders: [again] });
    second.want(byHash(texts));
    await second.complete();
    expect(again.made).toEqual([]);
    const compared = await second.compare("refunds");
    const expected = await again.passages(texts);
    expect(texts.map((text) => compared?.vectorOf(hashOf(text)))).toEqual(expected);
    expect(compared?.vectorOf(hashOf("another text"))).toBeUndefined();
  });

  it("are made batch by batch, and used as soon as they are stored [VEC-1, VEC-3]", async () => {
    const embedder = createWordEmbedder({ model: stage.model(), batch: 4 });
    const texts = textsAbout("batches", 10);
    embedder.before = async (batch, use, signal) => {
      if (use === "passages" && batch.includes(texts[4] ?? "")) await forever(signal);
    };
    const vectors = stage.open({ embedders: [embedder] });
    vectors.want(byHash(texts));
    await until("the second batch", () => embedder.calls === 2);
    expect(vectors.progress).toMatchObject({ done: 4, total: 10, serving: embedder.model, error: null });
    expect(await stage.stored(embedder.model, texts)).toEqual(texts.slice(0, 4));
    await vectors.close();

    const restarted = createWordEmbedder({ model: embedder.model, batch: 4 });
    const next = stage.open({ embedders: [restarted] });
    next.want(byHash(texts));
    await next.complete();
    expect(restarted.made.toSorted()).toEqual(texts.slice(4).toSorted());
  });

  it("are one where the text is the same, and of a changed library only the change is made [VEC-1]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    const texts = textsAbout("changes", 9);
    const vectors = stage.open({ embedders: [embedder] });
    vectors.want(byHash([...texts, ...texts]));
    await vectors.complete();
    vectors.want(byHash([...texts.slice(1), "changes, page 0, put better"]));
    await vectors.complete();
    expect(embedder.made).toHaveLength(10);
    expect(embedder.made.at(-1)).toBe("changes, page 0, put better");
  });

  it("come from the table once, though the model that stands by has none of them [VEC-1]", async () => {
    const embedders = [createWordEmbedder({ model: stage.model() }), createWordEmbedder({ model: stage.model() })];
    const texts = textsAbout("reading", 9);
    const counting = countVectorsRead(stage.database.pool);
    const vectors = stage.open({ embedders, database: counting });
    vectors.want(byHash(texts.slice(1)));
    await vectors.complete();
    vectors.want(byHash(texts));
    await vectors.complete();
    expect(counting.read).toBe(0);
    await vectors.close();

    const again = embedders.map(({ model }) => createWordEmbedder({ model }));
    const next = stage.open({ embedders: again, database: counting });
    next.want(byHash(texts));
    await next.complete();
    next.want(byHash([...texts, "reading, another page"]));
    await next.complete();
    expect(counting.read).toBe(9);
  });

  it("may be thousands, which are there again in the memory of the next process [VEC-1]", async () => {
    const embedder = createWordEmbedder({ model: stage.model(), batch: 500 });
    const texts = textsAbout("many", 2_300);
    const first = stage.open({ embedders: [embedder] });
    first.want(byHash(texts));
    await first.complete();
    const again = createWordEmbedder({ model: embedder.model });
    const second = stage.open({ embedders: [again] });
    second.want(byHash(texts));
    await second.complete();
    expect(again.made).toEqual([]);
  });

  it("of another dimension under the model's name are made anew, and take the place of the old ones [VEC-1]", async () => {
    const model = stage.model();
    const texts = textsAbout("dimensions", 5);
    const small = stage.open({ embedders: [createWordEmbedder({ model, dimension: 8 })] });
    small.want(byHash(texts));
    await small.complete();
    await small.close();
    const large = stage.open({ embedders: [createWordEmbedder({ model, dimension: 16 })] });
    large.want(byHash(texts));
    await large.complete();
    const rows = await stage.database.outside.embedding.findMany({ where: { model } });
    expect(rows.map(({ dimension, vector }) => [dimension, vector.length])).toEqual(texts.map(() => [16, 64]));
  });
});

describe("when others are wanted", () => {
  it("what is no longer wanted is not made, and no longer in memory [VEC-12]", async () => {
    const embedder = createWordEmbedder({ model: stage.model(), batch: 2 });
    const old = textsAbout("old", 20);
    const fresh = textsAbout("fresh", 3);
    const gate = Promise.withResolvers<void>();
    embedder.before = async (texts) => {
      if (texts.includes(old[2] ?? "")) await gate.promise;
    };
    const vectors = stage.open({ embedders: [embedder] });
    vectors.want(byHash(old));
    await until("the batch in hand", () => embedder.calls === 2);
    vectors.want(byHash(fresh));
    expect(vectors.progress).toMatchObject({ done: 0, total: 3 });
    gate.resolve();
    await vectors.complete();
    expect(embedder.made.toSorted()).toEqual([...old.slice(0, 4), ...fresh].toSorted());
    const compared = await vectors.compare("old");
    expect(old.map((text) => compared?.vectorOf(hashOf(text)))).toEqual(old.map(() => undefined));
  });

  it("what has come last is made first: it does not wait for a large import [VEC-12]", async () => {
    const embedder = createWordEmbedder({ model: stage.model(), batch: 2 });
    const gate = Promise.withResolvers<void>();
    embedder.before = async () => await gate.promise;
    const vectors = stage.open({ embedders: [embedder] });
    const imported = textsAbout("import", 20);
    vectors.want(byHash(imported));
    await until("the batch in hand", () => embedder.calls === 1);
    vectors.want(byHash([...imported, "an article", "of just now"]));
    gate.resolve();
    await vectors.complete();
    expect(embedder.made.slice(2, 4)).toEqual(["an article", "of just now"]);
    expect(embedder.made).toHaveLength(22);
  });

  it("none at all is no trouble [VEC-12]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    const vectors = stage.open({ embedders: [embedder] });
    vectors.want(byHash(["something"]));
    await vectors.complete();
    vectors.want(new Map());
    expect(vectors.progress).toMatchObject({ done: 0, total: 0, serving: null, error: null });
    expect(await vectors.compare("something")).toBeNull();
  });
});

describe("how far it is", () => {
  it("is in the log at the start and the end, and in the numbers [VEC-10]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    const vectors = stage.open({ embedders: [embedder] });
    vectors.want(byHash(textsAbout("log", 9)));
    await vectors.complete();
    await until("the last line", () => vectors.log.length === 2);
    expect(vectors.log.map(({ message }) => message)).toEqual([
      "making vectors: 9 of 9 to be made",
      expect.stringMatching(/^made 9 vectors in [\d.]+ s$/),
    ]);
    expect(JSON.stringify(vectors.log)).not.toContain("page");
    expect(vectors.counted).toEqual({ done: 9, wanted: 9 });
    expect(vectors.progress).toMatchObject({ model: embedder.model, dimension: 32, serving: embedder.model });
  });

  it("is nothing where vectors are off [VEC-10]", async () => {
    const vectors = stage.open({ embedders: [] });
    vectors.want(byHash(["text"]));
    expect(vectors.progress).toEqual({ model: null, dimension: null, serving: null, done: 0, total: 0, error: null });
    expect(await vectors.compare("text")).toBeNull();
  });
});

/** The pool of a database, and how many vectors came out of it. */
function countVectorsRead(pool: Pool): { readonly pool: Pool; readonly read: number } {
  let read = 0;
  const query = async (text: string, values: unknown[]): Promise<QueryResult> => {
    const result = await pool.query(text, values);
    read += result.rows.filter((row) => "vector" in row).length;
    return result;
  };
  return {
    pool: { query, connect: () => pool.connect() } as unknown as Pool,
    get read() {
      return read;
    },
  };
}
