import Anthropic from "@anthropic-ai/sdk";
import type { MessagesStandIn } from "../../../src/standins/messages/start-messages-stand-in.ts";
import { openPage } from "../../channels/widget/open-page.ts";
import { REPLY_MODEL } from "../../harness/model-requests.ts";
import { until } from "../../harness/until.ts";
import { createNaiveLoop } from "./naive-loop.ts";
import { FOUR_QUESTIONS, LONG_CONVERSATION } from "./questions.ts";
import { type Spending, spendingOf, totalOf } from "./spending.ts";

export interface CostWorld {
  /** Of a product that talks with this stand-in. */
  readonly url: string;
  readonly model: MessagesStandIn;
  /** Lets time pass for the stand-in's cache. */
  pass(ms: number): void;
}

export interface Costs {
  /** The first request of an hour writes what all conversations have in common to the cache. */
  readonly firstOfTheHour: Spending;
  /** Each question a conversation of its own. */
  readonly fourQuestions: Spending;
  /** By turn. */
  readonly conversation: readonly Spending[];
}

/** Somebody to talk with, who forgets nothing until he is left. */
interface Talk {
  say(words: string): Promise<void>;
  leave(): void;
}

const BETWEEN_MESSAGES_MS = 60_000;

/** What the same conversations cost in the product's chat, and in the loop of the tutorial, one after the other. */
export async function runBoth(
  world: CostWorld,
  { naiveTurns = LONG_CONVERSATION.length }: { readonly naiveTurns?: number } = {},
): Promise<{ readonly ours: Costs; readonly naive: Costs }> {
  const ours = await run(() => openChat(world.url), LONG_CONVERSATION, world);
  const client = new Anthropic({ apiKey: "bench", baseURL: world.model.url, logLevel: "off" });
  let talks = 0;
  const begin = async (): Promise<Talk> => {
    talks += 1;
    const loop = createNaiveLoop(client, REPLY_MODEL, `naive-${talks}`);
    return { say: async (words) => void (await loop.say(words)), leave() {} };
  };
  const naive = await run(begin, LONG_CONVERSATION.slice(0, naiveTurns), world);
  return { ours, naive };
}

async function run(
  begin: () => Promise<Talk>,
  conversation: readonly string[],
  { model, pass }: CostWorld,
): Promise<Costs> {
  const converse = async (...words: readonly string[]): Promise<Spending[]> => {
    const talk = await begin();
    const turns: Spending[] = [];
    for (const said of words) {
      turns.push(await spendingOf(model, () => talk.say(said)));
      pass(BETWEEN_MESSAGES_MS);
    }
    talk.leave();
    return turns;
  };
  const firstOfTheHour = totalOf(await converse("Hello"));
  const fourQuestions: Spending[] = [];
  for (const question of FOUR_QUESTIONS) fourQuestions.push(...(await converse(question)));
  return { firstOfTheHour, fourQuestions: totalOf(fourQuestions), conversation: await converse(...conversation) };
}

async function openChat(url: string): Promise<Talk> {
  const page = openPage(`${url}/widget`, { acknowledges: true });
  await page.connected();
  return {
    async say(words) {
      const before = page.messages().length;
      const taken = await page.say(words);
      if (!taken.ok) throw new Error(`not taken: ${taken.error.message}`);
      // Its own message comes back, too.
      const answered = () =>
        page
          .messages()
          .slice(before)
          .some(({ author }) => author !== "customer");
      await until(`an answer to ${words}`, answered, 60_000);
    },
    leave: () => page.close(),
  };
}
