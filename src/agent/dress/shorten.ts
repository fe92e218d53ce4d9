import type { Source } from "../../conversation/model.ts";

/** A cut that leaves less than this part of what may be sent leaves no answer. */
const LEAST_PART = 1 / 3;
const STEP = /^\d{1,3}\.\s/;
const FIRST_STEP = /^\d{1,3}\.\s/m;
const ADDRESS = /(?:https?:\/\/|www\.)\S+|\S+@\S+/gi;

/**
 * A plain text that is still too long when it was asked for again: cut behind its last sentence that fits. A cut is never made
 * inside an address or between the steps of a list, for half of a procedure is worse than a long text. Where there is none
 * that leaves an answer, the text stays whole. `maxLength` in UTF-16 units.
 */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = sentenceEnds(text).findLast((at) => at <= maxLength && !isInside(at, lists(text)));
  return cut === undefined || cut < maxLength * LEAST_PART ? text : text.slice(0, cut).trimEnd();
}

/**
 * Where an answer is that no cut makes short enough: its sentences before the steps, as far as they fit, and the article.
 * A title is in the language of its article, and needs no words of ours around it.
 */
export function pointTo(text: string, { title, url }: Source, maxLength: number): string {
  const link = `${title}: ${url}`;
  const room = maxLength - link.length - 1;
  const firstStep = text.search(FIRST_STEP);
  const lead = sentenceEnds(text).findLast((at) => at <= room && (firstStep < 0 || at <= firstStep));
  return lead === undefined ? link : `${text.slice(0, lead).trimEnd()}\n${link}`;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const isInside = (at: number, spans: readonly Span[]): boolean => spans.some(({ from, to }) => at > from && at < to);

/** Behind a sentence and its closing quotes or brackets, and behind a line. "1.", "e.g." and the dot of an address end none. */
function sentenceEnds(text: string): number[] {
  const addresses = [...text.matchAll(ADDRESS)].map(({ 0: found, index }) => ({
    from: index,
    to: index + found.replace(/[.,;:!?)]+$/, "").length,
  }));
  const ends = [...text.matchAll(SENTENCE_END)].filter(
    ({ 0: end, index }) => !end.startsWith(".") || !NO_END.test(text.slice(Math.max(0, index - 12), index + 1)),
  );
  return ends.map(({ 0: end, index }) => index + end.length).filter((at) => !isInside(at, addresses));
}

/** Between sentences of Chinese and Japanese there is no space. */
const SENTENCE_END = /[.!?…]+["')\]»”]*(?=\s|$)|[。！？]+["'”’」』）]*|(?<=[^:,\s])(?=\n)/gu;

/** An abbreviation, or the number of a step. */
const NO_END = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|no|nr|mr|mrs|ms|dr|st|z\.b|bzw|ca|p\.ej|sr|sra|\p{L}|\d{1,3})\.$/iu;

/** From the line that leads to the first step to the end of the last one. */
function lists(text: string): Span[] {
  const spans: { from: number; to: number }[] = [];
  let at = 0;
  let lead = 0;
  for (const line of text.split("\n")) {
    const end = at + line.length;
    const last = spans.at(-1);
    if (STEP.test(line)) {
      if (last && last.to === at - 1) last.to = end;
      else spans.push({ from: lead, to: end });
    } else if (line.trim() === "" && last && last.to === at - 1) last.to = end;
    // "To reset it:" belongs to the steps below it; a whole sentence stands by itself.
    lead = /:\s*$/.test(line) ? Math.max(0, at - 1) : Math.max(0, end);
    at = end + 1;
  }
  return spans;
}
