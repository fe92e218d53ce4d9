import { findAddresses, type Span } from "./find-addresses.ts";

/** Finds where a part that begins at `from` and has room for `room` UTF-16 units ends best. `from` + `room` is within the text. */
export type FindSeam = (from: number, room: number) => number;

/** What a run of blanks ends, from the strongest to the weakest. A seam in the first half of a part would waste most of it. */
type Strength = "paragraph" | "line" | "sentence" | "word";
const STRENGTHS: readonly Strength[] = ["paragraph", "line", "sentence", "word"];

interface Seam {
  readonly at: number;
  readonly strength: Strength;
}

/** A piece of the text that begins where a part begins. Places are counted from there. */
interface Window {
  readonly text: string;
  readonly room: number;
  /** Addresses that reach into it; `from` may be before it. */
  readonly addresses: readonly Span[];
  /** Where the character that people see there begins: at that place, or before it. */
  edgeBefore(at: number): number;
}

/** Blanks where a line may break: no-break spaces are none. */
const BLANKS = /[^\S\u00A0\u2007\u202F\uFEFF]+/g;
/** Behind these nobody writes a blank in Chinese and Japanese. */
const CLOSE_SENTENCE = /[。！？｡]+[」』）”’]*/gu;
const SENTENCE_END = /[\p{Sentence_Terminal}…]["'”’»)\]}」』）*_]*$/u;
/** An abbreviation, an initial, or the number of a step. */
const NO_END = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|no|nr|mr|mrs|ms|dr|st|z\.b|bzw|ca|p\.ej|sr|sra|\p{L}|\d{1,3})\.$/iu;
const LONGEST_END = 12;

/** As far as dictionaries of languages without blanks look for words: longer ones have no end that is better than another. */
const WORD_REACH = 200;
/** Beyond the part, so that what stands at its end is seen whole. */
const MARGIN = 50;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const words = new Intl.Segmenter("und", { granularity: "word" });

/** Seams of one text. All parts together take a time that grows with its length. */
export function seamsOf(text: string): FindSeam {
  const addresses = findAddresses(text);
  let passed = 0;
  return (from, room) => {
    while ((addresses[passed]?.to ?? Number.POSITIVE_INFINITY) <= from) passed++;
    return from + bestSeam(windowAt(from, room));
  };

  function windowAt(from: number, room: number): Window {
    const piece = text.slice(from, from + room + MARGIN);
    const inReach: Span[] = [];
    for (const { from: start, to } of addresses.slice(passed, passed + room)) {
      if (start >= from + room) break;
      inReach.push({ from: start - from, to: to - from });
    }
    const segments = graphemes.segment(piece);
    const edgeBefore = (at: number) => segments.containing(at)?.index ?? at;
    return { text: piece, room, addresses: inReach, edgeBefore };
  }
}

function bestSeam(window: Window): number {
  const { room } = window;
  const seams = blankSeams(window);
  const latest = (strength: Strength, least: number) =>
    seams.findLast((seam) => seam.strength === strength && seam.at >= least)?.at;
  for (const strength of STRENGTHS) {
    const at = latest(strength, room / 2);
    if (at !== undefined) return at;
  }
  return wordSeam(window, room / 2) ?? seams.at(-1)?.at ?? addressSeam(window) ?? graphemeSeam(window);
}

/** Where blanks begin, or a sentence ends that has none behind it. */
function blankSeams(window: Window): Seam[] {
  const { text, room } = window;
  const blanks = [...text.matchAll(BLANKS)].flatMap(({ 0: run, index: at }): Seam[] => {
    // A mark may sit on the last blank.
    const isCut = at === 0 || at > room || !isEdge(at, window) || !isEdge(at + run.length, window);
    return isCut ? [] : [{ at, strength: strengthOf(run, text.slice(Math.max(0, at - LONGEST_END), at)) }];
  });
  const closes = [...text.matchAll(CLOSE_SENTENCE)].map(({ 0: end, index }) => index + end.length);
  const isSeam = (at: number) => at <= room && /^\S/.test(text.slice(at, at + 1)) && isEdge(at, window);
  const sentences = closes.filter((at) => isSeam(at) && !isInAddress(at, window));
  return [...blanks, ...sentences.map((at): Seam => ({ at, strength: "sentence" }))].sort((a, b) => a.at - b.at);
}

function strengthOf(blanks: string, before: string): Strength {
  const lines = blanks.split("\n").length - 1;
  if (lines > 0) return lines > 1 ? "paragraph" : "line";
  return SENTENCE_END.test(before) && !NO_END.test(before) ? "sentence" : "word";
}

/**
 * The last end of a word in a script without blanks. There is none between two characters of ASCII, which may be the name of
 * a file, and none beside a blank: either that is a seam by itself, or it is one that keeps things together.
 */
function wordSeam(window: Window, least: number): number | undefined {
  const { text, room } = window;
  const start = Math.max(0, room - WORD_REACH);
  const reach = words.segment(text.slice(start));
  return [...reach]
    .map(({ index }) => start + index)
    .findLast((at) => {
      const isWithin = at > start && at >= least && at <= room && isEdge(at, window);
      return isWithin && !/^[!-~]{2}$|\s/.test(text.slice(at - 1, at + 1)) && !isInAddress(at, window);
    });
}

/** An address that the part would cut begins the next one. */
function addressSeam(window: Window): number | undefined {
  return window.addresses.find(({ from, to }) => from > 0 && to > window.room && isEdge(from, window))?.from;
}

/** Cuts what nothing else can: a word, or an address, that is longer than a part. */
function graphemeSeam({ text, room, edgeBefore }: Window): number {
  const edge = edgeBefore(room);
  if (edge > 0) return edge;
  // One character under so many marks that it fills a part.
  return /[\uD800-\uDBFF]/.test(text.charAt(room - 1)) && room > 1 ? room - 1 : room;
}

const isInAddress = (at: number, { addresses }: Window): boolean =>
  addresses.some(({ from, to }) => from < at && at < to);

const isEdge = (at: number, { edgeBefore }: Window): boolean => edgeBefore(at) === at;
