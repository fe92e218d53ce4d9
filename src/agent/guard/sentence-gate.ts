import type { Telling } from "../turn.ts";
import { sentenceEnds } from "./after/sentences.ts";

/** A sentence that is longer is shown up to its last comma: nobody should wait that long for a sign of life. */
const LONG_SENTENCE = 240;
/** A text this long is looked at less and less often, so that all looking together takes time in proportion to it. */
const LONG_TEXT = 8_000;

/**
 * Shows an answer sentence by sentence, each after the guard has let it pass together with all before it. From the first
 * that it does not let pass nothing more is shown until the answer is taken back, or is whole and let pass.
 */
export function gateTelling(telling: Telling, maySay: (draft: string) => boolean): Telling {
  let [written, shown, looked, isShut] = ["", 0, 0, false];

  function showUpTo(end: number): void {
    telling.text(written.slice(shown, end));
    shown = end;
  }

  /** At all that is written up to there, once. */
  function passes(end: number): boolean {
    looked = end;
    try {
      return maySay(written.slice(0, end));
    } catch {
      // It fails for the whole answer, too. Here it would be taken for a failure of the API, and counted against it.
      return false;
    }
  }

  return {
    text(piece) {
      written += piece;
      if (isShut || written.length < nextLook(looked)) return;
      const end = lastEnd(written, shown);
      if (end > Math.max(shown, looked)) {
        isShut = !passes(end);
        if (!isShut) showUpTo(end);
      } else if (written.length - shown > LONG_SENTENCE) {
        const pause = lastPause(written, shown);
        // A condition may follow: what is not let pass yet may be when the sentence is whole.
        if (pause - looked > LONG_SENTENCE / 2 && passes(pause)) showUpTo(pause);
      }
    },
    async retract() {
      [written, shown, looked, isShut] = ["", 0, 0, false];
      await telling.retract();
    },
    async finish() {
      if (shown < written.length) showUpTo(written.length);
      await telling.finish();
    },
  };
}

function nextLook(looked: number): number {
  return looked < LONG_TEXT ? 0 : looked + looked / 8;
}

/** The last end of a sentence behind `shown` that is no part of something unfinished; `shown` when there is none. */
function lastEnd(text: string, shown: number): number {
  const rest = text.slice(shown);
  // What a sentence ends with may have more to come, such as the second half of "3. März".
  const ends = sentenceEnds(rest).filter((end) => end < rest.length || rest.endsWith("\n"));
  return shown + (ends.findLast((end) => isClosed(rest.slice(0, end))) ?? 0);
}

function lastPause(text: string, shown: number): number {
  const rest = text.slice(shown);
  const pauses = [...rest.matchAll(/[,;:] (?=\p{L})| - (?=\p{L})/gu)].map((match) => match.index + match[0].length);
  return shown + (pauses.findLast((end) => isClosed(rest.slice(0, end))) ?? 0);
}

/** Whether no Markdown link, code or emphasis is open: half of it would be shown as signs. */
function isClosed(text: string): boolean {
  const count = (sign: RegExp): number => text.match(sign)?.length ?? 0;
  const isLinkOpen = /\[[^\]]{0,300}$|\]\([^)]{0,1000}$/.test(text);
  return !isLinkOpen && count(/`/g) % 2 === 0 && count(/\*\*/g) % 2 === 0;
}
