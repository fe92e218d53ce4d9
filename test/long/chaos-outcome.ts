import { expect } from "vitest";
import type { MailStandIn } from "../../src/standins/mail/start-mail-stand-in.ts";
import type { TwilioStandIn } from "../../src/standins/twilio/start-twilio-stand-in.ts";
import type { Whole } from "../harness/product.ts";
import { type Mailers, type ReceivedMail, received } from "../programs/mailers.ts";
import { marksIn } from "../programs/marking-brain.ts";
import type { OwnWorld } from "../programs/own-world.ts";
import type { Phones } from "../programs/phones.ts";
import type { Visitors } from "../programs/visitors.ts";

/** Who wrote while servers died, and where it was taken and what came back arrived. */
export interface Customers {
  readonly twilio: TwilioStandIn;
  readonly mailbox: MailStandIn;
  readonly phones: Phones;
  readonly mailers: Mailers;
  readonly visitors: Visitors;
}

type Channel = Whole["conversation"]["channel"];
type Message = Whole["messages"][number];

/** What a message that was said may end as. A mail whose server was cut off may have left or not, and nobody can tell. */
const ENDS: Readonly<Record<Channel, readonly string[]>> = {
  sms: ["sent", "delivered"],
  email: ["sent", "unknown"],
  widget: ["sent", "delivered", "read"],
};

const isHandedOver = ({ conversation }: Whole): boolean => conversation.state === "queued";
const on = (channel: Channel, all: readonly Whole[]): Whole[] =>
  all.filter(({ conversation }) => conversation.channel === channel);
const said = ({ messages }: Whole): Message[] =>
  messages.filter(({ author, delivery }) => author !== "customer" && delivery?.error?.code !== "superseded");
const written = ({ messages }: Whole): string[] =>
  messages.filter(({ author }) => author === "customer").flatMap(({ text }) => marksIn(text));
const answered = (whole: Whole): string[] =>
  said(whole).flatMap(({ author, text }) => (author === "assistant" ? marksIn(text) : []));

const marksOf = ({ phones, mailers, visitors }: Customers): string[] => [
  ...phones.texts.map(({ mark }) => mark),
  ...mailers.mails.map(({ mark }) => mark),
  ...visitors.all.flatMap(({ marks }) => marks),
];

/** All is taken in, everything is answered or with a human, what was said has left, and every tab shows it. */
export function isAtRest(all: readonly Whole[], customers: Customers): boolean {
  const stored = new Set(all.flatMap(written));
  return marksOf(customers).every((mark) => stored.has(mark)) && all.every(isDone) && haveSeenAll(all, customers);
}

function isDone(whole: Whole): boolean {
  const answers = answered(whole);
  const ends = ENDS[whole.conversation.channel];
  return (
    (isHandedOver(whole) || written(whole).every((mark) => answers.includes(mark))) &&
    said(whole).every(({ delivery }) => ends.includes(delivery?.status ?? ""))
  );
}

function haveSeenAll(all: readonly Whole[], { visitors }: Customers): boolean {
  const lastSeqs = new Map(all.map(({ conversation, messages }) => [conversation.id, messages.at(-1)?.seq]));
  const tabs = visitors.all.flatMap((visitor) => visitor.tabs);
  return tabs.every(
    ({ seen }) => seen.length === 0 || seen.at(-1)?.seq === lastSeqs.get(seen[0]?.conversationId ?? ""),
  );
}

const doubled = (list: readonly string[]): string[] => list.filter((one, index) => list.indexOf(one) !== index);

/** What must hold on all channels however often servers were killed. */
export async function expectNothingLost(all: readonly Whole[], customers: Customers): Promise<void> {
  expect(all.flatMap(written).toSorted()).toEqual(marksOf(customers).toSorted());
  expect(doubled(all.flatMap(({ messages }) => messages.flatMap(({ externalId }) => externalId ?? [])))).toEqual([]);
  expect(doubled(all.flatMap(answered))).toEqual([]);
  expect(doubled(toolCalls(all))).toEqual([]);
  for (const whole of all) expectWhole(whole);
  expectTexts(all, customers);
  expectMails(on("email", all), await received(customers.mailbox), customers);
  expectTabs(on("widget", all), customers);
}

/** Without the search that code makes before a turn, which has the customer's own words. */
function toolCalls(all: readonly Whole[]): string[] {
  const calls = all.flatMap(({ turns }) => turns.flatMap((turn) => turn.toolCalls));
  return calls.map(({ tool, input }) => `${tool} ${JSON.stringify(input)}`).filter((it) => !it.includes("Please help"));
}

