const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const VALUES = new Map<string, number>([
  ...UNITS.map((word, value) => [word, value] as const),
  ...TENS.map((word, index) => [word, (index + 2) * 10] as const),
  ["couple", 2],
]);
const SCALES = new Map([
  ["hundred", 100],
  ["thousand", 1_000],
]);

const WORD = [...VALUES.keys(), ...SCALES.keys()].sort((one, other) => other.length - one.length).join("|");
const RUN = new RegExp(
  `(?<!\\p{L})(?:a )?(?:${WORD})(?:(?:[ -]|(?<=hundred|thousand),? and )(?:a )?(?:${WORD}))*(?!\\p{L})`,
  "gu",
);

/** English numbers in words as digits: `two hundred and fifty dollars` becomes `250 dollars`. */
export function withDigits(folded: string): string {
  return folded.replaceAll(RUN, (run) => String(numberOf(run)));
}

function numberOf(run: string): number {
  let total = 0;
  let part = 0;
  for (const word of run.split(/[ ,-]+/)) {
    const scale = SCALES.get(word);
    if (scale === undefined) part += VALUES.get(word) ?? 0;
    else if (scale === 100) part = Math.max(part, 1) * 100;
    else {
      total += Math.max(part, 1) * scale;
      part = 0;
    }
  }
  return total + part;
}
