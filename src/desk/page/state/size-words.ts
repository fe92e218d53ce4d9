import type { Preview } from "../../preview.ts";

const MOST_NAMED = 3;

/** What an operator's text costs, in words: "163 characters · 2 segments". Null where length makes no price. */
export function sizeWords({ parts }: Preview): string | null {
  if (parts.length === 0) return "There is nothing to be seen in this: nothing would be sent.";
  const sizes = parts.flatMap(({ size }) => size ?? []);
  if (sizes.length === 0) return null;
  const sum = (of: "characters" | "segments"): number => sizes.reduce((total, size) => total + size[of], 0);
  const foreign = [...new Set(sizes.flatMap((size) => size.foreign))];
  return [
    ...(parts.length > 1 ? [`${parts.length} texts`] : []),
    count(sum("characters"), "character"),
    count(sum("segments"), "segment"),
    ...(foreign.length > 0 ? [`fewer fit into one because of ${named(foreign)}`] : []),
  ].join(" · ");
}

/** What stands behind the words, for those who want to know: how much one segment holds. */
export function segmentWords({ parts }: Preview): string {
  const isForeign = parts.some(({ size }) => size?.encoding === "UCS-2");
  const holds = isForeign
    ? "70 characters, or 67 where there are several (UCS-2)"
    : "160 characters, or 153 where there are several (GSM-7)";
  return `Texts are paid for by the segment. One holds ${holds}.`;
}

const count = (many: number, one: string): string => `${many.toLocaleString("en")} ${one}${many === 1 ? "" : "s"}`;

function named(foreign: readonly string[]): string {
  const some = foreign.slice(0, MOST_NAMED).map((character) => `“${character}”`);
  const more = foreign.length - some.length;
  return `${some.join(" ")}${more > 0 ? ` and ${more} more` : ""}`;
}
