import { createDemoBrain } from "../../src/standins/brain/create-demo-brain.ts";
import { temporaryFolder } from "../database/temporary-folder.ts";
import { startBenchProduct } from "./bench-product.ts";
import { ampleKnowledge } from "./cost/ample-knowledge.ts";
import { type Costs, runBoth } from "./cost/run-both.ts";
import { type Spending, totalOf } from "./cost/spending.ts";
import type { Figure } from "./figures.ts";

/**
 * What conversations cost at list prices, by the stand-in's simulation of the cache, beside those of the loop that the
 * tutorial shows. A model of rules answers both: how much it says is not what the real one would.
 */
export async function measureCost(): Promise<Figure[]> {
  const folder = temporaryFolder();
  await ampleKnowledge(folder.path);
  let now = Date.now();
  const pass = (ms: number): void => {
    now += ms;
  };
  const product = await startBenchProduct({
    env: { KNOWLEDGE_DIR: folder.path },
    model: { brain: createDemoBrain(), now: () => now },
  });
  try {
    const { url, model } = product;
    const { ours, naive } = await runBoth({ url, model, pass });
    return [...figuresOf(ours, naive)];
  } finally {
    await product.stop();
    await product.remove();
    folder.remove();
  }
}

function figuresOf(ours: Costs, naive: Costs): Figure[] {
  const eight = ({ conversation }: Costs): Spending => totalOf(conversation.slice(0, 8));
  const tokens = ({ conversation }: Costs, turn: number): number => conversation[turn - 1]?.promptTokens ?? Number.NaN;
  const both = (
    name: string,
    unit: Figure["unit"],
    goal: string,
    on: string,
    of: (costs: Costs) => number,
  ): Figure[] => [
    { name, value: of(ours), unit, goal, on },
    { name: `${name}, naive loop`, value: of(naive), unit, on: "the same, as the tutorial does it" },
  ];
  const four = "each a conversation of its own in the chat; the prompt is in the cache";
  const long = "in the chat, a minute between messages";
  return [
    ...both("the seed's four questions, calls", "", "6", four, (costs) => costs.fourQuestions.replyCalls),
    ...both("the seed's four questions", "USD", "0.017", four, (costs) => usd(costs.fourQuestions.replyMicros)),
    side("the seed's four questions, triage", ours.fourQuestions),
    ...both("eight turns", "USD", "0.035", long, (costs) => usd(eight(costs).replyMicros + eight(costs).sideMicros)),
    ...both("forty turns", "USD", "", long, (costs) => usd(totalOf(costs.conversation).replyMicros)),
    side("forty turns, triage and summaries", totalOf(ours.conversation)),
    { name: "prompt of turn 8", value: tokens(ours, 8), unit: "", on: "tokens, cached or not" },
    { name: "prompt of turn 40", value: tokens(ours, 40), unit: "", goal: `${3 * tokens(ours, 8)}`, on: "the same" },
    {
      name: "prompt into the cache",
      value: usd(ours.firstOfTheHour.prefixMicros),
      unit: "USD",
      on: "once an hour, by the first request of all conversations",
    },
  ];
}

const side = (name: string, { sideMicros, sideCalls }: Spending): Figure => ({
  name,
  value: usd(sideMicros),
  unit: "USD",
  on: `${sideCalls} calls of the cheap model`,
});

const usd = (micros: number): number => micros / 1_000_000;
