import { randomBytes } from "node:crypto";
import { API_TOKEN, type Product } from "./product.ts";

/** The smallest pictures and papers that their first bytes tell, and no two alike. */
export const CONTENT = {
  png: () => Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), randomBytes(64)]),
  pdf: () => Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(64)]),
  jpeg: (size: number) => Buffer.concat([Buffer.from("ffd8ffe000104a46494600", "hex"), randomBytes(size - 11)]),
} as const;

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
  const response = await fetch(`${product.url}/api/files?${new URLSearchParams({ filename })}`, {
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
