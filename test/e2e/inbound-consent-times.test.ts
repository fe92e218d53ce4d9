import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { externalId } from "../../src/contract/index.ts";
import { learnConsents, showConsents } from "../../src/inbound/consent.ts";
import type { ClaimedRow } from "../../src/outbound/claim-outbox.ts";
import { refuseConsent } from "../../src/outbound/refused.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { act, settled } from "../harness/desk.ts";
import { OUR_NUMBER, type Product, startProduct, type Whole } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const { cases } = JSON.parse(
  readFileSync(new URL("../fixtures/sms/corpora/sms-optout.json", import.meta.url), "utf8"),
) as { cases: readonly { readonly body: string; readonly expect: string }[] };

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

let lastNumber = 0;
const newNumber = () => {
  lastNumber += 1;
  return `+1555053${String(lastNumber).padStart(4, "0")}`;
};

async function say(from: string, ...bodies: string[]): Promise<Whole> {
  for (const body of bodies) {
    await product.twilio.text({ from, body });
    await settled(product);
  }
  return await product.conversationOf(from);
}

it("each word of the corpus, by as many customers at once: who opts out hears nothing, now or later [SMSO-1, SMSO-2]", async () => {
  // One of each word, and two sentences; all of them go through the adapter elsewhere.
  const words = cases.filter((one) => one.expect !== "ordinary_message");
  const sentences = cases.filter((one) => one.expect === "ordinary_message").slice(0, 2);
  const bodies = new Map([...words, ...sentences].map((one) => [one.body.trim().toLowerCase(), one]));
  const texters = [...bodies.values()].map((one) => ({ ...one, from: newNumber() }));
  for (const { from, body } of texters)
    expect(await product.twilio.text({ from, body, retries: 3 })).toMatchObject({ status: 200 });
  await settled(product);
  for (const { from, body, expect: expected } of texters) {
    const whole = await product.conversationOf(from);
    const isAnswered =
      expected === "ordinary_message" || body === "YES" || body === "START" || body === "UNSTOP" || body === "INFO";
    expect({ body, answered: product.textsTo(from).length > 0 }).toEqual({ body, answered: isAnswered });
    expect({ body, flags: whole.conversation.flags }).toEqual({
      body,
      flags: expected === "opt_out" ? ["opted_out"] : [],
    });
    expect(whole.messages[0]?.text).toBe(body);
  }
  const [out] = texters.filter((one) => one.expect === "opt_out");
  await say(out?.from ?? "", "What does the Pro plan cost?");
  expect(product.textsTo(out?.from ?? "")).toEqual([]);
}, 60_000);

describe("what was about to be answered when STOP came", () => {
  it("is not: the model is not asked, and nothing waits for ever [SMSO-2]", async () => {
    const from = newNumber();
    const { conversation } = await say(from, "STOP", "START");
    // The burst would be answered in a minute.
    await product.database.outside.conversation.update({
      where: { id: conversation.id },
      data: { customerSeq: 1, answeredSeq: 0, turnDueAt: new Date(Date.now() + 60_000), unansweredSince: new Date() },
    });
    await product.twilio.text({ from, body: "STOP" });
    await settled(product);
    const row = await product.database.outside.conversation.findUniqueOrThrow({ where: { id: conversation.id } });
    expect(row).toMatchObject({ turnDueAt: null, unansweredSince: null, customerSeq: 1, answeredSeq: 1 });
    expect((await product.conversationOf(from)).turns).toEqual([]);
  });

  it("is not sent when the model was being asked, and that is shown [SMSO-2]", async () => {
    const from = newNumber();
    const hold = createHold("start");
    product.model.script([{ reply: reply(text("The Pro plan costs $49 a month.")), hold }]);
    await product.twilio.text({ from, body: "What does the Pro plan cost?" });
    await hold.reached;
    await product.twilio.text({ from, body: "STOP" });
    await product.conversationWhen(from, ({ conversation }) => conversation.flags.includes("opted_out"));
    hold.release();
    await settled(product);
    expect(product.textsTo(from)).toEqual([]);
    const { messages } = await product.conversationOf(from);
    const unsent = messages.filter(({ author }) => author !== "customer");
    expect(unsent.every(({ delivery }) => delivery?.error?.code === "opted_out")).toBe(true);
  });
});

