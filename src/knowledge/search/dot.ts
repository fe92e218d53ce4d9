/**
 * The cosine of two vectors of length 1: of `a`, and of what stands in `b` from an index on. In strides of four: what a
 * processor does at once.
 */
export function dot(a: Float32Array, b: Float32Array, from = 0): number {
  const { length } = a;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    const other = from + at;
    s0 += (a[at] as number) * (b[other] as number);
    s1 += (a[at + 1] as number) * (b[other + 1] as number);
    s2 += (a[at + 2] as number) * (b[other + 2] as number);
    s3 += (a[at + 3] as number) * (b[other + 3] as number);
  }
  for (; at < length; at += 1) s0 += (a[at] as number) * (b[from + at] as number);
  return s0 + s1 + s2 + s3;
}
