/**
 * Messages of Protocol Buffers, as far as writing them goes: fields by number, varints, fixed floats and bytes.
 * https://protobuf.dev/programming-guides/encoding
 */
const VARINT = 0;
const LENGTH = 2;
const FIXED_32 = 5;

export function message(...fields: readonly (Buffer | readonly Buffer[])[]): Buffer {
  return Buffer.concat(fields.flat());
}

/** `value` is a whole number from 0. */
export function int(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8 + VARINT), varint(value)]);
}

export function float(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([varint(field * 8 + FIXED_32), bytes]);
}

/** A text in UTF-8, a message within a message, or bytes. */
export function bytes(field: number, value: string | Buffer): Buffer {
  const content = Buffer.from(value);
  return Buffer.concat([varint(field * 8 + LENGTH), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const groups: number[] = [];
  let rest = value;
  do {
    const more = rest >= 128 ? 128 : 0;
    groups.push((rest % 128) + more);
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Buffer.from(groups);
}
