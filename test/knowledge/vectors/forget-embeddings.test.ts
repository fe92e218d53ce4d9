import { describe, expect, it } from "vitest";
import { keepHouse } from "../../../src/housekeeping.ts";
import { forgetEmbeddings } from "../../../src/knowledge/vectors/forget-embeddings.ts";
import { until } from "../../harness/until.ts";
import { setStage } from "./stage.ts";
import { byHash, textsAbout } from "./texts.ts";
import { createWordEmbedder } from "./word-embedder.ts";

const stage = setStage();

async function make(texts: readonly string[], model = stage.model()): Promise<string> {
  const vectors = stage.open({ embedders: [createWordEmbedder({ model, batch: 500 })] });
  vectors.want(byHash(texts));
  await vectors.complete();
  await vectors.close();
  return model;
}

const HOUR_MS = 60 * 60 * 1_000;

async function age(model: string, hours: number): Promise<Date> {
  const usedAt = new Date(Date.now() - hours * HOUR_MS);
  await stage.database.outside.embedding.updateMany({ where: { model }, data: { usedAt } });
  return usedAt;
}

async function usedAts(model: string): Promise<readonly number[]> {
  const rows = await stage.database.outside.embedding.findMany({ where: { model }, select: { usedAt: true } });
  return rows.map(({ usedAt }) => usedAt.getTime());
}

describe("vectors that nobody has wanted", () => {
  it("for 30 days are deleted, however many, and the others stay [VEC-9]", async () => {
    const old = await make(textsAbout("forgotten", 1_203));
    const young = await make(textsAbout("young", 3));
    await age(old, 30 * 24 + 1);
    await age(young, 30 * 24 - 1);
    const [first, second] = await Promise.all([forgetEmbeddings(stage.database), forgetEmbeddings(stage.other)]);
    expect(first + second).toBe(1_203);
    expect(await usedAts(old)).toEqual([]);
    expect(await usedAts(young)).toHaveLength(3);
  });

  it("are deleted by the housekeeping [VEC-9]", async () => {
    const model = await make(textsAbout("house", 7));
    await age(model, 31 * 24);
    expect(await keepHouse(stage.database, 90)).toMatchObject({ embeddings: 7 });
    expect(await keepHouse(stage.database, 90)).toMatchObject({ embeddings: 0 });
  });
});

describe("vectors that are wanted", () => {
  it("are noted as used, and so stay [VEC-9]", async () => {
    const [kept, dropped] = [textsAbout("kept", 4), textsAbout("dropped", 4)];
    const model = await make([...kept, ...dropped]);
    await age(model, 40 * 24);
    const vectors = stage.open({ embedders: [createWordEmbedder({ model })] });
    vectors.want(byHash(kept));
    await until("the note", async () => (await usedAts(model)).filter((at) => at > Date.now() - HOUR_MS).length === 4);
    expect(await forgetEmbeddings(stage.database)).toBe(4);
    expect(await stage.stored(model, [...kept, ...dropped])).toEqual(kept);
  });

  it("of a model that only helps out are noted, too [VEC-9]", async () => {
    const texts = textsAbout("helps", 4);
    const model = await make(texts);
    await age(model, 40 * 24);
    const embedders = [createWordEmbedder({ model: stage.model() }), createWordEmbedder({ model })];
    const vectors = stage.open({ embedders });
    vectors.want(byHash(texts));
    await until("the note", async () => (await usedAts(model)).every((at) => at > Date.now() - HOUR_MS));
    await vectors.complete();
  });

  it("are not written to again within a day [VEC-9]", async () => {
    const texts = textsAbout("again", 4);
    const model = await make(texts);
    const usedAt = await age(model, 20);
    const embedder = createWordEmbedder({ model });
    const vectors = stage.open({ embedders: [embedder] });
    vectors.want(byHash([...texts, "one more"]));
    await until("all that is done after noting", () => embedder.made.length === 1);
    expect((await usedAts(model)).filter((at) => at === usedAt.getTime())).toHaveLength(4);
  });
});
