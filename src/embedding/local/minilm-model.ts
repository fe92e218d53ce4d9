import { createOnnxModel, type OnnxModel } from "./onnx-model.ts";
import type { StoredTensor } from "./safetensors.ts";

const WIDTH = 384;
const LAYERS = 6;
const HEADS = 12;
const EPSILON = 1e-12;

/** What goes in and what comes out: ids of tokens, and the mean of what the last layer makes of each. */
export const INPUT = "ids";
export const OUTPUT = "mean";

/** A part of the network under construction. */
interface Building {
  readonly model: OnnxModel;
  weights(name: string): string;
  halfWeights(name: string): string;
}

/**
 * The network of all-MiniLM-L6-v2 (BERT with six layers, mean of all tokens) as an ONNX file that takes its weights from
 * `weightsFile`. One text at a time, so nothing is padded and no mask is needed.
 */
export function buildMiniLm(weightsFile: string, find: (name: string) => StoredTensor): Buffer {
  const model = createOnnxModel(weightsFile);
  const building: Building = {
    model,
    weights: (name) => model.weights(find(name)),
    halfWeights: (name) => model.halfWeights(find(name)),
  };
  model.integers("zero", [0]);
  model.integers("per_token", [-1, WIDTH]);
  model.integers("per_text", [1, -1, WIDTH]);
  let states = embeddings(building);
  for (let layer = 0; layer < LAYERS; layer++) states = encoderLayer(building, layer, states);
  model.add("ReduceMean", [states, "zero"], OUTPUT, { keepdims: 0 });
  return model.finish(INPUT, OUTPUT, WIDTH);
}

function embeddings({ model, weights, halfWeights }: Building): string {
  const table = (name: string) => halfWeights(`embeddings.${name}_embeddings.weight`);
  // Half of all weights are this table: only the rows that a text needs become 32-bit floats.
  const words = toFloat(model, model.add("Gather", [table("word"), INPUT], "words"));
  model.add("Shape", [INPUT], "length");
  const positions = toFloat(model, model.add("Slice", [table("position"), "zero", "length", "zero"], "positions"));
  const kind = toFloat(model, model.add("Gather", [table("token_type"), "zero"], "kind"));
  const placed = model.add("Add", [words, positions], "placed");
  const sum = model.add("Add", [placed, kind], "embedded");
  return normalize({ model, weights, halfWeights }, "embeddings.LayerNorm", sum);
}

function encoderLayer(building: Building, index: number, input: string): string {
  const { model } = building;
  const layer = `encoder.layer.${index}.`;
  const attended = attention(building, layer, input);
  const stood = normalize(
    building,
    `${layer}attention.output.LayerNorm`,
    model.add("Add", [attended, input], `${layer}attended`),
  );
  const wide = model.add("Gelu", [dense(building, `${layer}intermediate.dense`, stood)], `${layer}gelu`);
  const narrow = dense(building, `${layer}output.dense`, wide);
  return normalize(building, `${layer}output.LayerNorm`, model.add("Add", [narrow, stood], `${layer}added`));
}

function attention(building: Building, layer: string, input: string): string {
  const { model } = building;
  const parts = ["query", "key", "value"].map((part) => {
    const projected = dense(building, `${layer}attention.self.${part}`, input);
    return model.add("Reshape", [projected, "per_text"], `${projected}.text`);
  });
  const mixed = model.add("MultiHeadAttention", parts, `${layer}mixed`, { num_heads: HEADS });
  const flat = model.add("Reshape", [mixed, "per_token"], `${layer}flat`);
  return dense(building, `${layer}attention.output.dense`, flat);
}

function dense({ model, weights }: Building, name: string, input: string): string {
  return model.add("Gemm", [input, weights(`${name}.weight`), weights(`${name}.bias`)], name, { transB: 1 });
}

function normalize({ model, weights }: Building, name: string, input: string): string {
  const parts = [input, weights(`${name}.weight`), weights(`${name}.bias`)];
  return model.add("LayerNormalization", parts, name, { epsilon: EPSILON });
}

function toFloat(model: OnnxModel, name: string): string {
  return model.add("Cast", [name], `${name}.float`, { to: 1 });
}
