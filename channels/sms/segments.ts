import { SegmentedMessage } from "sms-segments-calculator";
import type { PartSize } from "../../src/contract/index.ts";
import { fold } from "./fold.ts";
import { septetsOf } from "./gsm-7.ts";

/**
 * How a text goes over the air, which is what it costs. `text`: of one message, for the time grows with the square of its
 * length. In GSM-7 such as `€` and `[` are two characters; in UCS-2 they are UTF-16 units.
 */
export function sizeOf(text: string): PartSize {
  const message = new SegmentedMessage(text);
  const isGsm = message.encodingName === "GSM-7";
  return {
    encoding: message.encodingName,
    segments: message.segmentsCount,
    characters: isGsm ? message.numberOfCharacters : text.length,
    foreign: isGsm ? [] : culprits([...new Set(message.getNonGsmCharacters())]),
  };
}

/** Those without which the others would be made plain; all, when none of them is in the way. */
function culprits(foreign: readonly string[]): readonly string[] {
  const lasting = foreign.filter((character) => septetsOf(fold(character)) === null);
  return lasting.length > 0 ? lasting : foreign;
}
