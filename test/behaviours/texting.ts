import type { ScriptEntry } from "../../src/standins/messages/script.ts";
import { settled } from "../harness/desk.ts";
import { modelCalls } from "../harness/model-requests.ts";
import type { Product, Whole } from "../harness/product.ts";

export type Call = ReturnType<typeof modelCalls>[number];

/** What a text led to, when all that follows from it is done. */
export interface Played {
  readonly number: string;
  readonly whole: Whole;
  /** The requests for an answer that it led to. */
  readonly calls: readonly Call[];
  /** All that was texted back so far. */
  readonly texts: readonly string[];
}

/** Somebody who texts: what he writes, and what the model that answers him does then. */
export type Texting = (body: string, script: readonly ScriptEntry[], mediaUrl?: string) => Promise<Played>;

/** A customer with this number. */
export function texting(product: Product, number: string): Texting {
  return async (body, script, mediaUrl) => {
    const before = modelCalls(product.model).length;
    product.model.script(script);
    await product.twilio.text({ from: number, body, ...(mediaUrl !== undefined && { mediaUrl }) });
    await product.conversationWhen(number, ({ messages }) => messages.some(({ text }) => text.includes(body)));
    await settled(product);
    return {
      number,
      whole: await product.conversationOf(number),
      calls: modelCalls(product.model).slice(before),
      texts: product.textsTo(number),
    };
  };
}

/** Numbers that nobody else of this file has. */
export function numbers(prefix: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}${String(count).padStart(4, "0")}`;
  };
}
