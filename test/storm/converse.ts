import { createRandom } from "../../src/standins/messages/cut-bytes.ts";
import { API_TOKEN, type Product } from "../harness/product.ts";
import { until } from "../harness/until.ts";

export const CUSTOMER = "+15550119000";

/** A text of the customer's, by the clock of this process, ms. */
export interface Posted {
  readonly sid: string;
  readonly body: string;
  readonly postedAt: number;
  /** When the product had said that it has it. */
  readonly takenAt: number;
}

/** An operator takes over. */
export interface Shift {
  /** When the product had said so. */
  readonly claimedAt: Date;
}

export interface Story {
  readonly id: string;
  readonly posted: readonly Posted[];
  readonly shifts: readonly Shift[];
}

interface Scene {
  readonly product: Product;
  readonly random: () => number;
  readonly posted: Posted[];
  readonly shifts: Shift[];
  readonly id: string;
}

/** Shorter than what a call may take. */
const SLOW_MS = 600;

/** Mishaps are tried again for at most this long, ms: a process that was killed is up again by then. */
const PATIENCE_MS = 120_000;

/**
 * One customer, the assistant and an operator, until about so many messages are said. What is said and who says it is
 * decided by `seed`; what comes in between is chance.
 */
export async function converse(
  product: Product,
  { seed, messages }: { seed: number; messages: number },
): Promise<Story> {
  const posted: Posted[] = [];
  await post(product, posted, "Hello, this is text 0");
  const { id } = await until("the conversation", () =>
    product.database.outside.conversation.findFirst({ where: { theirAddress: CUSTOMER } }),
  );
  const scene: Scene = { product, random: createRandom(seed), posted, shifts: [], id };
  while ((await saidIn(scene)) < messages) {
    await talkToAssistant(scene);
    await operatorTakesOver(scene);
    await hoursGoBy(scene);
  }
  return scene;
}

const saidIn = ({ product, id }: Scene): Promise<number> =>
  product.database.outside.message.count({ where: { conversationId: id, internal: false } });

async function talkToAssistant(scene: Scene): Promise<void> {
  const { random } = scene;
  for (let exchange = 3 + Math.floor(random() * 6); exchange > 0; exchange -= 1) {
    const texts = random() < 0.25 ? 3 : 1;
    await Promise.all(Array.from({ length: texts }, () => postNext(scene)));
    // Some cannot wait for the answer, and some are interrupted by the operator.
    if (random() < 0.75) await answered(scene);
  }
}

/** Until the assistant has said something to all that was asked, or does not have it any more. */
async function answered({ product, id }: Scene): Promise<void> {
  await until(
    "an answer of the assistant",
    async () => {
      const { owner, customerSeq, answeredSeq } = await product.database.outside.conversation.findUniqueOrThrow({
        where: { id },
      });
      return owner !== "assistant" || answeredSeq >= customerSeq;
    },
    PATIENCE_MS,
  );
}

async function operatorTakesOver(scene: Scene): Promise<void> {
  const { product, random, id, shifts } = scene;
  // What the assistant has just said is still waiting when the operator comes, and his own first text is overtaken if it can be.
  product.twilio.fail({ kind: "rate_limited", retryAfterSeconds: 1 });
  await postNext(scene);
  await answered(scene);
  await insist(product, `${id}/claim`, () => ({}));
  const claimedAt = new Date();
  product.twilio.fail({ kind: "slow", ms: SLOW_MS });
  for (let answer = 2 + Math.floor(random() * 6); answer > 0; answer -= 1) {
    if (random() < 0.2) await postNext(scene);
    await write(scene, operatorsWords(await saidIn(scene), random));
  }
  await insist(product, `${id}/release`, () => ({}));
  shifts.push({ claimedAt });
}

/** Some are said twice in a row, and some take several texts. */
function operatorsWords(index: number, random: () => number): string {
  if (random() < 0.2) return "Yes.";
  const words = `A human says ${index}.`;
  return random() < 0.12 ? `${words} ${"Every word of it matters. ".repeat(70 + Math.floor(random() * 60))}` : words;
}

async function write({ product, id }: Scene, text: string): Promise<void> {
  const clientId = crypto.randomUUID();
  await insist(product, `${id}/messages`, async () => {
    const { seq } = await product.database.outside.conversation.findUniqueOrThrow({ where: { id } });
    return { text, clientId, basedOnSeq: seq };
  });
}

/** Until it is done. Somebody may write in between, or the process may be killed before or after it has done it. */
async function insist(product: Product, path: string, body: () => object | Promise<object>): Promise<void> {
  await until(
    `${path} to be done`,
    async () => {
      const request = {
        method: "POST",
        headers: { Authorization: `Bearer ${API_TOKEN}`, "Content-Type": "application/json" },
        body: JSON.stringify(await body()),
      };
      const response = await fetch(`${product.url}/api/conversations/${path}`, request).catch(() => null);
      if (response === null) return false;
      const answer = await response.text();
      if (response.ok) return true;
      if (response.status === 409 || response.status >= 500) return false;
      throw new Error(`${path} was answered with ${response.status}: ${answer}`);
    },
    PATIENCE_MS,
  );
}

function postNext({ product, posted, id }: Scene): Promise<void> {
  return post(product, posted, `Text ${posted.length + 1} of ${id.slice(-4)}`);
}

/** As Twilio does: again and again, under the same id, until the product has it. */
async function post({ twilio }: Product, posted: Posted[], body: string): Promise<void> {
  const sid = `SM${crypto.randomUUID().replaceAll("-", "")}`;
  const postedAt = performance.now();
  const place = posted.push({ sid, body, postedAt, takenAt: Number.POSITIVE_INFINITY }) - 1;
  await until(
    "a text to be taken",
    async () => (await twilio.text({ from: CUSTOMER, body, sid })).status === 200,
    PATIENCE_MS,
  );
  posted[place] = { sid, body, postedAt, takenAt: performance.now() };
}

/** As if hours had gone by: who writes so much in a minute is taken for a machine, with reason. */
async function hoursGoBy({ product, id }: Scene): Promise<void> {
  await product.database.pool.query(`UPDATE "Message" SET at = at - interval '2 hours' WHERE "conversationId" = $1`, [
    id,
  ]);
}
