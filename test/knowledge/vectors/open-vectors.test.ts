import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { hashOf } from "../../../src/knowledge/vectors/hash-of.ts";
import type { Vectors } from "../../../src/knowledge/vectors/vectors.ts";
import { NO_METER } from "../../../src/meter.ts";
import { openVectors } from "../../../src/open-vectors.ts";
import { startVoyageStandIn, type VoyageStandIn } from "../../../src/standins/voyage/start-voyage-stand-in.ts";
import { collectLog } from "../../embedding/collect-log.ts";
import { createTestDatabase, type TestDatabase } from "../../harness/database.ts";
import { until } from "../../harness/until.ts";
import { byHash, textsAbout } from "./texts.ts";

const KEY = "pa-a-key";
const TEXTS = textsAbout("library", 10);
/** The stand-in does not know it. */
const UNKNOWN = "voyage-9";

let test: TestDatabase;
let voyage: VoyageStandIn;
let opened: Vectors[] = [];
beforeAll(async () => {
  [test, voyage] = await Promise.all([createTestDatabase(), startVoyageStandIn({ apiKey: KEY })]);
});
afterEach(async () => {
  await Promise.all(opened.map((vectors) => vectors.close()));
  opened = [];
  await test.database.outside.embedding.deleteMany();
});
afterAll(() => Promise.all([test.drop(), voyage.stop()]));

/** As a start of the product with this VOYAGE_MODEL does. */
async function open(model: string): Promise<Vectors> {
  const embeddings = { provider: "voyage", apiKey: KEY, model, baseUrl: voyage.url } as const;
  const deps = { database: test.database, log: collectLog().log, meter: NO_METER };
  const vectors = await openVectors({ embeddings }, deps);
  if (vectors === null) throw new Error("vectors are on");
  opened.push(vectors);
  vectors.want(byHash(TEXTS));
  return vectors;
}

const complete = (vectors: Vectors) => until("all vectors", () => vectors.progress.done === TEXTS.length);

describe("after VOYAGE_MODEL has changed", () => {
  it("questions are compared by the model before until the new one has all [VEC-6]", async () => {
    const before = await open("voyage-3.5");
    await complete(before);
    await before.close();

    const waiting = await open(UNKNOWN);
    await until("trouble with the new one", () => waiting.progress.error);
    expect(waiting.progress).toMatchObject({ model: UNKNOWN, serving: "voyage-3.5", done: 0, total: 10 });
    const compared = await waiting.compare("library");
    expect(compared?.model).toBe("voyage-3.5");
    expect(TEXTS.map((text) => compared?.vectorOf(hashOf(text))?.length)).toEqual(TEXTS.map(() => 1024));
    await waiting.close();

    const after = await open("voyage-4");
    await complete(after);
    expect((await after.compare("library"))?.model).toBe("voyage-4");
  });

  it("the model before is no longer asked once the new one has as many [VEC-6]", async () => {
    for (const model of ["voyage-3.5", "voyage-4"]) {
      const vectors = await open(model);
      await complete(vectors);
      await vectors.close();
    }
    await test.database.outside.embedding.updateMany({ data: { usedAt: new Date(0) } });
    const again = await open("voyage-4");
    await until("the use to be noted", () =>
      test.database.outside.embedding.count({ where: { model: "voyage-4", usedAt: { gt: new Date(0) } } }),
    );
    expect(again.progress.serving).toBe("voyage-4");
    expect(await test.database.outside.embedding.count({ where: { model: "voyage-3.5", usedAt: new Date(0) } })).toBe(
      10,
    );
  });
});
