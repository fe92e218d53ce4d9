import { SegmentedMessage } from "sms-segments-calculator";

/** How many messages of the radio network a text takes, as Twilio counts and charges. */
export function segmentsOf(text: string): number {
  return new SegmentedMessage(text).segmentsCount;
}