function expectWhole({ conversation, messages, events }: Whole): void {
  const seqs = [...messages, ...events].map(({ seq }) => seq).sort((a, b) => a - b);
  expect(seqs).toEqual(Array.from({ length: conversation.seq }, (_, index) => index + 1));
  expect(conversation.tickets.length).toBeLessThanOrEqual(1);
  expect(events.filter(({ kind }) => kind === "ticket_opened")).toHaveLength(conversation.tickets.length);
}

/** What was said is what arrived, in this order. */
function expectTexts(all: readonly Whole[], { twilio }: Customers): void {
  expect(doubled(twilio.sent.flatMap(({ body }) => marksIn(body)))).toEqual([]);
  for (const whole of on("sms", all)) {
    const texts = twilio.sent.filter(({ to }) => to === whole.conversation.contact.address).map(({ body }) => body);
    expect(texts).toEqual(said(whole).map(({ text }) => text));
  }
}

/** A mail that was sent left once, one that nobody knows of once at most, and nothing else did. */
function expectMails(all: readonly Whole[], left: readonly ReceivedMail[], { mailers }: Customers): void {
  expect(doubled(left.map(({ id }) => id))).toEqual([]);
  const conversationOf = new Map(
    all.flatMap(({ conversation, messages }) => messages.map(({ externalId }) => [externalId, conversation.id])),
  );
  for (const { id, thread } of mailers.mails) expect(conversationOf.get(id)).toBe(conversationOf.get(thread));
  for (const whole of all) {
    const { id, contact } = whole.conversation;
    const mails = left.filter(({ answers }) => conversationOf.get(answers) === id);
    expect(new Set(mails.map(({ to }) => to))).toEqual(new Set(mails.length > 0 ? [contact.address] : []));
    const rest = mails.map(({ text }) => text);
    const missing = said(whole).filter(({ text }) => {
      const at = rest.indexOf(text);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
    expect(rest).toEqual([]);
    expect(missing.filter(({ delivery }) => delivery?.status !== "unknown")).toEqual([]);
  }
}

/** Each tab was told all messages of its conversation once and in order, and shows no word that is not one of them. */
function expectTabs(all: readonly Whole[], { visitors }: Customers): void {
  const byMark = new Map(all.flatMap((whole) => written(whole).map((mark) => [mark, whole])));
  for (const { marks, tabs } of visitors.all) {
    expect(tabs.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(new Set(marks.map((mark) => byMark.get(mark)?.conversation.id)).size).toBeLessThanOrEqual(1);
    const stored = byMark.get(marks[0] ?? "")?.messages ?? [];
    const plain = ({ seq, text }: Pick<Message, "seq" | "text">): string => `${seq} ${text}`;
    for (const { seen, state } of tabs) {
      expect(seen.map(plain)).toEqual(stored.map(plain));
      expect(state.messages.map(plain)).toEqual(stored.map(plain));
      expect(state.streams).toEqual([]);
    }
  }
}

/** Nothing waits for an operator but the mails of which nobody knows whether they have left. */
export async function expectNoDeadLetters({ get }: Pick<OwnWorld, "get">, all: readonly Whole[]): Promise<void> {
  const { items } = await get<{ items: { direction: string; channel: string }[] }>("/api/dead-letters?limit=200");
  expect(items.filter(({ direction, channel }) => direction !== "outbound" || channel !== "email")).toEqual([]);
  expect(items).toHaveLength(unknownMails(all).length);
}

function unknownMails(all: readonly Whole[]): Message[] {
  return on("email", all).flatMap((whole) => said(whole).filter(({ delivery }) => delivery?.status === "unknown"));
}

/** For whoever has to find out what went on. */
export function summary(all: readonly Whole[], customers: Customers): string {
  const { phones, mailers, visitors } = customers;
  const handedOver = all.filter(isHandedOver);
  const crashed = handedOver.filter(({ conversation }) => conversation.handoff?.trigger === "failure");
  const messages = visitors.all.flatMap(({ marks }) => marks);
  const tabs = visitors.all.flatMap((visitor) => visitor.tabs);
  return (
    `${phones.texts.length} texts, ${mailers.mails.length} mails, ${messages.length} messages of ${visitors.all.length} ` +
    `visitors in ${tabs.length} tabs; ${all.flatMap(answered).length} answered, ${unknownMails(all).length} mails unknown, ` +
    `${handedOver.length} conversations of ${all.length} handed over (${crashed.length} after crashes)`
  );
}
