import { beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "../../../src/knowledge/vectors/hash-of.ts";
import { until } from "../../harness/until.ts";
import { type Opened, setStage } from "./stage.ts";
import { byHash, textsAbout } from "./texts.ts";
import { createWordEmbedder, failure, forever, type WordEmbedder } from "./word-embedder.ts";

const stage = setStage();
const TEXTS = ["How to cancel an order", "Where the invoice is", "Refunds take five days"];

let embedder: WordEmbedder;
let vectors: Opened;
beforeEach(async () => {
  embedder = createWordEmbedder({ model: stage.model() });
  vectors = stage.open({ embedders: [embedder], questionMs: { [embedder.model]: 30 } });
  vectors.want(byHash(TEXTS));
  await vectors.complete();
});

describe("a question", () => {
  it("comes beside the vectors to compare it with, and is nearest to what it is about [VEC-7]", async () => {
    const compared = await vectors.compare("cancel my order");
    const cosines = TEXTS.map((text) => {
      const vector = compared?.vectorOf(hashOf(text));
      return vector?.reduce((sum, number, i) => sum + number * (compared?.question[i] ?? 0), 0) ?? 0;
    });
    expect(cosines.indexOf(Math.max(...cosines))).toBe(0);
    expect(vectors.measured).toBe(1);
  });

  it("that was asked lately is not made again, also when it is asked twice at once [VEC-8]", async () => {
    const [first, second] = await Promise.all([vectors.compare("my invoice"), vectors.compare("my invoice")]);
    const third = await vectors.compare("my invoice");
    expect(embedder.questions).toEqual(["my invoice"]);
    expect([second?.question, third?.question]).toEqual([first?.question, first?.question]);
    expect(vectors.measured).toBe(1);
  });

  it("is not stored [VEC-8]", async () => {
    await vectors.compare("something private");
    expect(await stage.stored(embedder.model, ["something private", ...TEXTS])).toEqual(TEXTS);
  });

  it("that was asked 500 others ago is made again, and one asked since is not [VEC-8]", async () => {
    const others = textsAbout("others", 499);
    for (const text of ["the first", ...others, "the first", "one more"]) await vectors.compare(text);
    const before = embedder.questions.length;
    await vectors.compare("the first");
    expect(embedder.questions).toHaveLength(before);
    await vectors.compare(others[0] ?? "");
    expect(embedder.questions).toHaveLength(before + 1);
  });
});

describe("a question without a vector", () => {
  it.each([
    ["the model is away", () => Promise.reject(failure("unavailable")), "unavailable"],
    ["the model refuses it", () => Promise.reject(failure("rejected")), "rejected"],
    ["of a fault of ours", () => Promise.reject(new TypeError("a fault")), "unavailable"],
    ["it does not come in time", (signal: AbortSignal | undefined) => forever(signal), "timeout"],
    ["the model hangs and listens to nobody", () => new Promise<never>(() => {}), "timeout"],
  ])("is answered with null because %s, counted, and asked again the next time [VEC-7]", async (_name, spoil, code) => {
    await vectors.compare("one that comes");
    embedder.before = (_texts, _use, signal) => spoil(signal);
    expect(await vectors.compare("hello")).toBeNull();
    expect(vectors.failures).toEqual([code]);
    embedder.before = () => {};
    expect(await vectors.compare("hello")).not.toBeNull();
  });

  it("of the right dimension is answered with null [VEC-7]", async () => {
    const question = async () => new Float32Array(3);
    const spoilt = stage.open({ embedders: [{ ...embedder, question }] });
    spoilt.want(byHash(TEXTS));
    await spoilt.complete();
    expect(await spoilt.compare("hello")).toBeNull();
    expect(spoilt.failures).toContain("garbled");
  });

  it("is not asked for while the model asks to be left alone, and is after; both are said once [VEC-7]", async () => {
    let asked = 0;
    embedder.before = () => {
      asked += 1;
      if (asked === 1) throw failure("rate_limited", { retryAfterMs: 200 });
    };
    expect(await vectors.compare("first")).toBeNull();
    expect(await vectors.compare("second")).toBeNull();
    expect(asked).toBe(1);
    await until("a vector", () => vectors.compare("third"));
    expect(asked).toBe(2);
    const lines = vectors.log.filter(({ message }) => message.startsWith("questions get"));
    expect(lines.map(({ level }) => level)).toEqual(["warn", "info"]);
  });

  it("because the model refuses one after the other is said once, and so is its end [VEC-7]", async () => {
    await vectors.compare("one that comes");
    embedder.before = () => {
      throw failure("rejected");
    };
    const lines = () => vectors.log.filter(({ message }) => message.startsWith("questions get"));
    await vectors.compare("one that no model takes");
    expect(lines()).toEqual([]);
    for (const text of textsAbout("refused", 5)) await vectors.compare(text);
    expect(lines()).toMatchObject([{ level: "warn", about: { model: embedder.model, code: "rejected" } }]);
    expect(vectors.progress.error).toMatch(/questions/);
    embedder.before = () => {};
    expect(await vectors.compare("the next one")).not.toBeNull();
    expect(vectors.progress.error).toBeNull();
    expect(lines().map(({ level }) => level)).toEqual(["warn", "info"]);
  });

  it("is not waited for when the model has failed three times in a row [VEC-7]", async () => {
    embedder.before = async (_texts, _use, signal) => await forever(signal);
    const question = vectors.compare("the first may take longer");
    embedder.before = () => {};
    await vectors.compare("one that comes");
    embedder.before = () => {
      throw failure("unavailable");
    };
    for (const text of textsAbout("away", 3)) await vectors.compare(text);
    embedder.before = () => {};
    expect(await vectors.compare("the fourth")).toBeNull();
    expect(await vectors.compare("one that comes")).not.toBeNull();
    await vectors.close();
    expect(await question).toBeNull();
  });
});

describe("the first question", () => {
  it("is asked when the vectors are there, before any customer's: models take time to load [VEC-7]", async () => {
    const restarted = createWordEmbedder({ model: embedder.model });
    const next = stage.open({ embedders: [restarted] });
    next.want(byHash(TEXTS));
    await until("a question", () => restarted.questions.length === 1);
    expect(restarted.made).toEqual([]);
  });

  it("may take longer than the others [VEC-7]", async () => {
    const started = performance.now();
    const loaded = until("the model", () => performance.now() - started > 100);
    embedder.before = async () => void (await loaded);
    expect(await vectors.compare("the first")).not.toBeNull();
  });
});
