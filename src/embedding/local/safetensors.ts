import { z } from "zod";

/** Where a tensor's numbers stand in a file. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** From the beginning of the file. */
  readonly offset: number;
  readonly length: number;
}

const HEADER = z.record(
  z.string(),
  z.object({ dtype: z.string(), shape: z.array(z.int()), data_offsets: z.tuple([z.int(), z.int()]) }),
);

/**
 * Finds a tensor of 16-bit floats in a file of weights: eight bytes with the length of a JSON header, the header, the
 * numbers. https://huggingface.co/docs/safetensors
 * @throws {Error} when the file is none, or has no such tensor.
 */
export function readSafetensors(file: Buffer): (name: string) => StoredTensor {
  const headerEnd = 8 + Number(file.readBigUInt64LE(0));
  const { __metadata__: _, ...parsed } = JSON.parse(file.subarray(8, headerEnd).toString());
  const header = HEADER.parse(parsed);
  return (name) => {
    const entry = header[name];
    if (entry?.dtype !== "F16") throw new Error(`The weights have no 16-bit floats called ${name}`);
    const [from, to] = entry.data_offsets;
    return { name, shape: entry.shape, offset: headerEnd + from, length: to - from };
  };
}
