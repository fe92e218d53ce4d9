import { describe, expect, it } from "vitest";
import { setStage } from "./stage.ts";
import { textsAbout } from "./texts.ts";
import { createWordEmbedder, failure, forever } from "./word-embedder.ts";

const stage = setStage();
const ZOO = "When does the zoo open?";

describe("texts that are compared with each other", () => {
  it("get their vectors in their order, each made once, here and in another process [GAP-4]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    const vectors = stage.open({ embedders: [embedder] });
    const texts = [ZOO, ...textsAbout("others", 9), ZOO];
    const made = await vectors.of(texts);
    expect(made).toHaveLength(texts.length);
    expect(made.map((vector) => vector?.length)).toEqual(texts.map(() => embedder.dimension));
    expect(made[0]).toEqual(made.at(-1));
    expect(embedder.made.toSorted()).toEqual(texts.slice(0, -1).toSorted());

    const other = createWordEmbedder({ model: embedder.model });
    expect(await stage.open({ embedders: [other], database: stage.other }).of(texts)).toEqual(made);
    expect(other.made).toEqual([]);
  });

  it("are none that articles want, and leave these alone [GAP-4]", async () => {
    const vectors = stage.open({ embedders: [createWordEmbedder({ model: stage.model() })] });
    await vectors.of([ZOO]);
    expect(vectors.progress).toMatchObject({ done: 0, total: 0, serving: null });
  });

  it.each([
    ["the model is away", () => Promise.reject(failure("unavailable")), "unavailable"],
    ["of a fault of ours", () => Promise.reject(new TypeError("a fault")), "fault"],
  ])("have none when %s, but for those that are there, and later all [GAP-4]", async (_name, before, code) => {
    const embedder = createWordEmbedder({ model: stage.model() });
    const vectors = stage.open({ embedders: [embedder] });
    const [zoo] = await vectors.of([ZOO]);
    embedder.before = before;
    expect(await vectors.of([ZOO, "another"])).toEqual([zoo, null]);
    expect(vectors.failures).toEqual([code]);
    embedder.before = () => {};
    expect(await vectors.of([ZOO, "another"])).toEqual([zoo, expect.any(Float32Array)]);
  });

  it("are not waited for when the model does not answer and the process ends [GAP-4]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    const vectors = stage.open({ embedders: [embedder] });
    embedder.before = (_texts, _use, signal) => forever(signal);
    const asked = vectors.of([ZOO]);
    await vectors.close();
    expect(await asked).toEqual([null]);
    expect(await vectors.of([ZOO])).toEqual([null]);
    expect(vectors.failures).toEqual([]);
  });

  it("have none where vectors are turned off [GAP-4]", async () => {
    expect(await stage.open({ embedders: [] }).of([ZOO, ZOO])).toEqual([null, null]);
  });
});
