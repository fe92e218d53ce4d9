/**
 * The text as parts of at most `maxLength` UTF-16 units, numbered when there are several. Cut between paragraphs, else
 * sentences, else words; a word longer than a part (a very long URL) is cut between graphemes. Empty text: no parts.
 */
export function splitText(text: string, maxLength: number): string[] {
  const whole = text.trim();
  if (whole === "") return [];
  if (whole.length <= maxLength) return [whole];
  const room = maxLength - "(999/999) ".length;
  const parts = pack(whole, room);
  return parts.map((part, index) => `(${index + 1}/${parts.length}) ${part}`);
}

function pack(text: string, room: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const cut = cutBefore(rest, room);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== "") parts.push(rest);
  return parts;
}

/** Where a paragraph, a sentence or a word ends, best first. An end in the first half would waste most of the part. */
const ENDS = [/\n\s*\n/g, /[.!?…]["')\]]?\s+/g, /\s+/g] as const;

function cutBefore(text: string, room: number): number {
  const head = text.slice(0, room + 1);
  for (const [index, ends] of ENDS.entries()) {
    const least = index === ENDS.length - 1 ? 1 : room / 2;
    const last = [...head.matchAll(ends)]
      .map((end) => end.index + end[0].trimEnd().length)
      .findLast((at) => at >= least && at <= room);
    if (last !== undefined) return last;
  }
  return graphemeBefore(text, room);
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

function graphemeBefore(text: string, room: number): number {
  let at = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, room * 2))) {
    if (index + segment.length > room) break;
    at = index + segment.length;
  }
  return at === 0 ? room : at;
}
