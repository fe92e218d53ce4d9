import { createRandom } from "../../src/standins/messages/cut-bytes.ts";
import { faults } from "../../src/standins/messages/faults.ts";
import { createHold, type Hold } from "../../src/standins/messages/hold.ts";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import type { ScriptEntry } from "../../src/standins/messages/script.ts";
import type { Fault } from "../../src/standins/twilio/fault.ts";
import type { Session } from "../harness/desk.ts";
import { API_TOKEN, type Product } from "../harness/product.ts";
import { until } from "../harness/until.ts";

/** What the database said of a conversation's epoch, and when by its own clock. */
export interface Sample {
  readonly conversationId: string;
  readonly epoch: number;
  readonly now: Date;
}

export interface DayOptions {
  /** What happens; when exactly it happens is chance. */
  readonly seed: number;
  readonly customers: number;
  /** How much happens in each conversation. */
  readonly steps: number;
  /** The processes of the product. */
  readonly urls: readonly string[];
  /** One that may be down. Texts go there as well; what it does not take is lost. */
  readonly doomedUrl?: string;
  /** Operators beside the bearer of the token. */
  readonly sessions: readonly Session[];
  /** Called again and again. */
  readonly disaster?: () => Promise<void>;
}

type Random = () => number;
const oneOf = <T>(random: Random, choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;

/** A name as often as its weight says. */
function weighted<Name extends string>(weights: Readonly<Record<Name, number>>): readonly Name[] {
  return (Object.entries(weights) as [Name, number][]).flatMap(([name, weight]) => Array<Name>(weight).fill(name));
}

const ACTS = weighted({
  text: 12,
  claim: 3,
  release: 6,
  answer: 2,
  note: 1,
  close: 1,
  reopen: 1,
  trouble: 5,
  pause: 9,
});

const WORDS = [
  "What does the Pro plan cost?",
  "And the Starter plan?",
  "Hello",
  "I was charged twice.",
  "My app is broken.",
];
const TICKET = toolUse("create_support_ticket", { category: "billing", severity: "high", summary: "Charged twice." });
const ESCALATE = toolUse("escalate_to_human", { reason: "The customer asks for a person.", priority: "normal" });
const LOOKUP = toolUse("lookup_knowledge_base", { query: "refund policy" });

const PROVIDER_TROUBLE: readonly Fault[] = [
  { kind: "rate_limited" },
  { kind: "server_error", status: 503 },
  { kind: "server_error", status: 502, created: true },
  { kind: "drop" },
  { kind: "drop", created: true },
  { kind: "slow", ms: 200 },
  { kind: "unauthorized" },
];

/** A random day at the desk: customers write, operators come and go, and everything that can fail does. */
export async function liveThrough(product: Product, options: DayOptions): Promise<Sample[]> {
  const samples: Sample[] = [];
  const holds: Hold[] = [];
  const lanes = Array.from({ length: options.customers }, (_, index) =>
    live(product, `+1555${String(options.seed % 1_000).padStart(3, "0")}${String(index).padStart(4, "0")}`, {
      ...options,
      random: createRandom(options.seed * 100 + index),
      samples,
      holds,
    }),
  );
  let isDay = true;
  const disasters = async (): Promise<void> => {
    while (isDay) await options.disaster?.();
  };
  const striking = options.disaster ? disasters() : null;
  await Promise.all(lanes);
  isDay = false;
  await striking;
  product.twilio.pointAt({ publicUrl: product.url, target: product.url });
  product.model.outage(null);
  // Else the last text of the day meets all that was meant for others, and is tried again for minutes.
  product.twilio.mend();
  for (const hold of holds) hold.release();
  return samples;
}

interface Lane extends DayOptions {
  readonly random: Random;
  readonly samples: Sample[];
  readonly holds: Hold[];
}

async function live(product: Product, number: string, lane: Lane): Promise<void> {
  const { random, steps } = lane;
  product.twilio.pointAt({ publicUrl: product.url, target: product.url });
  await product.twilio.text({ from: number, body: `${oneOf(random, WORDS)} (0)` });
  const { conversation } = await product.conversationOf(number);
  for (let step = 1; step <= steps; step += 1) {
    const act = oneOf(random, ACTS);
    switch (act) {
      case "text":
        product.twilio.pointAt({
          publicUrl: product.url,
          target: oneOf(random, [...lane.urls, ...(lane.doomedUrl ? [lane.doomedUrl] : [])]),
        });
        await product.twilio.text({ from: number, body: `${oneOf(random, WORDS)} (${step})` });
        break;
      case "trouble":
        makeTrouble(product, lane);
        break;
      case "pause": {
        const endsAt = performance.now() + random() * 250;
        await until("a moment", () => performance.now() > endsAt);
        break;
      }
      default:
        await operate(product, conversation.id, act, step, lane);
    }
    lane.samples.push(await sample(product, conversation.id));
  }
}

/** What an operator does; being refused is fine, failing is not. */
async function operate(product: Product, id: string, act: string, step: number, lane: Lane): Promise<void> {
  const { random, urls, sessions } = lane;
  const headers = oneOf(random, [{ Authorization: `Bearer ${API_TOKEN}` }, ...sessions]);
  const isMessage = act === "answer" || act === "note";
  const { seq } = await product.database.outside.conversation.findUniqueOrThrow({ where: { id } });
  const written = { text: `A human says ${step}`, internal: act === "note", basedOnSeq: seq, clientId: `${step}` };
  const response = await fetch(`${oneOf(random, urls)}/api/conversations/${id}/${isMessage ? "messages" : act}`, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify(isMessage ? written : {}),
  });
  await response.arrayBuffer();
  if (![200, 201, 409].includes(response.status)) throw new Error(`${act} was answered with ${response.status}`);
}

