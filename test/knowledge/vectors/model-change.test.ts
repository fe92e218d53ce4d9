import { beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "../../../src/knowledge/vectors/hash-of.ts";
import { until } from "../../harness/until.ts";
import { setStage } from "./stage.ts";
import { byHash, textsAbout } from "./texts.ts";
import { createWordEmbedder, failure, forever, type WordEmbedder } from "./word-embedder.ts";

const stage = setStage();
const TEXTS = textsAbout("library", 10);

/** The one whose vectors are all there, and the one that is to take its place. */
let old: WordEmbedder;
let fresh: WordEmbedder;
beforeEach(async () => {
  const model = stage.model();
  const before = stage.open({ embedders: [createWordEmbedder({ model })] });
  before.want(byHash(TEXTS));
  await before.complete();
  await before.close();
  old = createWordEmbedder({ model });
  fresh = createWordEmbedder({ model: stage.model(), dimension: 48 });
});

/** Lets the new model make `batches` batches, and then wait. */
function holdAfter(batches: number): () => void {
  const gate = Promise.withResolvers<void>();
  fresh.before = async (_texts, use) => {
    if (use === "passages" && fresh.calls > batches) await gate.promise;
  };
  return gate.resolve;
}

describe("when the model has changed", () => {
  it("questions are compared by the old one until the new one has all, and then by that [VEC-6]", async () => {
    const goOn = holdAfter(2);
    const vectors = stage.open({ embedders: [fresh, old] });
    vectors.want(byHash(TEXTS));
    await until("two batches", () => vectors.progress.done === 8);
    expect(vectors.progress).toMatchObject({ model: fresh.model, dimension: 48, serving: old.model, total: 10 });
    const during = await vectors.compare("library");
    expect(during).toMatchObject({ model: old.model, question: { length: 32 } });
    expect(TEXTS.map((text) => during?.vectorOf(hashOf(text))?.length)).toEqual(TEXTS.map(() => 32));

    goOn();
    await vectors.complete();
    expect(vectors.progress.serving).toBe(fresh.model);
    expect(await vectors.compare("library")).toMatchObject({ model: fresh.model, question: { length: 48 } });
    expect(old.made).toEqual([]);
  });

  it("texts that come meanwhile are compared by the old one's vectors, too [VEC-6]", async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    fresh.before = async (_texts, use) => {
      if (use === "passages") await gates[fresh.calls - 1]?.promise;
    };
    const vectors = stage.open({ embedders: [fresh, old] });
    vectors.want(byHash(TEXTS.slice(0, 6)));
    await until("the first batch", () => fresh.calls === 1);
    vectors.want(byHash(TEXTS));
    gates[0]?.resolve();
    await until("the second batch", () => fresh.calls === 2);
    const compared = await vectors.compare("library");
    expect(TEXTS.map((text) => compared?.vectorOf(hashOf(text))?.length)).toEqual(TEXTS.map(() => 32));
    gates[1]?.resolve();
    await vectors.complete();
  });

  it("the old one goes on serving while the new one has trouble [VEC-6]", async () => {
    fresh.before = () => {
      throw failure("rejected");
    };
    const vectors = stage.open({ embedders: [fresh, old], retryMs: 1_000 });
    vectors.want(byHash(TEXTS));
    await until("trouble", () => vectors.progress.error);
    expect((await vectors.compare("library"))?.model).toBe(old.model);
  });

  it("the new one serves at once where the old one has nothing [VEC-6]", async () => {
    const goOn = holdAfter(1);
    const vectors = stage.open({ embedders: [fresh, createWordEmbedder({ model: stage.model() })] });
    expect(await vectors.compare("library")).toBeNull();
    vectors.want(byHash(TEXTS));
    await until("a batch", () => vectors.progress.done === 4);
    expect(await vectors.compare("library")).toMatchObject({ model: fresh.model });
    goOn();
    await vectors.complete();
    const compared = await vectors.compare("library");
    expect(TEXTS.map((text) => compared?.vectorOf(hashOf(text))?.length)).toEqual(TEXTS.map(() => 48));
  });

  it("and back, nothing is made anew [VEC-1]", async () => {
    const there = stage.open({ embedders: [fresh, old] });
    there.want(byHash(TEXTS));
    await there.complete();
    await there.close();
    const back = createWordEmbedder({ model: old.model });
    const vectors = stage.open({ embedders: [back, createWordEmbedder({ model: fresh.model, dimension: 48 })] });
    vectors.want(byHash(TEXTS));
    await vectors.complete();
    expect(vectors.progress.serving).toBe(back.model);
    expect(back.made).toEqual([]);
  });
});

describe("when the preferred model has no vector for a question in time", () => {
  it("the next one that has as many texts is asked [VEC-7]", async () => {
    const vectors = stage.open({ embedders: [fresh, old], questionMs: { [fresh.model]: 20 } });
    vectors.want(byHash(TEXTS));
    await vectors.complete();
    await vectors.compare("one that comes");
    fresh.before = async (_texts, _use, signal) => await forever(signal);
    expect((await vectors.compare("one that does not come"))?.model).toBe(old.model);
    expect(vectors.failures).toEqual(["timeout"]);
  });

  it("nobody is asked who has fewer texts [VEC-7]", async () => {
    const vectors = stage.open({ embedders: [fresh, old] });
    vectors.want(byHash([...TEXTS, "a text that came later"]));
    await vectors.complete();
    fresh.before = () => {
      throw failure("unavailable");
    };
    expect(await vectors.compare("library")).toBeNull();
    expect(old.questions).not.toContain("library");
  });
});
