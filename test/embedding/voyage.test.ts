import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createEmbedder } from "../../src/embedding/create-embedder.ts";
import { type Embedder, EmbeddingError } from "../../src/embedding/embedder.ts";
import { VoyageEmbedder } from "../../src/embedding/voyage/voyage-embedder.ts";
import type { Answer, Fault } from "../../src/standins/voyage/fault.ts";
import { startVoyageStandIn, type VoyageStandIn } from "../../src/standins/voyage/start-voyage-stand-in.ts";
import { until } from "../harness/until.ts";
import { collectLog } from "./collect-log.ts";
import { cosine, HARD_TEXTS } from "./texts.ts";

const KEY = "pa-a-key-that-nobody-may-see";
const SECRET = "my card is 4111 and my name is Mr. Secret";
/** Of those that are not to give up: on a machine that others use too, a large call takes long. */
const PATIENCE_MS = 60_000;
let voyage: VoyageStandIn;
beforeAll(async () => {
  voyage = await startVoyageStandIn({ apiKey: KEY });
});
afterEach(() => voyage.mend());
afterAll(() => voyage.stop());

function create({ model = "voyage-4", apiKey = KEY, baseUrl = voyage.url, ms = PATIENCE_MS } = {}): Embedder {
  return new VoyageEmbedder({ apiKey, model, baseUrl, patience: { query: ms, document: ms } });
}

async function failureOf(promise: Promise<unknown>): Promise<EmbeddingError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EmbeddingError)) throw new Error("it did not fail as it should", { cause: error });
  return error;
}

describe("Voyage", () => {
  it("is asked for passages and questions in its own words [EMB-8]", async () => {
    const embedder = createEmbedder({
      voyage: { apiKey: KEY, model: "voyage-4", baseUrl: voyage.url },
      log: collectLog().log,
    });
    expect(embedder).toMatchObject({ model: "voyage-4", dimension: 1024 });
    const [refunds, dog] = await embedder.passages(["refunds arrive after five days", "the dog is called Bruno"]);
    const question = await embedder.question("when do refunds arrive");
    expect(cosine(refunds!, question)).toBeGreaterThan(cosine(dog!, question) + 0.2);
    for (const vector of [refunds!, dog!, question]) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    expect(voyage.requests.slice(-2)).toMatchObject([
      { inputType: "document", texts: { length: 2 }, dimension: 1024 },
      { inputType: "query", texts: ["when do refunds arrive"], dimension: 1024 },
    ]);
  });

  it.each([
    ["voyage-4-large", 1024],
    ["voyage-3.5", 1024],
    ["voyage-3-lite", 512],
    ["voyage-law-2", 1024],
  ])("answers as %s with %i numbers [EMB-8]", async (model, dimension) => {
    const embedder = create({ model });
    expect(embedder.dimension).toBe(dimension);
    expect(await embedder.question("hello")).toHaveLength(dimension);
  });

  it.each(HARD_TEXTS)("takes %s [EMB-3]", async (_name, text) => {
    const embedder = create();
    const [vector] = await embedder.passages([text]);
    expect(cosine(vector!, vector!)).toBeCloseTo(1, 5);
    expect(await embedder.question(text)).toHaveLength(1024);
  });

  it("takes any texts, as many as a call may bring [EMB-8]", async () => {
    // Its own, for what is still asked after a failure takes what the next test lets go wrong.
    const own = await startVoyageStandIn({ apiKey: KEY });
    onTestFinished(() => own.stop());
    const embedder = create({ model: "voyage-law-2", baseUrl: own.url });
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constant("\ud83d"), fc.constant(" \0 "));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 12 }), async (texts) => {
        expect(await embedder.passages(texts)).toHaveLength(texts.length);
      }),
      { numRuns: 30, examples: [[[]], [Array(embedder.batch).fill("\ud83d \0")]] },
    );
  });

  it("gets no request that is larger than it takes, and vectors keep their places [EMB-8]", async () => {
    const embedder = create({ model: "voyage-law-2" });
    const texts = Array.from({ length: embedder.batch }, (_, index) => `${"北京 ".repeat(2_000)} place${index}`);
    const before = voyage.requests.length;
    const vectors = await embedder.passages(texts);
    expect(voyage.requests.length - before).toBeGreaterThan(1);
    const [alone] = await embedder.passages([texts[40]!]);
    expect(cosine(alone!, vectors[40]!)).toBeCloseTo(1, 5);
    await expect(embedder.passages([...texts, "one more"])).rejects.toMatchObject({ code: "rejected" });
    expect(voyage.refused).toEqual([]);
  });

  it("may answer in any order [EMB-8]", async () => {
    const embedder = create();
    const texts = ["one apple", "two pears", "three plums"];
    const expected = await embedder.passages(texts);
    voyage.fail({ kind: "changed", change: (answer) => ({ ...answer, data: answer.data.toReversed() }) });
    expect(await embedder.passages(texts)).toEqual(expected);
  });
});

