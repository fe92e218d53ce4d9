import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startVoyageStandIn, type VoyageStandIn } from "../../../src/standins/voyage/start-voyage-stand-in.ts";

const KEY = "pa-key";
const GOOD = { input: ["hello"], model: "voyage-4", input_type: "document", truncation: true, output_dimension: 256 };
let voyage: VoyageStandIn;
beforeAll(async () => {
  voyage = await startVoyageStandIn({ apiKey: KEY });
});
afterAll(() => voyage.stop());

function post(body: unknown, headers: Record<string, string> = {}, path = "/embeddings"): Promise<Response> {
  return fetch(`${voyage.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

describe("the stand-in for Voyage", () => {
  it("answers as documented [EMB-10]", async () => {
    const response = await post(GOOD);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      object: "list",
      data: [{ object: "embedding", embedding: expect.objectContaining({ length: 256 }), index: 0 }],
      model: "voyage-4",
      usage: { total_tokens: 3 },
    });
  });

  it.each<[string, number, unknown, Record<string, string>?]>([
    ["no key", 401, GOOD, { authorization: "" }],
    ["another key", 401, GOOD, { authorization: "Bearer other" }],
    ["no JSON", 400, "{"],
    ["another type of body", 400, GOOD, { "content-type": "text/plain" }],
    ["no input", 400, { model: "voyage-4" }],
    ["an empty list", 400, { ...GOOD, input: [] }],
    ["an empty text", 400, { ...GOOD, input: ["a", ""] }],
    ["a text that is none", 400, { ...GOOD, input: ["a", 5] }],
    ["too many texts", 400, { ...GOOD, input: Array(1_001).fill("a") }],
    ["too many tokens", 400, { ...GOOD, input: Array(4).fill("a ".repeat(100_000)) }],
    ["an unknown model", 400, { ...GOOD, model: "voyage-0" }],
    ["an unknown type of input", 400, { ...GOOD, input_type: "passage" }],
    ["a dimension that no model has", 400, { ...GOOD, output_dimension: 300 }],
    ["a dimension for a model without a choice", 400, { ...GOOD, model: "voyage-law-2", output_dimension: 1024 }],
    ["a field that is not documented", 400, { ...GOOD, dimensions: 256 }],
  ])("refuses %s [EMB-10]", async (_name, status, body, headers) => {
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ detail: expect.any(String) });
  });

  it("has nothing elsewhere [EMB-10]", async () => {
    expect((await post(GOOD, {}, "/rerank")).status).toBe(404);
    expect((await fetch(`${voyage.url}/embeddings`)).status).toBe(405);
  });
});
