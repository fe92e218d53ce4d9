/** Longer names are a trouble on every disk. */
const MAX_LENGTH = 200;

/** A name for people: no folder, no control characters or direction marks, never empty, never only dots. */
export function safeFilename(name: string, fallback: string): string {
  const words = name
    .toWellFormed()
    .replace(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, "")
    .replace(/[\\/:*?"<>|]+/g, "_")
    .trim();
  const shown = words.replace(/^\.+/, "").trim();
  return shown === "" || /^[_\s.]+$/.test(shown) ? fallback : shortened(shown);
}

/** The second file of a name is called `name (2).txt`. */
export function numbered(name: string, count: number): string {
  if (count < 2) return name;
  const { stem, extension } = split(name);
  return shortened(`${stem} (${count})${extension}`);
}

/** Cut in the middle, so that it keeps its extension. */
function shortened(name: string): string {
  if (name.length <= MAX_LENGTH) return name;
  const { stem, extension } = split(name);
  const end = /( \(\d+\))?$/.exec(stem)?.[0] ?? "";
  return `${stem
    .slice(0, MAX_LENGTH - extension.length - end.length)
    .toWellFormed()
    .trimEnd()}${end}${extension}`;
}

function split(name: string): { stem: string; extension: string } {
  const extension = /\.[\w-]{1,12}$/.exec(name)?.[0] ?? "";
  return { stem: name.slice(0, name.length - extension.length), extension };
}
