import { describe, expect, it } from "vitest";
import { hashOf } from "../../../src/knowledge/vectors/hash-of.ts";
import { until } from "../../harness/until.ts";
import { type LogLine, setStage } from "./stage.ts";
import { byHash, textsAbout } from "./texts.ts";
import { createWordEmbedder, failure } from "./word-embedder.ts";

const stage = setStage();

const warnings = (log: readonly LogLine[]) => log.filter(({ level }) => level === "warn");

describe("a model that fails", () => {
  it.each([
    ["is away", () => failure("unavailable"), "unavailable"],
    ["does not answer in time", () => failure("timeout"), "timeout"],
    ["answers nonsense", () => failure("garbled"), "garbled"],
    ["limits the rate", () => failure("rate_limited", { retryAfterMs: 5 }), "rate_limited"],
    ["has a fault of ours in it", () => new TypeError("cannot read the text 'secret page'"), "fault"],
  ])(
    "because it %s is said once, asked again by itself, and said to be well again [VEC-4]",
    async (_name, error, code) => {
      const embedder = createWordEmbedder({ model: stage.model() });
      const gate = Promise.withResolvers<void>();
      embedder.before = async () => {
        if (embedder.calls <= 2) throw error();
        await gate.promise;
      };
      const vectors = stage.open({ embedders: [embedder] });
      vectors.want(byHash(textsAbout("secret", 9)));
      await until("the third try", () => embedder.calls === 3);
      expect(vectors.progress.error).toEqual(expect.any(String));
      gate.resolve();
      await vectors.complete();
      expect(vectors.progress.error).toBeNull();
      expect(vectors.failures).toEqual([code, code]);
      expect(warnings(vectors.log)).toMatchObject([{ about: { code, model: embedder.model } }]);
      await until("the end", () => vectors.log.at(-1)?.message.startsWith("made 9 vectors"));
      expect(vectors.log.filter(({ message }) => message === "vectors can be made again")).toHaveLength(1);
      expect(JSON.stringify([vectors.log, warnings(vectors.log)])).not.toContain("secret");
    },
  );

  it.each<[string, (vectors: readonly Float32Array[]) => readonly Float32Array[]]>([
    ["too few vectors", (vectors) => vectors.slice(1)],
    ["too many", (vectors) => [...vectors, ...vectors]],
    ["shorter ones", (vectors) => vectors.map((vector) => vector.subarray(1))],
  ])("is not believed when it gives %s [VEC-4]", async (_name, spoil) => {
    const embedder = createWordEmbedder({ model: stage.model() });
    const spoilt = { ...embedder, passages: async (texts: readonly string[]) => spoil(await embedder.passages(texts)) };
    const vectors = stage.open({ embedders: [spoilt] });
    vectors.want(byHash(textsAbout("spoilt", 3)));
    await until("trouble", () => vectors.progress.error);
    expect(vectors.failures[0]).toBe("garbled");
    expect(await stage.stored(embedder.model, textsAbout("spoilt", 3))).toEqual([]);
  });

  it("is left alone as long as it asks [VEC-4]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    const calls: number[] = [];
    embedder.before = () => {
      calls.push(performance.now());
      if (calls.length === 1) throw failure("rate_limited", { retryAfterMs: 150 });
    };
    const vectors = stage.open({ embedders: [embedder] });
    vectors.want(byHash(["a text"]));
    await vectors.complete();
    const [first = 0, second = 0] = calls;
    expect(second - first).toBeGreaterThanOrEqual(149);
  });

  it("that gives less in a minute than one call asks for is asked for less [VEC-4]", async () => {
    const embedder = createWordEmbedder({ model: stage.model(), batch: 16 });
    embedder.before = (texts, use) => {
      if (use === "passages" && texts.length > 5) throw failure("rate_limited");
    };
    const vectors = stage.open({ embedders: [embedder], retryMs: 0.1 });
    vectors.want(byHash(textsAbout("limits", 20)));
    await vectors.complete();
    expect(vectors.progress).toMatchObject({ done: 20, total: 20, error: null });
  });

  it("whose rate is used up for the time being is asked for as much again [VEC-4]", async () => {
    const embedder = createWordEmbedder({ model: stage.model(), batch: 16 });
    const sizes: number[] = [];
    embedder.before = (texts) => {
      sizes.push(texts.length);
      if (sizes.length <= 5) throw failure("rate_limited");
    };
    const vectors = stage.open({ embedders: [embedder], retryMs: 0.1 });
    vectors.want(byHash(textsAbout("used up", 16)));
    await vectors.complete();
    expect(sizes).toEqual([16, 16, 16, 16, 16, 16]);
  });

  it("because it refuses the key is asked again after minutes, and not text by text [VEC-4]", async () => {
    const embedder = createWordEmbedder({ model: stage.model(), batch: 16 });
    let isRefused = true;
    const calls: number[] = [];
    embedder.before = () => {
      calls.push(performance.now());
      if (isRefused) throw failure("rejected");
    };
    const vectors = stage.open({ embedders: [embedder], retryMs: 1 });
    vectors.want(byHash(textsAbout("keys", 40)));
    await until("trouble", () => vectors.progress.error === "the model is rejected");
    expect(calls).toHaveLength(2);
    isRefused = false;
    await vectors.complete();
    const [, second = 0, third = 0] = calls;
    expect(third - second).toBeGreaterThanOrEqual(299);
    expect(vectors.progress.total).toBe(40);
  });
});

