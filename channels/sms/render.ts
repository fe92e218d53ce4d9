import type { RenderedPart, Said } from "../../src/contract/index.ts";
import { cleanText } from "./clean-text.ts";
import { fold } from "./fold.ts";
import { withLinks } from "./link-lines.ts";
import { planMedia } from "./plan-media.ts";
import { splitText } from "./split-text.ts";

/**
 * Twilio refuses longer bodies with error 21617. UTF-16 units: what Twilio counts as two, such as an emoji, is two of
 * them. https://www.twilio.com/docs/api/errors/21617
 */
export const MAX_BODY_LENGTH = 1600;

/** What is to be said as texts, in the order in which they are sent. None when there is nothing to be seen in it. */
export function render({ text, files, from, to }: Said): readonly RenderedPart[] {
  const { carried, linked } = planMedia(files, { from, to });
  const parts = splitText(cleanText(withLinks(text, linked)), MAX_BODY_LENGTH, fold);
  const texts = parts.map((part) => ({ text: part, files: [] }));
  if (carried.length === 0) return texts;
  const last = texts.at(-1)?.text ?? "";
  const ids = carried.map(({ id }) => id);
  // Should Twilio refuse the media, links take their place: where there is no room for them, the media go by themselves.
  const hasRoom = withLinks(last, carried).length <= MAX_BODY_LENGTH;
  return hasRoom ? [...texts.slice(0, -1), { text: last, files: ids }] : [...texts, { text: "", files: ids }];
}
