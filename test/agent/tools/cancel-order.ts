import { z } from "zod";
import { type AnyTool, defineTool, told } from "../../../src/agent/tools/define-tool.ts";

/** What an integrator has: a client of his shop's own API. */
export interface Shop {
  /** The same `key` twice cancels once. False: this customer has no such order. */
  cancel(order: string, by: { readonly contactId: string; readonly key: string }): Promise<boolean>;
}

export function cancelOrder(shop: Shop): AnyTool {
  return defineTool({
    name: "cancel_order",
    description: "Cancel an order of the customer for good. Works only while they are verified, and after their yes.",
    input: z.strictObject({
      order: z
        .string()
        .regex(/^[A-Z]-\d{4}$/)
        .describe("The order's number, such as A-1001."),
    }),
    effect: "irreversible",
    requires: "verified",
    asks: ({ order }) => `cancel order ${order} for good`,
    names: ({ order }) => [order],
    async run({ order }, { contactId, callKey }) {
      const isCanceled = await shop.cancel(order, { contactId, key: callKey });
      return isCanceled ? told(`Order ${order} is canceled.`) : told(`The customer has no order ${order}.`, true);
    },
  });
}
