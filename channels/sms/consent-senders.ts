import { type Address, address } from "../../src/contract/index.ts";
import type { SmsConfig } from "./sms-config.ts";

/** Twilio keeps consent by number, and for the numbers of a Messaging Service together: all that it was given or taken with. */
export function consentSenders(
  ours: Address,
  isOfService: boolean,
  { phoneNumbers }: Pick<SmsConfig, "phoneNumbers">,
): readonly Address[] {
  // In order: two transactions that write down the same ones must not wait for each other.
  return isOfService ? [...new Set([ours, ...phoneNumbers.map(address)])].sort() : [ours];
}