const changed = (change: (answer: Answer) => unknown): Fault => ({ kind: "changed", change });
const withNumbers = (numbers: readonly unknown[]) =>
  changed((answer) => ({ ...answer, data: answer.data.map((one) => ({ ...one, embedding: numbers })) }));
const page = "<html><h1>Bad Gateway</h1></html>";
const zeros = Array(1024).fill(0);

describe("when Voyage fails", () => {
  it.each<[string, Fault, Partial<EmbeddingError>]>([
    ["a limit", { kind: "rate_limited" }, { code: "rate_limited", retryable: true, retryAfterMs: null }],
    ["a limit with its end", { kind: "rate_limited", retryAfter: "7" }, { code: "rate_limited", retryAfterMs: 7_000 }],
    [
      "a limit until long ago",
      { kind: "rate_limited", retryAfter: "Wed, 21 Oct 2015 07:28:00 GMT" },
      { retryAfterMs: 0 },
    ],
    ["a limit for a year", { kind: "rate_limited", retryAfter: "31536000" }, { retryAfterMs: 900_000 }],
    ["a limit until nonsense", { kind: "rate_limited", retryAfter: "soon" }, { retryable: true, retryAfterMs: null }],
    ["a bad request", { kind: "refused", status: 400, detail: SECRET }, { code: "rejected", retryable: false }],
    ["a key that is wrong", { kind: "refused", status: 401 }, { code: "rejected", retryable: false }],
    ["a forbidden address", { kind: "refused", status: 403 }, { code: "rejected", retryable: false }],
    ["an error of its own", { kind: "refused", status: 500, detail: SECRET }, { code: "unavailable", retryable: true }],
    ["high traffic", { kind: "refused", status: 503, retryAfter: "2" }, { code: "unavailable", retryAfterMs: 2_000 }],
    ["a proxy's page", { kind: "page", status: 502, html: page }, { code: "unavailable", retryable: true }],
    ["a page that says it is well", { kind: "page", status: 200, html: page }, { code: "garbled", retryable: true }],
    ["a redirect", { kind: "redirect", to: "http://127.0.0.1:1/" }, { code: "rejected", retryable: false }],
    ["a cut connection", { kind: "cut" }, { code: "unavailable", retryable: true }],
    ["a cut answer", { kind: "cut", after: 300 }, { code: "unavailable", retryable: true }],
    ["bytes without end", { kind: "flood" }, { code: "garbled", retryable: false }],
    ["another dimension", withNumbers(zeros.slice(1)), { code: "garbled", retryable: false }],
    ["zeros", withNumbers(zeros), { code: "garbled", retryable: true }],
    ["what is no number", withNumbers([...zeros.slice(1), null]), { code: "garbled", retryable: true }],
    ["numbers too large", withNumbers([...zeros.slice(2), 1e300, 1e300]), { code: "garbled", retryable: true }],
    ["fewer vectors", changed((answer) => ({ ...answer, data: answer.data.slice(1) })), { code: "garbled" }],
    ["more vectors", changed((answer) => ({ ...answer, data: [...answer.data, ...answer.data] })), { code: "garbled" }],
    [
      "a place twice",
      changed(({ data }) => ({ data: data.map((one) => ({ ...one, index: 0 })) })),
      { code: "garbled" },
    ],
    [
      "a place that is none",
      changed(({ data }) => ({ data: data.map((one) => ({ ...one, index: -1 })) })),
      { code: "garbled" },
    ],
    ["nothing", changed(() => null), { code: "garbled", retryable: true }],
    ["no list", changed(() => ({ data: { 0: "x" } })), { code: "garbled", retryable: true }],
  ])("with %s, whoever asked can tell what to do [EMB-9]", async (_name, fault, expected) => {
    const embedder = create();
    voyage.fail(fault);
    const error = await failureOf(embedder.passages([SECRET, "another text"]));
    expect(error).toMatchObject(expected);

    // And neither key nor texts get out by it.
    const { log, lines } = collectLog();
    log.warn({ err: error }, "failed");
    expect(JSON.stringify(lines) + String(error)).not.toMatch(/Secret|4111|nobody-may-see/);
    // The next request goes well.
    expect(await embedder.question("hello")).toHaveLength(1024);
  });

  it.each<[string, Fault]>([
    ["says nothing", { kind: "silence" }],
    ["falls silent", { kind: "silence", after: 300 }],
  ])("because it %s, the wait has an end [EMB-9]", async (_name, fault) => {
    voyage.fail(fault);
    const error = await failureOf(create({ ms: 150 }).question("hello"));
    expect(error).toMatchObject({ code: "timeout", retryable: true });
  });

  it("for nobody is there, that is said [EMB-9]", async () => {
    const gone = await startVoyageStandIn({ apiKey: KEY });
    await gone.stop();
    const error = await failureOf(create({ baseUrl: gone.url }).question("hello"));
    expect(error).toMatchObject({ code: "unavailable", retryable: true });
  });

  it.each([
    ["a key that is not its own", { apiKey: "another" }, "VOYAGE_API_KEY"],
    ["a model that it does not have", { model: "voyage-99" }, "VOYAGE_MODEL"],
    ["another address", { baseUrl: "/elsewhere" }, "VOYAGE_BASE_URL"],
  ])("because of %s, the setting is named [EMB-9]", async (_name, settings, setting) => {
    const baseUrl = "baseUrl" in settings ? `${voyage.url}${settings.baseUrl}` : voyage.url;
    const error = await failureOf(create({ ...settings, baseUrl }).question("hello"));
    expect(error).toMatchObject({ code: "rejected", retryable: false });
    expect(error.message).toContain(setting);
  });
});

describe("a call of Voyage", () => {
  it("is given up by whoever made it [EMB-4]", async () => {
    const embedder = create();
    voyage.fail({ kind: "silence" });
    const giveUp = new AbortController();
    const before = voyage.requests.length;
    const asking = embedder.question("hello", giveUp.signal);
    await until("the request", () => voyage.requests.length > before);
    giveUp.abort(new Error("no matter"));
    await expect(asking).rejects.toThrow("no matter");
    await expect(embedder.passages(["hello"], giveUp.signal)).rejects.toThrow("no matter");
  });

  it("ends with the embedder [EMB-6]", async () => {
    const embedder = create();
    voyage.fail({ kind: "silence" });
    const before = voyage.requests.length;
    const asking = embedder.passages(["hello"]);
    await until("the request", () => voyage.requests.length > before);
    const closing = embedder.close();
    await expect(asking).rejects.toMatchObject({ code: "closed", retryable: false });
    await Promise.all([closing, embedder.close()]);
    await expect(embedder.question("hello")).rejects.toMatchObject({ code: "closed" });
  });
});
