import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Product, startProduct } from "../harness/product.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

describe("a text", () => {
  it("is answered", async () => {
    await product.twilio.text({ from: "+15550001111", body: "What does the Pro plan cost?" });
    const { messages } = await product.conversationWhen(
      "+15550001111",
      ({ messages }) => messages.at(-1)?.delivery?.status === "delivered",
    );
    expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
    expect(product.textsTo("+15550001111").join()).toContain("49");
  });
});
