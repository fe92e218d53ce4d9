import type { Source } from "../conversation/model.ts";
import { pointTo, shorten } from "./dress/shorten.ts";
import { dress } from "./dress.ts";
import type { Finding } from "./guard/guard.ts";
import { noticeOf, TOO_LONG } from "./guard/notice.ts";
import type { OpenTurn, Step } from "./turn.ts";

/** What becomes of an answer. */
export type Judgement =
  /** As the channel wants it. */
  | { readonly kind: "say"; readonly text: string }
  /** The model is to write it once more, told why. */
  | { readonly kind: "send_back"; readonly notice: string }
  /** It must not be said, and was sent back already. */
  | { readonly kind: "hold_back"; readonly draft: string };

/**
 * `findings`: what the guard has against it. `steps`: those of the turn, the last of which it answers. `sources`: the
 * articles behind it. For what nothing confirms one answer of a turn is sent back, not one after each call of a tool.
 */
export function judgeAnswer(
  text: string,
  findings: readonly Finding[],
  steps: readonly Pick<Step, "notice" | "input">[],
  sources: readonly Source[],
  { voice, customer }: Pick<OpenTurn, "voice" | "customer">,
): Judgement {
  const answer = dress(text, voice, customer);
  const maxLength = voice.maxLength ?? Number.POSITIVE_INFINITY;
  const isTooLong = answer.length > maxLength;
  const step = steps.at(-1);
  // One that goes on from a pause has nothing of ours that a notice could stand behind.
  const mayNotice = step !== undefined && step.notice === null && step.input.length > 0;
  if (findings.length > 0) {
    const isFirst = mayNotice && steps.every(({ notice }) => notice === null);
    return isFirst ? { kind: "send_back", notice: noticeOf(findings) } : { kind: "hold_back", draft: answer };
  }
  if (isTooLong && mayNotice) return { kind: "send_back", notice: TOO_LONG };
  return { kind: "say", text: isTooLong ? shortened(answer, maxLength, sources) : answer };
}

/** What may be sent at most where no cut leaves an answer, in lengths of one: 448 units of a text are three segments. */
const WHOLE = 1.4;

function shortened(answer: string, maxLength: number, sources: readonly Source[]): string {
  const cut = shorten(answer, maxLength);
  const article = sources.find(({ url }) => url !== null);
  return cut.length <= maxLength * WHOLE || !article ? cut : pointTo(answer, article, maxLength);
}
