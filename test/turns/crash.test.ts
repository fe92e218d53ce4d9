import { resolve } from "node:path";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHold, type Hold } from "../../src/standins/messages/hold.ts";
import { type Reply, reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { settled } from "../harness/desk.ts";
import { customerWords, lastInput, modelRequests, shapeOf } from "../harness/model-requests.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { killAll, runProduct } from "./programs/run-product.ts";

const RESUMED_MS = 15_000;
const TICKET = reply(
  toolUse("create_support_ticket", { category: "billing", severity: "high", summary: "Charged twice in May." }),
);
const ESCALATE = reply(toolUse("escalate_to_human", { reason: "Asks for a person.", priority: "normal" }));
const ANSWER = reply(text("Which month was that?"));

let product: Product;
beforeAll(async () => {
  product = await startProduct({ strictModel: true, env: { KNOWLEDGE_DIR: resolve("knowledge") } });
  await product.stopProcess();
});
afterAll(async () => {
  await killAll();
  await unlock();
  await product.stop();
});

let customers = 0;

interface Point {
  readonly id: string;
  readonly number: string;
  readonly hold: Hold;
}

/** A customer who writes, and what the model answers to that; `at`: where it holds its answer back. */
async function writes(answer: Reply, at?: Hold["at"]): Promise<Point> {
  customers += 1;
  const number = `+1555950${String(customers).padStart(4, "0")}`;
  const hold = createHold(at);
  product.model.script([at ? { reply: answer, hold } : { reply: answer }]);
  await product.twilio.text({ from: number, body: "I was charged twice." });
  if (at) await hold.reached;
  const { conversation } = await product.conversationOf(number);
  return { id: conversation.id, number, hold };
}

const locks: PoolClient[] = [];

/** Locks what the process needs next: there it stops. */
async function lock(statement: string, ...values: readonly string[]): Promise<void> {
  const client = await product.database.pool.connect();
  await client.query("BEGIN");
  await client.query(statement, [...values]);
  locks.push(client);
}

async function unlock(): Promise<void> {
  for (const client of locks.splice(0)) {
    await client.query("ROLLBACK");
    client.release();
  }
}

/** The points at which the process is when it is killed, one conversation each. */
const POINTS: Record<string, () => Promise<Point>> = {
  "before the model begins to answer": () => writes(ANSWER, "start"),
  "in the middle of the model's answer": () => writes(ANSWER, "text"),
  "after a tool call was stored, before the tool ran": async () => {
    const point = await writes(TICKET, "end");
    await lock(`SELECT FROM "Conversation" WHERE id = $1 FOR NO KEY UPDATE`, point.id);
    point.hold.release();
    const stored = { turn: { conversationId: point.id }, stopReason: "tool_use" };
    await until("the stored tool call", () => product.database.outside.turnStep.findFirst({ where: stored }));
    return point;
  },
  "after the tool ran, before its result was said": async () => {
    const point = await writes(TICKET, "end");
    await lock(`SELECT FROM "Segment" WHERE "conversationId" = $1 FOR UPDATE`, point.id);
    point.hold.release();
    await until("the ticket", () => product.database.outside.ticket.findFirst({ where: { conversationId: point.id } }));
    return point;
  },
  "while the model reads the result, and what came meanwhile": async () => {
    const point = await writes(TICKET, "end");
    const next = createHold("start");
    product.model.script([{ reply: ANSWER, hold: next }]);
    await product.twilio.text({ from: point.number, body: "In May." });
    await product.conversationWhen(point.number, ({ messages }) => messages.length === 2);
    point.hold.release();
    await next.reached;
    return { ...point, hold: next };
  },
  "while the provider takes the answer": async () => {
    const taking = product.twilio.hold({ created: true });
    const point = await writes(ANSWER);
    await taking.arrived;
    return { ...point, hold: { ...point.hold, release: taking.release } };
  },
  "after the answer was decided on, before it left": async () => {
    const [point, next] = [await writes(ANSWER, "end"), await writes(ESCALATE, "end")];
    // From here on nothing leaves: delivery reads this table.
    await lock(`LOCK TABLE "Consent" IN ACCESS EXCLUSIVE MODE`);
    point.hold.release();
    await product.conversationWhen(point.number, ({ messages }) => messages.length === 2);
    escalating = next;
    return point;
  },
  "after the handoff, before the customer was told": async () => {
    escalating.hold.release();
    await product.conversationWhen(escalating.number, ({ conversation }) => conversation.state === "queued");
    return escalating;
  },
};
let escalating: Point;

describe("a process that is killed", () => {
  const points = new Map<string, Point & { readonly asked: number }>();
  let tookMs: number;
  beforeAll(async () => {
    const killed = await runProduct(product);
    for (const [name, stop] of Object.entries(POINTS)) {
      const point = await stop();
      points.set(name, { ...point, asked: requestsOf(point).length });
    }
    await killed.kill();
    await unlock();
    for (const { hold } of points.values()) hold.release();
    product.model.assertDone();

    const began = performance.now();
    for (const name of Object.keys(POINTS).slice(0, 5)) script(name, ANSWER);
    const next = await runProduct(product);
    await settled(product);
    tookMs = performance.now() - began;
    await next.kill();
    await product.startProcess();
  }, 90_000);

  const requestsOf = ({ id }: { readonly id: string }) =>
    modelRequests(product.model).filter((request) => request.metadata?.user_id === id);
  const script = (name: string, answer: Reply): void =>
    product.model.script([{ reply: answer }], { conversation: points.get(name)!.id });

  it("is followed by one that goes on within fifteen seconds [TURN-6]", () => {
    expect(tookMs).toBeLessThan(RESUMED_MS);
    // Every request was accepted, and every answer that waited for one was asked for.
    product.model.assertDone();
  });

  it.each<[name: string, more: number, tickets: number, author: "assistant" | "system"]>([
    ["before the model begins to answer", 1, 0, "assistant"],
    ["in the middle of the model's answer", 1, 0, "assistant"],
    ["after a tool call was stored, before the tool ran", 1, 1, "assistant"],
    ["after the tool ran, before its result was said", 1, 1, "assistant"],
    ["while the model reads the result, and what came meanwhile", 1, 1, "assistant"],
    ["while the provider takes the answer", 0, 0, "assistant"],
    ["after the answer was decided on, before it left", 0, 0, "assistant"],
    ["after the handoff, before the customer was told", 0, 0, "system"],
  ])("%s: answers once, and runs no tool twice [TURN-5, BEH-13]", async (name, more, tickets, author) => {
    const { number, asked, id } = points.get(name)!;
    const { conversation, messages, turns } = await product.conversationOf(number);
    expect(messages.filter((message) => message.author !== "customer").map((message) => message.author)).toEqual([
      author,
    ]);
    expect(product.textsTo(number)).toEqual([messages.at(-1)?.text]);
    expect(messages.at(-1)?.delivery?.status).toBe("delivered");
    expect(conversation.tickets).toHaveLength(tickets);
    expect(turns).toHaveLength(1);
    const run = turns[0]?.toolCalls.map(({ tool }) => tool).toSorted();
    const effects = tickets ? ["create_support_ticket"] : author === "system" ? ["escalate_to_human"] : [];
    expect(run).toEqual([...effects, "lookup_knowledge_base"]);

    const requests = requestsOf({ id });
    expect(requests).toHaveLength(asked + more);
    const { runs } = await product.database.outside.turn.findFirstOrThrow({ where: { conversationId: id } });
    expect(runs).toBe(1 + more);
    const [last, again] = requests.slice(-2);
    const isRepeated = requests.length === asked + more && more === 1 && !name.startsWith("after");
    if (isRepeated) expect(again?.messages).toEqual(last?.messages);
  });

  it("has taken up what the customer wrote meanwhile, in its place [TURN-3, TURN-5]", () => {
    const { id } = points.get("while the model reads the result, and what came meanwhile")!;
    const last = lastInput(requestsOf({ id }).at(-1));
    expect(shapeOf(last)).toEqual(["tool_result", "customer_message"]);
    expect(customerWords(last)).toEqual(["In May."]);
  });
});

describe("a turn under which one process after the other dies", () => {
  it("goes to a human after the third, and the customer is told once [TURN-5, TURN-7]", async () => {
    await product.stopProcess();
    let number = "";
    for (let death = 1; death <= 3; death += 1) {
      const running = await runProduct(product);
      const hold = createHold("start");
      if (death === 1) ({ number } = await writes(ANSWER, "start"));
      else {
        product.model.script([{ reply: ANSWER, hold }]);
        await hold.reached;
      }
      await running.kill();
      // As if the nine seconds were over after which nobody believes it alive.
      await product.database.outside.process.deleteMany({});
    }
    await product.startProcess();
    const { conversation, messages, turns } = await product.conversationWhen(
      number,
      (whole) => whole.messages.at(-1)?.delivery?.status === "delivered",
    );
    expect(conversation).toMatchObject({
      state: "queued",
      handoff: { trigger: "failure", reason: expect.stringMatching(/broke off several times/) },
    });
    expect(messages.map(({ author }) => author)).toEqual(["customer", "system"]);
    expect(turns).toMatchObject([{ outcome: "handed_off" }]);
    expect(product.textsTo(number)).toHaveLength(1);
  });
});
