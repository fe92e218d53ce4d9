import { z } from "zod";
import { defineTool, told } from "./define-tool.ts";

const RESULTS = {
  asked: told(
    "If that address is on file, a code of 6 digits was sent there. It holds for 10 minutes. Ask the customer to write it here; the system checks it. Say it in just that way: nobody may learn which addresses we know.",
  ),
  verified_already: told("The customer is verified already. No code is needed."),
  no_address_named: told(
    "No code was sent. Ask the customer which email address they are known to us by, then call this with it.",
    true,
  ),
  not_said_by_customer: told(
    "No code was sent: the customer has not written that address in this conversation. Ask them for it.",
    true,
  ),
  too_many: told(
    "No more codes can be sent in this conversation. Offer a human colleague, who can verify the customer in another way.",
    true,
  ),
  unavailable: told(
    "Customers cannot be verified here. Answer in general, or offer a human colleague for what is personal.",
    true,
  ),
} as const;

export const requestVerification = defineTool({
  name: "request_verification",
  description:
    "Verify who the customer is, when something personal is wanted and they are not verified: sends a one-time code to their email address on file. Leave email out unless the customer has named one. Returns the same whether or not the address is known.",
  input: z.strictObject({
    email: z
      .string()
      .trim()
      .toLowerCase()
      .max(254)
      .regex(/^[^\s@<>]+@[^\s@<>]+$/, "is no email address")
      .optional()
      .describe("The address that the customer says they are known to us by, as they wrote it."),
  }),
  effect: "write",
  async run({ email }, effects) {
    return RESULTS[await effects.sendCode(email ?? null)];
  },
});
