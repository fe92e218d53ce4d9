import Anthropic from "@anthropic-ai/sdk";
import type { ModelAbilities } from "./prompt.ts";

/** What a model can be told, beside what the prompt of the one that answers needs to know. */
export interface CheckedAbilities extends ModelAbilities {
  /** How it is told to think least; null where it knows no way. */
  readonly leastThinking: Anthropic.ThinkingConfigParam | null;
}

/** What the API says of a model when we start. */
export type ModelCheck =
  | { readonly kind: "ok"; readonly abilities: CheckedAbilities; readonly warning: string | null }
  /** The API does not have it: nothing would work. `problem` names the fix. */
  | { readonly kind: "unusable"; readonly problem: string }
  /** It could not be asked. Messages are taken in all the same, and wait or go to humans. */
  | { readonly kind: "not_asked"; readonly abilities: CheckedAbilities; readonly warning: string };

const TIMEOUT_MS = 5_000;

/** Asks the API about a model. `setting` names where the model comes from, for the messages. */
export async function checkModel(client: Anthropic, model: string, setting: string): Promise<ModelCheck> {
  try {
    const info = await client.models.retrieve(model, null, { timeout: TIMEOUT_MS, maxRetries: 0 });
    if (info.lifecycle === "retired")
      return {
        kind: "unusable",
        problem: `${setting}: the model ${model} is retired. Set ${setting} to a current one.`,
      };
    const ends = info.retires_at ? `, until ${info.retires_at.slice(0, 10)}` : "";
    const warning = info.lifecycle === "deprecated" ? `${setting}: the model ${model} is deprecated${ends}.` : null;
    return { kind: "ok", abilities: abilitiesOf(info) ?? guessAbilities(model), warning };
  } catch (error) {
    // A server without this endpoint answers 404 as well, but not with the API's own error.
    if (error instanceof Anthropic.NotFoundError && error.type === "not_found_error")
      return {
        kind: "unusable",
        problem: `${setting}: the API does not know the model ${model}. Set ${setting} to another one.`,
      };
    const why =
      error instanceof Anthropic.APIError && error.status
        ? `the API answered ${error.status}`
        : "the API could not be reached";
    return {
      kind: "not_asked",
      abilities: guessAbilities(model),
      warning: `${setting}: ${model} was not checked, ${why}.`,
    };
  }
}

function abilitiesOf({ capabilities }: Anthropic.ModelInfo): CheckedAbilities | null {
  if (!capabilities?.thinking || !capabilities.effort) return null;
  const { effort } = capabilities;
  const { types } = capabilities.thinking;
  return {
    thinksBetweenTools: types.between_tools.supported,
    takesEffort: effort.supported && effort.low.supported && effort.medium.supported,
    leastThinking: leastThinking(types.disabled.supported, types.between_tools.supported),
  };
}

/** Without tools there is nothing to think between. */
function leastThinking(stops: boolean, thinksBetweenTools: boolean): Anthropic.ThinkingConfigParam | null {
  if (stops) return { type: "disabled" };
  return thinksBetweenTools ? { type: "between_tools" } : null;
}

/** The 5.5 models take both, as of October 2026. For others the API's own defaults are the safe choice. */
function guessAbilities(model: string): CheckedAbilities {
  const isCurrent = /^claude-\w+-5-5/.test(model);
  const stops = model.startsWith("claude-haiku-");
  return { thinksBetweenTools: isCurrent, takesEffort: isCurrent, leastThinking: leastThinking(stops, isCurrent) };
}
