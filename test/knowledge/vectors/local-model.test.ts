import { describe, expect, it } from "vitest";
import { createEmbedder } from "../../../src/embedding/create-embedder.ts";
import { hashOf } from "../../../src/knowledge/vectors/hash-of.ts";
import { setStage } from "./stage.ts";
import { byHash } from "./texts.ts";

const stage = setStage();
const SILENT = { info() {}, warn() {} };
/** What is tried is the answer, however long it takes. */
const PATIENCE_MS = 180_000;
const TEXTS = [
  "Refunds are paid to the card you used, within five working days.",
  "To change your password, open Settings and choose Security.",
  "We ship to Norway, Iceland and Switzerland.",
];

/** As people ask, in words that do not stand in the texts. */
const QUESTIONS = ["when do i get my money back", "i cannot log in with my old passphrase", "do you deliver to Oslo"];

function nearest(question: Float32Array, vectorOf: (hash: string) => Float32Array | undefined): number {
  const cosines = TEXTS.map((text) => {
    const vector = vectorOf(hashOf(text));
    return vector?.reduce((sum, number, i) => sum + number * (question[i] ?? 0), 0) ?? -1;
  });
  return cosines.indexOf(Math.max(...cosines));
}

describe("the model on this machine", () => {
  it("finds what is meant, from vectors that were stored and read again [VEC-1]", async () => {
    const first = stage.open({ embedders: [createEmbedder({ voyage: null, log: SILENT })] });
    first.want(byHash(TEXTS));
    await first.complete();
    await first.close();

    const embedder = createEmbedder({ voyage: null, log: SILENT });
    const vectors = stage.open({ embedders: [embedder], questionMs: { [embedder.model]: PATIENCE_MS } });
    vectors.want(byHash(TEXTS));
    await vectors.complete();
    expect(vectors.log.map(({ message }) => message)).toEqual([]);
    const found = [];
    for (const question of QUESTIONS) {
      const compared = await vectors.compare(question);
      found.push(compared && nearest(compared.question, compared.vectorOf));
    }
    expect(found).toEqual([0, 1, 2]);
  });
});
