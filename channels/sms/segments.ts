import { SegmentedMessage } from "sms-segments-calculator";

/** How a text goes over the air, which is what it costs. */
export interface TextSize {
  readonly encoding: "GSM-7" | "UCS-2";
  readonly segments: number;
  /** As the encoding counts: in GSM-7 such as `€` and `[` are two, in UCS-2 these are UTF-16 units. */
  readonly characters: number;
  /** What it is that GSM-7 does not have, each once. */
  readonly foreign: readonly string[];
}

/** `text`: of one message. The time grows with the square of its length. */
export function sizeOf(text: string): TextSize {
  const message = new SegmentedMessage(text);
  const isGsm = message.encodingName === "GSM-7";
  return {
    encoding: message.encodingName,
    segments: message.segmentsCount,
    characters: isGsm ? message.numberOfCharacters : text.length,
    foreign: isGsm ? [] : [...new Set(message.getNonGsmCharacters())],
  };
}
