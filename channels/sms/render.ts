import type { RenderedPart, Said } from "../../src/contract/index.ts";
import { planMedia } from "./plan-media.ts";
import { splitText } from "./split-text.ts";

/** Twilio refuses longer bodies with error 21617. UTF-16 units. */
export const MAX_BODY_LENGTH = 1600;

/** What is to be said as texts, in the order in which they are sent. */
export function render({ text, files, to }: Said): readonly RenderedPart[] {
  const { carried, linked } = planMedia(files, to);
  const whole = [text, ...linked.map(({ filename, url }) => `${filename}: ${url}`)].join("\n");
  const parts = splitText(whole, MAX_BODY_LENGTH);
  const ids = carried.map(({ id }) => id);
  if (parts.length === 0) return ids.length === 0 ? [] : [{ text: "", files: ids }];
  return parts.map((part, index) => ({ text: part, files: index === 0 ? ids : [] }));
}
