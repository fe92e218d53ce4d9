export type EngineName = "onnx-runtime" | "wasm";

/** Runs the model in the thread that calls it, which it blocks meanwhile. */
export interface Engine {
  readonly name: EngineName;
  /** A vector of length 1 for any well-formed text. Takes time by its length: see `clipText`. */
  embed(text: string): Promise<Float32Array<ArrayBuffer>>;
}
