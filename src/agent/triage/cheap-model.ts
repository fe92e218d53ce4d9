import type Anthropic from "@anthropic-ai/sdk";
import type { Model } from "../model.ts";

/** A model for what only informs. Its failure changes nothing for the customer. */
export interface CheapModel {
  readonly model: Model;
  /** Its name at the API. */
  readonly name: string;
  /** How it is told to think least. Null where it knows no way: then its own default holds. */
  readonly thinking: Anthropic.ThinkingConfigParam | null;
}
