import type { Model } from "../model.ts";

/** A model for what only informs. Its failure changes nothing for the customer. */
export interface CheapModel {
  readonly model: Model;
  /** Its name at the API. */
  readonly name: string;
}
