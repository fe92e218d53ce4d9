import { describe, expect, it } from "vitest";
import { until } from "../../harness/until.ts";
import { setStage } from "./stage.ts";
import { byHash, textsAbout } from "./texts.ts";
import { createWordEmbedder, failure } from "./word-embedder.ts";

const stage = setStage();

/** Of the pool: how many are in use. */
const inUse = () => stage.database.pool.totalCount - stage.database.pool.idleCount;

describe("closing", () => {
  it("stops under a batch that listens to nobody, and leaves no connection in use [VEC-11]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    embedder.before = () => new Promise<never>(() => {});
    const vectors = stage.open({ embedders: [embedder] });
    vectors.want(byHash(textsAbout("deaf", 9)));
    await until("a batch", () => embedder.calls === 1);
    const question = vectors.compare("hello");
    await Promise.all([vectors.close(), vectors.close()]);
    expect(await question).toBeNull();
    expect(embedder.isClosed).toBe(true);
    await until("no connection in use", () => inUse() === 0);
    expect(vectors.log.filter(({ level }) => level === "warn")).toEqual([]);
  });

  it("stops while another process has the lock [VEC-11]", async () => {
    const model = stage.model();
    const [holder, waiter] = [createWordEmbedder({ model }), createWordEmbedder({ model })];
    holder.before = () => new Promise<never>(() => {});
    const first = stage.open({ embedders: [holder], database: stage.other });
    first.want(byHash(textsAbout("held", 3)));
    await until("a batch", () => holder.calls === 1);
    const second = stage.open({ embedders: [waiter] });
    second.want(byHash(textsAbout("held", 3)));
    await second.close();
    expect(waiter.made).toEqual([]);
    expect(inUse()).toBe(0);
  });

  it("stops while a model is left alone [VEC-11]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    embedder.before = () => {
      throw failure("rejected");
    };
    const vectors = stage.open({ embedders: [embedder], retryMs: 10_000 });
    vectors.want(byHash(["a text"]));
    await until("trouble", () => vectors.progress.error);
    await vectors.close();
    expect(embedder.calls).toBe(2);
  });

  it("is safe before anything was wanted, and nothing is made after [VEC-11]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    const vectors = stage.open({ embedders: [embedder] });
    await vectors.close();
    vectors.want(byHash(["a text"]));
    expect(vectors.progress.total).toBe(0);
    expect(await vectors.compare("a question")).toBeNull();
    await vectors.close();
  });
});
