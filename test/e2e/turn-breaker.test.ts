import { afterAll, beforeAll, expect, it } from "vitest";
import type { BreakerRules } from "../../src/agent/breaker/breaker.ts";
import { faults } from "../../src/standins/messages/faults.ts";
import { modelCalls } from "../harness/model-requests.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const RULES: BreakerRules = { failures: 3, firstMs: 600, mostMs: 600, accountMs: 600 };

let product: Product;
beforeAll(async () => {
  product = await startProduct({ breaker: RULES });
});
afterAll(() => product.stop());

let customers = 0;

/** A new customer who asks, and whether he was answered or given to a human. */
async function asks(): Promise<"answered" | "handed_off"> {
  customers += 1;
  const number = `+1555710${String(customers).padStart(4, "0")}`;
  await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
  const { conversation } = await product.conversationWhen(number, ({ messages }) => messages.length === 2);
  return conversation.state === "assistant" ? "answered" : "handed_off";
}

async function blocked(): Promise<string | undefined> {
  const { body } = await product.api<string>("GET", "/metrics");
  return /switchboard_model_blocked\{model="claude-sonnet-5-5"\} (\d)/.exec(body)?.[1];
}

const told = (what: RegExp): number => product.logged.filter((line) => what.test(line)).length;

it.each([
  ["the spending cap is reached", faults.spendCap(), 1],
  ["the model is overloaded", faults.overloaded(), 3],
])(
  "when %s, one failed turn is enough for all, and when it is over the assistant answers again [LOOP-4]",
  async (_name, fault, tries) => {
    const [alarms, ends] = [told(/the model's API fails/), told(/claude-sonnet-5-5.*the model answers again/)];
    const before = modelCalls(product.model).length;
    product.model.outage(fault);
    expect(await asks()).toBe("handed_off");
    expect(modelCalls(product.model)).toHaveLength(before + tries);
    const met = performance.now();
    expect(await asks()).toBe("handed_off");
    // Unless this machine was slow enough for the next request to be due.
    if (performance.now() - met < RULES.firstMs / 2) expect(modelCalls(product.model)).toHaveLength(before + tries);
    expect(await blocked()).toBe("1");
    const ready = await product.api("GET", "/readyz");
    expect(ready.status).toBe(200);

    product.model.outage(null);
    await until("an answer", async () => (await asks()) === "answered");
    expect(await blocked()).toBe("0");
    expect(told(/the model's API fails/) - alarms).toBe(1);
    expect(told(/claude-sonnet-5-5.*the model answers again/) - ends).toBe(1);
  },
);
