import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { act, settled } from "../harness/desk.ts";
import { modelRequests } from "../harness/model-requests.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const KNOWLEDGE = new URL("../../knowledge", import.meta.url).pathname;

let product: Product;
let folder: TemporaryFolder;
const policy = (text: string): void => writeFileSync(join(folder.path, "policy.yaml"), text);
beforeAll(async () => {
  folder = temporaryFolder();
  cpSync(KNOWLEDGE, folder.path, { recursive: true });
  policy("company: Acme\nescalate: { phrases: [front desk] }\n");
  product = await startProduct({ strictModel: true, env: { KNOWLEDGE_DIR: folder.path } });
});
afterEach(() => {
  try {
    product.model.assertDone();
  } finally {
    product.model.reset();
  }
});
afterAll(async () => {
  await product.stop();
  folder.remove();
});

const saying = (words: string) => ({ reply: reply(text(words)) });
const isQueued = ({ conversation }: Whole): boolean => conversation.state === "queued";

describe("a rule", () => {
  it("opens the ticket and hands over by itself, and operators see what it did and why [GUARD-13]", async () => {
    const number = "+15552610001";
    await product.twilio.text({
      from: number,
      body: "You charged me $150 by mistake, and $100 more which isn't mine.",
    });
    const { conversation, turns, messages } = await product.conversationWhen(number, isQueued);
    expect(modelRequests(product.model)).toEqual([]);
    const [ticket] = conversation.tickets;
    expect(conversation).toMatchObject({
      category: "billing",
      severity: "high",
      tickets: [{ category: "billing", severity: "high", status: "open" }],
      handoff: { trigger: "rule", priority: "normal", reason: expect.stringContaining("$250.00") },
    });
    expect(turns.at(-1)?.toolCalls.map(({ tool }) => tool)).toEqual(["create_support_ticket", "escalate_to_human"]);
    expect(messages.at(-1)).toMatchObject({ author: "system", text: expect.stringContaining(ticket?.number ?? "?") });
    await settled(product);
    expect(product.textsTo(number)).toEqual([messages.at(-1)?.text]);
  });

  it("holds for what comes while tools run, which counts as dealt with when it is given back [GUARD-14]", async () => {
    const number = "+15552610002";
    const hold = createHold("end");
    product.model.script([{ reply: reply(toolUse("lookup_knowledge_base", { query: "Pro plan price" })), hold }]);
    await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
    await hold.reached;
    const body = "Help! Somebody logged into my account and it wasn't me!";
    await product.twilio.text({ from: number, body });
    await product.conversationWhen(number, ({ messages }) => messages.length === 2);
    hold.release();
    const { conversation, messages, turns } = await product.conversationWhen(number, isQueued);
    expect(conversation.handoff).toMatchObject({
      trigger: "rule",
      priority: "urgent",
      summary: expect.stringContaining(body),
    });
    expect(turns.map(({ upToSeq }) => upToSeq)).toEqual([messages.find(({ text }) => text === body)?.seq]);
    expect(conversation.tickets).toMatchObject([{ category: "account", severity: "critical" }]);
    const requests = modelRequests(product.model).length;
    await act(product, conversation.id, "claim");
    await act(product, conversation.id, "release");
    await settled(product);
    expect((await product.conversationOf(number)).conversation.state).toBe("assistant");
    expect(modelRequests(product.model)).toHaveLength(requests);
  });

  it("knows the policy's own phrases [GUARD-7]", async () => {
    const number = "+15552610003";
    await product.twilio.text({ from: number, body: "Front  DESK please" });
    const { conversation } = await product.conversationWhen(number, isQueued);
    expect(conversation.handoff).toMatchObject({ trigger: "customer", priority: "normal" });
  });
});

describe("a changed policy", () => {
  const failures = async (): Promise<string | undefined> =>
    /^switchboard_policy_reload_failures_total (\d+)/m.exec((await product.api<string>("GET", "/metrics")).body)?.[1];

  it("holds for the next turn; a broken one does not, and is counted and logged [POL-3, POL-4, GUARD-8]", async () => {
    const threaten = async (number: string): Promise<Whole> => {
      await product.twilio.text({ from: number, body: "My lawyer will contact you." });
      return await product.conversationWhen(number, ({ messages }) => messages.length === 2);
    };
    expect((await threaten("+15552610004")).conversation).toMatchObject({ state: "queued", flags: ["legal_threat"] });

    policy("flags: { legal_threat: { escalates: false } }\n");
    await until("the new policy", () => product.logged.some((line) => line.includes("policy read")));
    product.model.script([saying("I am sorry to hear that.")]);
    expect((await threaten("+15552610005")).conversation).toMatchObject({
      state: "assistant",
      flags: ["legal_threat"],
    });

    policy("flags: { legal_threat: { escalates: maybe } }\n");
    await until("a count of it", async () => (await failures()) === "1");
    expect(product.logged.filter((line) => line.includes("flags.legal_threat.escalates"))).toHaveLength(1);
    product.model.script([saying("I am sorry to hear that.")]);
    expect((await threaten("+15552610006")).conversation.state).toBe("assistant");
  });
});
