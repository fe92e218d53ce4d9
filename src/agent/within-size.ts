import type { Passage } from "./tools/define-tool.ts";

/** UTF-16 units, about 500 tokens: what answers a question fits; what does not is rarely about it, and costs with every call. */
const MOST = 1_600;
/** The best come whatever their size. */
const ALWAYS = 2;

/** The first passages, best first, as long as they are not too much together. A longer one is passed over, not cut. */
export function withinSize<P extends Pick<Passage, "text">>(passages: readonly P[]): P[] {
  let size = 0;
  return passages.filter(({ text }, index) => {
    if (index >= ALWAYS && size + text.length > MOST) return false;
    size += text.length;
    return true;
  });
}
