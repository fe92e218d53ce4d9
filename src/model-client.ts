import Anthropic from "@anthropic-ai/sdk";
import type { Logger } from "pino";
import { type CheckedAbilities, checkModel, type ModelCheck } from "./agent/check-model.ts";
import { checkTools } from "./agent/check-tools.ts";
import type { ModelAbilities } from "./agent/prompt.ts";
import { type AnyTool, toApiTool } from "./agent/tools/define-tool.ts";
import { TOOLS } from "./agent/tools/registry.ts";
import { ConfigError, type ModelConfig } from "./config.ts";
import { createDemoBrain } from "./standins/brain/create-demo-brain.ts";
import { startMessagesStandIn } from "./standins/messages/start-messages-stand-in.ts";

export interface ModelClient {
  readonly client: Anthropic;
  readonly reply: string;
  /** The cheap one, for what only informs. */
  readonly triage: string;
  readonly abilities: ModelAbilities;
  /** How the cheap one is told to think least; null where it knows no way. */
  readonly triageThinking: Anthropic.ThinkingConfigParam | null;
  /** No key: canned answers from the knowledge base, which is said wherever somebody looks. */
  readonly isStandIn: boolean;
  stop(): Promise<void>;
}

/** Enough for a restart, not for a long night: the log of the stand-in is for tests. */
const KEPT_REQUESTS = 20;

/**
 * The client of the Messages API, or of the stand-in when there is neither key nor server, with models and tools checked.
 * @throws {ConfigError} when the API does not have a model, or refuses a tool.
 */
export async function openModelClient(
  config: ModelConfig,
  log: Logger,
  tools: readonly AnyTool[] = TOOLS,
): Promise<ModelClient> {
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
    const [reply, triage] = await checkModels(client, config, log);
    if (reply.isReachable) await refuseTools(client, config.reply, tools, log);
    return {
      client,
      reply: config.reply,
      triage: config.triage,
      abilities: reply.abilities,
      triageThinking: triage.abilities.leastThinking,
      isStandIn,
      stop: async () => await standIn?.stop(),
    };
  } catch (error) {
    await standIn?.stop();
    throw error;
  }
}

/** What the two can be told: the one that answers, and the cheap one. */
async function checkModels(client: Anthropic, config: ModelConfig, log: Logger): Promise<readonly [Checked, Checked]> {
  const [reply, triage] = await Promise.all([
    checkModel(client, config.reply, "REPLY_MODEL"),
    checkModel(client, config.triage, "TRIAGE_MODEL"),
  ]);
  if (reply.kind === "unusable" || triage.kind === "unusable") {
    const problems = [reply, triage].flatMap((check) => (check.kind === "unusable" ? [check.problem] : []));
    throw new ConfigError(problems);
  }
  for (const { warning } of [reply, triage]) if (warning) log.warn(warning);
  return [toChecked(reply), toChecked(triage)];
}

interface Checked {
  readonly abilities: CheckedAbilities;
  readonly isReachable: boolean;
}

const toChecked = ({ kind, abilities }: Exclude<ModelCheck, { kind: "unusable" }>): Checked => ({
  abilities,
  isReachable: kind === "ok",
});

/** @throws {ConfigError} when the API would refuse every request because of a tool. */
async function refuseTools(client: Anthropic, model: string, tools: readonly AnyTool[], log: Logger): Promise<void> {
  const check = await checkTools(client, model, tools.map(toApiTool));
  if (check.kind === "refused") throw new ConfigError(check.problems);
  if (check.kind === "not_asked") log.warn(check.warning);
}
