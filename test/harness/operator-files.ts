import { randomBytes } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import { API_TOKEN, type Product } from "./product.ts";

/** The smallest pictures and papers that their first bytes tell, and no two alike. */
export const CONTENT = {
  /** One pixel of some colour. */
  png: () =>
    Buffer.concat([
      Buffer.from("89504e470d0a1a0a", "hex"),
      chunk("IHDR", Buffer.from("00000001000000010802000000", "hex")),
      chunk("tEXt", Buffer.from(`Comment\0${randomBytes(8).toString("hex")}`)),
      chunk("IDAT", deflateSync(Buffer.concat([Buffer.alloc(1), randomBytes(3)]))),
      chunk("IEND", Buffer.alloc(0)),
    ]),
  pdf: () => Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(64)]),
  jpeg: (size: number) => Buffer.concat([Buffer.from("ffd8ffe000104a46494600", "hex"), randomBytes(size - 11)]),
} as const;

/** Of a PNG: its length, its name, what is in it, and a sum over that. */
function chunk(name: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.byteLength);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

export interface Uploaded {
  readonly token: string;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
}

/** Uploads as the operator `api`, or with other headers. */
export async function upload(
  product: Pick<Product, "url">,
  filename: string,
  content: Uint8Array,
  headers: Readonly<Record<string, string>> = { Authorization: `Bearer ${API_TOKEN}` },
): Promise<{ readonly status: number; readonly body: Uploaded; readonly headers: Headers }> {
  const response = await fetch(`${product.url}/api/files?filename=${encodeURIComponent(filename)}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", ...headers },
    body: new Uint8Array(content),
  });
  return { status: response.status, body: (await response.json()) as Uploaded, headers: response.headers };
}

/** The token alone. */
export async function uploaded(product: Pick<Product, "url">, filename: string, content: Uint8Array): Promise<string> {
  return (await upload(product, filename, content)).body.token;
}
