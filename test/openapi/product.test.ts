import { expect, it } from "vitest";
import { startProduct } from "../harness/product.ts";

it("a test of the product fails when the product asks Twilio for what there is not [SMSP-1]", async () => {
  const product = await startProduct();
  await product.twilio.text({ from: "+15550117000", body: "Hello there" });
  await product.conversationWhen("+15550117000", ({ messages }) => messages.at(-1)?.delivery?.status === "delivered");
  // As if the product had.
  await fetch(`${product.twilio.url}/2010-04-01/Accounts/AC1/Calls.json`, {
    headers: { Authorization: `Basic ${Buffer.from("user:password").toString("base64")}` },
  });
  await expect(product.stop()).rejects.toThrow("GET /2010-04-01/Accounts/AC1/Calls.json: no such operation");
}, 90_000);
