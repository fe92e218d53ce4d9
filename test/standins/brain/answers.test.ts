import fc from "fast-check";
import { expect, it } from "vitest";
import { ask, conversation } from "./demo-conversation.ts";
import { ALL_FACTS, type Title } from "./help-centre.ts";
import { CHARGED_TWICE, LIMITS, LOCKED, PLANS } from "./samples.ts";

it("answers cite what they quote, with the right index, also among earlier results", async () => {
  const { turn } = await conversation();
  await turn(["Refund policy"], "How long do refunds take?");
  const { message } = await turn(
    ["Subscription plans", "API rate limits"],
    "How many API requests per hour on the Pro tier?",
  );
  const cited = message.content.flatMap((block) => (block.type === "text" ? (block.citations ?? []) : []));
  expect(cited[0]).toMatchObject({
    type: "search_result_location",
    title: "API rate limits",
    search_result_index: 2,
    cited_text: expect.stringContaining("Pro tier: 10,000 requests/hour."),
    start_block_index: 0,
    end_block_index: 1,
  });
});

it("answers cite nothing where citations are off", async () => {
  const { message, text } = await ask(["Refund policy"], "How long do refunds take?", { citations: false });
  expect(text).toContain("5-7 business days");
  expect(message.content).toMatchObject([{ type: "text", citations: null }]);
});

it("answers are short and plain by SMS", async () => {
  for (const [titles, question] of [
    [["Refund policy"], CHARGED_TWICE],
    [["Locked account"], LOCKED],
    [["Subscription plans"], PLANS],
    [["API rate limits"], LIMITS],
    [["Invite people"], "How do I invite somebody?"],
  ] as [Title[], string][]) {
    const { text } = await ask(titles, question, { channel: "sms" });
    expect(text.length).toBeLessThanOrEqual(320);
    expect(text).not.toMatch(/[*`\n→]|\]\(|^- /);
    expect(text.length).toBeGreaterThan(40);
  }
});

it("answers are letters by email and light Markdown in the widget", async () => {
  const mail = await ask(["Invite people"], "How do I invite somebody?", { channel: "email" });
  expect(mail.text).toMatch(/^Hi,\n\n/);
  expect(mail.text).toContain(
    "1. Open Settings → Members and choose Invite.\n2. Enter the email address.\n3. They get a link that works for 7 days.",
  );
  expect(mail.text).toMatch(/\n\nBest,\nAcme Support$/);
  const chat = await ask(["Invite people"], "How do I invite somebody?");
  expect(chat.text).toMatch(/^1\. Open \*\*Settings → Members\*\*/);
  expect(chat.text).toContain("[link](https://help.example/link)");
});

it("answers are sentences where blocks are joined with nothing", async () => {
  const { message, text } = await ask(["Refund policy"], CHARGED_TWICE);
  expect(message.content.length).toBeGreaterThan(2);
  expect(text).not.toMatch(/[.?!][A-Z]/);
});

it("answers say a price when a price is asked for", async () => {
  expect((await ask(["Subscription plans"], "How much is Pro?")).text).toBe("Pro: Price $49/month.");
});

it("answers deal with every message of a turn, and say what they do not know", async () => {
  const both = await ask(
    ["Refund policy", "API rate limits"],
    ["How long do refunds take?", "What is the API limit of the Pro tier?"],
  );
  expect(both.text).toContain("5-7 business days");
  expect(both.text).toContain("10,000 requests/hour");
  const half = await ask(["Refund policy"], ["How long do refunds take?", "Do you have an office in Paris?"]);
  expect(half.text).toContain("5-7 business days");
  expect(half.text).toContain('I found nothing about "Do you have an office in Paris?"');
});

it("answers understand a follow-up by what was asked before", async () => {
  const { turn } = await conversation();
  await turn(["API rate limits"], "How many requests per hour are in the free tier?");
  expect((await turn(["API rate limits"], "And for Pro?")).text).toContain("Pro tier: 10,000 requests/hour.");
});

it("answers have no figure that is not the results', the customer's or a tool's", async () => {
  const titles: Title[] = ["Refund policy", "Locked account", "Subscription plans", "API rate limits", "Invite people"];
  const questions = [
    CHARGED_TWICE,
    LOCKED,
    PLANS,
    LIMITS,
    "How much is Starter?",
    "Can I get 3 months free?",
    "hi",
    "error 500 on export",
    "I want to talk to a human",
    "x",
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(titles),
      fc.constantFrom(...questions),
      fc.constantFrom("sms" as const, "email" as const, "widget" as const),
      async (results, question, channel) => {
        const { text } = await ask(results, question, { channel, lookup: results });
        const known = `${ALL_FACTS} ${question} TKT-1001`;
        for (const figure of text.match(/\d[\d.,]*\d|\d/g) ?? []) expect(known).toContain(figure);
        expect(text.trim()).not.toBe("");
      },
    ),
    { numRuns: 40 },
  );
});

it("answers are the same for the same request", async () => {
  const first = await ask(["Refund policy"], CHARGED_TWICE);
  const second = await ask(["Refund policy"], CHARGED_TWICE);
  expect(second.text).toBe(first.text);
  expect(second.calls).toEqual(first.calls);
});
