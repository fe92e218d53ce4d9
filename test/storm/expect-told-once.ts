import { expect } from "vitest";
import type { Outbox } from "../../src/database/generated/client.ts";
import type { SentText } from "../../src/standins/twilio/state.ts";
import { OUR_NUMBER, type Product } from "../harness/product.ts";
import { CUSTOMER, type Posted, type Shift, type Story } from "./converse.ts";

/** How late a request that was begun before a takeover may reach the provider, ms. A second attempt comes later. */
const UNDER_WAY_MS = 700;

/**
 * What holds when the storm is over. What Twilio made of what we asked is compared with what the outbox says of it, by
 * the tag that each text carries: each row that counts as sent is one text at Twilio, each text is such a row.
 */
export async function expectToldOnce(product: Product, story: Story): Promise<void> {
  const rows = await product.database.outside.outbox.findMany({
    where: { conversationId: story.id },
    orderBy: [{ seq: "asc" }, { part: "asc" }],
  });
  const made = product.twilio.sent.filter(({ to }) => to === CUSTOMER);
  expectFinal(rows);
  expectOnce(rows, made);
  expectInOrder(rows, made);
  expectDelivered(rows, product);
  expectNothingAfterTakeover(rows, made, story.shifts);
  await expectAllSaid(product, story, rows);
  await expectAllHeard(product, story);
}

const tagOf = ({ statusCallback }: SentText): string => new URL(statusCallback ?? "").searchParams.get("m") ?? "";

/** Sent, or called back because a human took over. Nothing is lost, given up or unknown. */
function expectFinal(rows: readonly Outbox[]): void {
  const others = rows.filter(({ state }) => state !== "sent");
  for (const { state, errorCode, author, seq } of others)
    expect({ state, errorCode, author, seq }).toEqual({
      state: "canceled",
      errorCode: "superseded",
      author: "assistant",
      seq,
    });
}

function expectOnce(rows: readonly Outbox[], made: readonly SentText[]): void {
  const byTag = Map.groupBy(made, tagOf);
  for (const { id, state, seq, part, text, providerId } of rows) {
    const texts = (byTag.get(id) ?? []).map(({ sid, body, from }) => ({ sid, body, from }));
    const about = `the text ${seq}/${part}, ${state}`;
    expect(texts, about).toEqual(state === "sent" ? [{ sid: providerId, body: text, from: OUR_NUMBER }] : []);
  }
  expect([...byTag.keys()].filter((tag) => !rows.some(({ id }) => id === tag))).toEqual([]);
}

function expectInOrder(rows: readonly Outbox[], made: readonly SentText[]): void {
  const due = rows.filter(({ state, isNote }) => state === "sent" && !isNote).map(({ id }) => id);
  expect(made.map(tagOf).filter((tag) => due.includes(tag))).toEqual(due);
}

/** Of all whose last news the product has taken; a process that is down is told nothing. */
function expectDelivered(rows: readonly Outbox[], { twilio }: Product): void {
  const told = new Set(
    twilio.callbacks.filter(({ step, status }) => step.status === "delivered" && status === 200).map(({ sid }) => sid),
  );
  const sent = rows.filter(({ state }) => state === "sent");
  expect(sent.filter(({ providerId, delivery }) => told.has(providerId ?? "") && delivery !== "delivered")).toEqual([]);
  expect(
    sent.filter(({ delivery }) => delivery !== "delivered" && delivery !== "sent" && delivery !== "queued"),
  ).toEqual([]);
}

/** What the assistant had said before a takeover and had not left by then, never leaves. */
function expectNothingAfterTakeover(
  rows: readonly Outbox[],
  made: readonly SentText[],
  shifts: readonly Shift[],
): void {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const late = made.filter((text) => {
    const row = byId.get(tagOf(text));
    if (row?.author !== "assistant") return false;
    return shifts.some(
      ({ claimedAt }) => row.createdAt < claimedAt && text.at.getTime() > claimedAt.getTime() + UNDER_WAY_MS,
    );
  });
  expect(
    late.map(({ body, at }) => ({ body, at })),
    "of the assistant, after an operator took over",
  ).toEqual([]);
}

/** What operators and the assistant said is in the outbox as a whole, and what operators said has left. */
async function expectAllSaid({ database }: Product, { id }: Story, rows: readonly Outbox[]): Promise<void> {
  const said = await database.outside.message.findMany({
    where: { conversationId: id, author: { in: ["assistant", "operator"] }, internal: false },
  });
  const byMessage = Map.groupBy(rows, ({ messageId }) => messageId);
  for (const message of said) {
    const parts = byMessage.get(message.id) ?? [];
    expect(parts.map(({ part }) => part)).toEqual(parts.map((_part, index) => index));
    expect(wordsOf(parts.map(({ text }) => text.replace(/^\(\d+\/\d+\) /, "")).join(" "))).toEqual(
      wordsOf(message.text),
    );
    if (message.author === "operator") expect(parts.map(({ state }) => state)).toEqual(parts.map(() => "sent"));
  }
}

/** Smart quotes and the like may be folded on their way. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Each text of the customer's is one message, in the order of arrival as far as there is one. */
async function expectAllHeard({ database }: Product, { id, posted }: Story): Promise<void> {
  const heard = await database.outside.message.findMany({
    where: { conversationId: id, author: "customer" },
    orderBy: { seq: "asc" },
  });
  expect(heard.map(({ externalId, text }) => `${externalId} ${text}`).toSorted()).toEqual(
    posted.map(({ sid, body }) => `${sid} ${body}`).toSorted(),
  );
  const place = new Map(heard.map(({ externalId }, index) => [externalId, index]));
  expect(posted.flatMap((one) => outOfOrder(one, posted, place))).toEqual([]);
}

function outOfOrder(one: Posted, all: readonly Posted[], place: ReadonlyMap<string | null, number>): string[] {
  const at = place.get(one.sid) ?? -1;
  return all
    .filter((other) => one.takenAt < other.postedAt && (place.get(other.sid) ?? -1) < at)
    .map((other) => `"${other.body}" before "${one.body}"`);
}
