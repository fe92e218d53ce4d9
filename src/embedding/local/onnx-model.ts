import { bytes, float, int, message } from "./protobuf.ts";
import type { StoredTensor } from "./safetensors.ts";

/** Numbers of ONNX's `TensorProto.DataType`. */
const FLOAT = 1;
const INT64 = 7;
const FLOAT16 = 10;

/** Numbers of `AttributeProto.AttributeType`. */
const OF_FLOAT = 1;
const OF_INT = 2;

/** Operators that ONNX Runtime has beside the standard ones. */
const CONTRIBUTED = "com.microsoft";
const OPSET = 18;
const IR_VERSION = 8;

/** A network in the making: each call adds a step and returns the name of what comes out of it. */
export interface OnnxModel {
  /** A constant of whole numbers. */
  integers(name: string, values: readonly number[]): string;
  /** Weights from the file that goes beside the model, as they are stored: 16-bit floats. */
  halfWeights(tensor: StoredTensor): string;
  /** The same as 32-bit floats: computed once, when the model is loaded. */
  weights(tensor: StoredTensor): string;
  /** Attributes are floats where their name says so: `epsilon`. */
  add(operator: Operator, inputs: readonly string[], output: string, attributes?: Attributes): string;
  /** The file's bytes. `input` is a list of ids of any length, `output` a list of `width` floats. */
  finish(input: string, output: string, width: number): Buffer;
}

export type Operator =
  | "Add"
  | "Cast"
  | "Gather"
  | "Gelu"
  | "Gemm"
  | "LayerNormalization"
  | "MultiHeadAttention"
  | "ReduceMean"
  | "Reshape"
  | "Shape"
  | "Slice";
export type Attributes = Readonly<Record<string, number>>;

const CONTRIBUTED_OPERATORS: readonly Operator[] = ["Gelu", "MultiHeadAttention"];

/** `weightsFile` is what the weights are called when the model is loaded. Fields by https://onnx.ai/onnx/repo-docs/IR.html */
export function createOnnxModel(weightsFile: string): OnnxModel {
  const nodes: Buffer[] = [];
  const initializers: Buffer[] = [];
  const add: OnnxModel["add"] = (operator, inputs, output, attributes = {}) => {
    nodes.push(bytes(1, toNode(operator, inputs, output, attributes)));
    return output;
  };
  const halfWeights: OnnxModel["halfWeights"] = (tensor) => {
    initializers.push(bytes(5, toExternalTensor(tensor, weightsFile)));
    return tensor.name;
  };
  return {
    add,
    halfWeights,
    weights: (tensor) => add("Cast", [halfWeights(tensor)], `${tensor.name}.float`, { to: FLOAT }),
    integers(name, values) {
      const raw = Buffer.from(new BigInt64Array(values.map(BigInt)).buffer);
      initializers.push(bytes(5, message(int(1, values.length), int(2, INT64), bytes(8, name), bytes(9, raw))));
      return name;
    },
    finish(input, output, width) {
      const inputs = bytes(11, toValue(input, INT64, bytes(2, "length")));
      const outputs = bytes(12, toValue(output, FLOAT, int(1, width)));
      const graph = message(nodes, bytes(2, "graph"), initializers, inputs, outputs);
      const opsets = [message(bytes(1, ""), int(2, OPSET)), message(bytes(1, CONTRIBUTED), int(2, 1))];
      return message(
        int(1, IR_VERSION),
        bytes(7, graph),
        opsets.map((opset) => bytes(8, opset)),
      );
    },
  };
}

function toNode(operator: Operator, inputs: readonly string[], output: string, attributes: Attributes): Buffer {
  return message(
    inputs.map((input) => bytes(1, input)),
    bytes(2, output),
    bytes(3, output),
    bytes(4, operator),
    Object.entries(attributes).map(([name, value]) => bytes(5, toAttribute(name, value))),
    CONTRIBUTED_OPERATORS.includes(operator) ? bytes(7, CONTRIBUTED) : [],
  );
}

function toAttribute(name: string, value: number): Buffer {
  return name === "epsilon"
    ? message(bytes(1, name), float(2, value), int(20, OF_FLOAT))
    : message(bytes(1, name), int(3, value), int(20, OF_INT));
}

function toExternalTensor({ name, shape, offset, length }: StoredTensor, file: string): Buffer {
  const place = Object.entries({ location: file, offset: String(offset), length: String(length) });
  return message(
    shape.map((size) => int(1, size)),
    int(2, FLOAT16),
    bytes(8, name),
    place.map(([key, value]) => bytes(13, message(bytes(1, key), bytes(2, value)))),
    int(14, 1), // EXTERNAL
  );
}

function toValue(name: string, type: number, size: Buffer): Buffer {
  const shape = bytes(2, bytes(1, size));
  return message(bytes(1, name), bytes(2, bytes(1, message(int(1, type), shape))));
}
