/** The vector with length 1; null for one that has no direction: all zeros, or a number that is none. */
export function toUnit(numbers: ArrayLike<number>): Float32Array<ArrayBuffer> | null {
  let squares = 0;
  for (let i = 0; i < numbers.length; i++) squares += (numbers[i] ?? Number.NaN) ** 2;
  const length = Math.sqrt(squares);
  if (!Number.isFinite(length) || length === 0) return null;
  return Float32Array.from(numbers, (number) => number / length);
}