describe("a text that the model does not take", () => {
  it.each([
    ["refuses", "rejected", 1],
    ["dies of", "unavailable", 3],
  ] as const)("but %s is left out, and all others get their vectors [VEC-5]", async (_name, code, tries) => {
    const embedder = createWordEmbedder({ model: stage.model(), batch: 16 });
    const texts = textsAbout("refused", 40);
    const bad = [texts[11] ?? "", texts[29] ?? ""];
    embedder.before = (batch) => {
      if (batch.some((text) => bad.includes(text))) throw failure(code);
    };
    const vectors = stage.open({ embedders: [embedder], retryMs: 1 });
    vectors.want(byHash(texts));
    await vectors.complete();
    expect(vectors.progress).toMatchObject({ done: 38, total: 38, error: null, serving: embedder.model });
    expect(await stage.stored(embedder.model, texts)).toEqual(texts.filter((text) => !bad.includes(text)));
    const left = warnings(vectors.log).filter(({ about }) => "hash" in about);
    expect(left.map(({ about }) => about["hash"])).toEqual(bad.map(hashOf));
    expect(JSON.stringify(vectors.log)).not.toContain("page");
    expect(vectors.failures.length).toBeLessThan(30 * tries);
  });

  it("is not left out because the others cannot be had either [VEC-5]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    let calls = 0;
    embedder.before = () => {
      calls += 1;
      if (calls <= 12) throw failure("unavailable");
    };
    const vectors = stage.open({ embedders: [embedder], retryMs: 1 });
    vectors.want(byHash(["a single text"]));
    await until("its vector", () => vectors.progress.done === 1);
    expect(vectors.progress.total).toBe(1);
  });
});

describe("a database that fails", () => {
  it("is a trouble like others: what it did not store is made again [VEC-4]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    await stage.database.pool.query(`
      CREATE FUNCTION "broken"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
      CREATE TRIGGER "broken" BEFORE INSERT ON "Embedding" EXECUTE FUNCTION "broken"();`);
    const vectors = stage.open({ embedders: [embedder] });
    const texts = textsAbout("unstored", 6);
    vectors.want(byHash(texts));
    await until("trouble", () => vectors.progress.error?.includes("table"));
    expect(vectors.progress.done).toBe(0);
    await stage.database.pool.query(`DROP TRIGGER "broken" ON "Embedding"; DROP FUNCTION "broken";`);
    await vectors.complete();
    expect(warnings(vectors.log)).toMatchObject([{ about: { code: "database" } }]);
  });
});