/** The next request to the model or to the provider goes differently; or all do, until one of the next times. */
function makeTrouble({ model, twilio }: Product, { random, holds }: Lane): void {
  const trouble = oneOf(random, [
    "script",
    "script",
    "hold",
    "hold",
    "provider",
    "provider",
    "outage",
    "go_on",
    "go_on",
  ]);
  switch (trouble) {
    case "script":
      model.script([oneOf(random, SCRIPTS)()]);
      break;
    case "hold": {
      const hold = createHold(oneOf(random, ["start", "text", "end"]));
      holds.push(hold);
      const held = oneOf(random, [reply(text("A late answer.")), reply(TICKET), reply(ESCALATE), reply(LOOKUP)]);
      model.script([{ reply: held, hold }]);
      break;
    }
    case "provider":
      twilio.fail(oneOf(random, PROVIDER_TROUBLE));
      break;
    case "outage":
      model.outage(random() < 0.2 ? faults.overloaded() : null);
      break;
    case "go_on":
      model.outage(null);
      for (const hold of holds.splice(0)) hold.release();
  }
}

const SCRIPTS: readonly (() => ScriptEntry)[] = [
  () => ({ reply: reply(TICKET, ESCALATE) }),
  () => ({ reply: reply(ESCALATE, TICKET, LOOKUP) }),
  () => ({ reply: reply(LOOKUP, TICKET) }),
  () => ({ reply: oddReplies.invalidInput() }),
  () => ({ reply: oddReplies.thinkingFirst("A thought answer.") }),
  () => ({ reply: oddReplies.nothing() }),
  () => ({ reply: oddReplies.refusalAfter("The secret is") }),
  () => ({ reply: oddReplies.maxTokensInToolInput() }),
  () => ({ fault: faults.errorMidStream() }),
  () => ({ fault: faults.cutMidText() }),
  () => ({ fault: faults.resetBeforeHeaders() }),
  () => ({ reply: oddReplies.refusalAfter("Your money") }),
  () => ({ fault: faults.slowFirstByte(150) }),
];

/** In the evening everything is given back to the assistant, who has to deal with all that is left. */
export async function releaseAll({ api, database }: Product): Promise<void> {
  const open = await database.outside.conversation.findMany({ where: { owner: { in: ["queued", "operator"] } } });
  for (const { id } of open) await api("POST", `/api/conversations/${id}/release`);
}

async function sample({ database }: Product, conversationId: string): Promise<Sample> {
  // The snapshot is taken after the time, so what it shows may be older than that but never newer.
  const [row] = await database.outside.$queryRaw<{ epoch: number; now: Date }[]>`
    SELECT epoch, clock_timestamp() AS now FROM "Conversation" WHERE id = ${conversationId}::uuid`;
  if (!row) throw new Error("the conversation is gone");
  return { conversationId, ...row };
}