describe("a handoff or a release of who has opted out", () => {
  it("tells him nothing [SMSO-2]", async () => {
    const from = newNumber();
    const { conversation } = await say(from, "STOP", "I want to talk to a human");
    expect(conversation.state).toBe("queued");
    await act(product, conversation.id, "release");
    await settled(product);
    await act(product, conversation.id, "claim");
    await act(product, conversation.id, "close");
    await settled(product);
    expect(product.textsTo(from)).toEqual([]);
    expect((await product.conversationOf(from)).turns).toEqual([]);
  });
});

describe("news that come late", () => {
  const raw = (minutesAgo: number) => ({
    id: crypto.randomUUID(),
    channel: "sms" as const,
    attempts: 0,
    receivedAt: new Date(Date.now() - minutesAgo * 60_000),
  });

  /** Takes in what says something about consent, as read from Twilio's list after an outage. */
  async function learnLate(from: string, optedOut: boolean, minutesAgo: number): Promise<boolean> {
    const at = new Date(Date.now() - minutesAgo * 60_000);
    const news = { ourSender: OUR_NUMBER, theirAddress: from, optedOut };
    const consents = [news] as unknown as Parameters<typeof learnConsents>[2]["consents"];
    const messages = [{ externalId: externalId("SM1"), at }] as unknown as Parameters<
      typeof learnConsents
    >[2]["messages"];
    return await product.database.transaction(async (tx) => {
      const changed = await learnConsents(tx, raw(0), { messages, receipts: [], consents });
      await showConsents(tx, raw(0), changed);
      return changed.length > 0;
    });
  }

  it("do not undo what was said since: a STOP from before a START [SMSO-4]", async () => {
    const from = newNumber();
    await say(from, "STOP", "START");
    expect(await learnLate(from, true, 30)).toBe(false);
    expect((await product.conversationOf(from)).conversation.flags).toEqual([]);
  });

  it("count when they are newer than what we know [SMSO-4]", async () => {
    const from = newNumber();
    await say(from, "STOP");
    await product.database.outside.consent.updateMany({
      where: { theirAddress: from },
      data: { at: new Date(Date.now() - 60 * 60_000) },
    });
    expect(await learnLate(from, false, 30)).toBe(true);
    const { conversation, events } = await product.conversationOf(from);
    expect(conversation.flags).toEqual([]);
    expect(events.map(({ kind }) => kind)).toEqual(["opened", "opted_out", "opted_in"]);
  });

  it("a refusal counts from when it was asked for: a START since then stands, and an older STOP keeps its day [SMSO-4]", async () => {
    const from = newNumber();
    const { conversation } = await say(from, "Hello there");
    const part = await product.database.outside.outbox.findFirstOrThrow({ where: { conversationId: conversation.id } });
    const refused = (askedAt: Date) =>
      refuseConsent(product.database, { ...part, askedAt } as unknown as ClaimedRow, "twilio_21610", [OUR_NUMBER]);
    const consent = () => product.database.outside.consent.findFirst({ where: { theirAddress: from } });
    const asked = new Date();
    await say(from, "STOP");
    const stop = await consent();
    await refused(new Date());
    expect(await consent()).toEqual(stop);
    await say(from, "START");
    await refused(asked);
    expect(await consent()).toMatchObject({ optedOut: false });
    await refused(new Date());
    expect(await consent()).toMatchObject({ optedOut: true, source: "twilio_21610" });
    expect((await product.conversationOf(from)).conversation.flags).toEqual(["opted_out"]);
  });

  it("a callback about a text from before START does not stop us again [SMSO-4]", async () => {
    const from = newNumber();
    product.twilio.planCallbacks([{ status: "sent" }]);
    await say(from, "Hello there");
    const sent = await until("the text", () => product.twilio.sent.find(({ to }) => to === from));
    await say(from, "STOP", "START");
    const changed = await product.database.transaction(
      async (tx) =>
        await learnConsents(tx, raw(0), {
          messages: [],
          receipts: [
            {
              providerId: sent.sid,
              partId: null,
              status: "failed",
              error: { code: "twilio_21610", message: "", concerns: "consent", againAfterMs: [] },
            },
          ],
          consents: [{ ourSender: OUR_NUMBER, theirAddress: from, optedOut: true }],
        } as unknown as Parameters<typeof learnConsents>[2]),
    );
    expect(changed).toEqual([]);
  });
});
