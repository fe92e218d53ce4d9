import Anthropic from "@anthropic-ai/sdk";
import type { Logger } from "pino";
import { checkModel } from "./agent/check-model.ts";
import type { ModelAbilities } from "./agent/prompt.ts";
import { ConfigError, type ModelConfig } from "./config.ts";
import { createDemoBrain } from "./standins/brain/create-demo-brain.ts";
import { startMessagesStandIn } from "./standins/messages/start-messages-stand-in.ts";

export interface ModelClient {
  readonly client: Anthropic;
  readonly reply: string;
  /** The cheap one, for what only informs. */
  readonly triage: string;
  readonly abilities: ModelAbilities;
  /** No key: canned answers from the knowledge base, which is said wherever somebody looks. */
  readonly isStandIn: boolean;
  stop(): Promise<void>;
}

/** Enough for a restart, not for a long night: the log of the stand-in is for tests. */
const KEPT_REQUESTS = 20;

/**
 * The client of the Messages API, or of the stand-in when there is neither key nor server, with the models checked.
 * @throws {ConfigError} when the API does not have a model.
 */
export async function openModelClient(config: ModelConfig, log: Logger): Promise<ModelClient> {
  const isStandIn = config.apiKey === null && config.baseUrl === null;
  const standIn = isStandIn
    ? await startMessagesStandIn({ brain: createDemoBrain(), maxRequests: KEPT_REQUESTS })
    : null;
  const baseURL = standIn?.url ?? config.baseUrl;
  // Nothing of the environment: a stray variable would divert customers' words to another server.
  const client = new Anthropic({
    apiKey: config.apiKey ?? "none",
    authToken: null,
    ...(baseURL && { baseURL }),
    logLevel: "off",
  });
  if (isStandIn) log.warn("ANTHROPIC_API_KEY is not set: a stand-in for the model answers");
  else log.info({ baseUrl: client.baseURL, reply: config.reply, triage: config.triage }, "using the Messages API");
  try {
    return {
      client,
      reply: config.reply,
      triage: config.triage,
      abilities: await checkModels(client, config, log),
      isStandIn,
      stop: async () => await standIn?.stop(),
    };
  } catch (error) {
    await standIn?.stop();
    throw error;
  }
}

async function checkModels(client: Anthropic, config: ModelConfig, log: Logger): Promise<ModelAbilities> {
  const [reply, triage] = await Promise.all([
    checkModel(client, config.reply, "REPLY_MODEL"),
    checkModel(client, config.triage, "TRIAGE_MODEL"),
  ]);
  const problems = [reply, triage].flatMap((check) => (check.kind === "unusable" ? [check.problem] : []));
  if (reply.kind === "unusable" || problems.length > 0) throw new ConfigError(problems);
  for (const check of [reply, triage]) if (check.kind !== "unusable" && check.warning) log.warn(check.warning);
  return reply.abilities;
}
