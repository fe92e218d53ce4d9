import type { CustomerContext, Voice } from "./turn.ts";

/** An answer as the channel wants it, whatever the model made of its instructions. */
export function dress(text: string, _voice: Voice, _customer: CustomerContext): string {
  return text;
}
