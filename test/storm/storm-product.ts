import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Brain, reply, text } from "../../src/standins/messages/reply.ts";
import { temporaryFolder } from "../database/temporary-folder.ts";
import { SOON_OVER } from "../harness/breakers.ts";
import { customerWords, lastInput } from "../harness/model-requests.ts";
import { type Product, startProduct } from "../harness/product.ts";

/** A conversation of two hundred messages is one engagement here, not a machine that has to be stopped. */
const POLICY = "budget: { messages: 10000, usd: 1000, output_tokens: 1000000 }\ntriage: { enabled: false }\n";

/** How long a call of Twilio's may take, ms. The usual ten seconds would make the storm last an hour. */
const CALL_TIMEOUT_MS = 2_500;

/** Steps are not cut, and take more than one text. */
const STEPS = Array.from(
  { length: 40 },
  (_, index) => `${index + 1}. Open the settings and look at what they say there.`,
);

/** Answers what was asked, and tells which question that was. Every eleventh answer is a long one. */
const brain: Brain = (request) => {
  // Who sorts what customers write, answers nobody.
  if (request.output_config?.format) return reply(text("{}"));
  const asked = customerWords(lastInput(request)).at(-1) ?? "what I said";
  const isLong = Number(/\d+/.exec(asked)?.[0] ?? 1) % 11 === 0;
  return reply(text([`This is about “${asked}”.`, ...(isLong ? STEPS : [])].join("\n")));
};

/** The product between stand-ins, patient with a customer who writes for hours and impatient with Twilio. */
export async function stormProduct(): Promise<{ readonly product: Product; close(): Promise<void> }> {
  const folder = temporaryFolder();
  writeFileSync(join(folder.path, "policy.yaml"), POLICY);
  const product = await startProduct({
    // The second one is for processes that a test starts in its place.
    env: { KNOWLEDGE_DIR: folder.path, SMS_CALL_TIMEOUT_MS: String(CALL_TIMEOUT_MS) },
    model: { brain },
    breaker: SOON_OVER,
    timing: { sms: { callTimeoutMs: CALL_TIMEOUT_MS } },
  });
  return {
    product,
    async close() {
      await product.stop();
      folder.remove();
    },
  };
}
