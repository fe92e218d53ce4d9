/** Pieces of a text that nothing may touch while the rest is changed. */
export interface Aside {
  /** A mark that stands for `piece` until it is restored. */
  keep(piece: string): string;
  restore(text: string): string;
}

/** Private-use characters, so that no markup can be seen in a mark. */
const [OPEN, CLOSE] = ["\uE000", "\uE001"];
const MARK = /\uE000([\uE100-\uF8FF]+)\uE001/g;
/** One character for each of sixteen digits: a mark has no digits of its own, so it is no figure either. */
const FIRST = 0xe100;

export function keepAside(): Aside {
  const kept: string[] = [];
  return {
    keep(piece) {
      kept.push(piece);
      const index = (kept.length - 1).toString(16);
      const digits = Array.from(index, (digit) => String.fromCharCode(FIRST + Number.parseInt(digit, 16)));
      return `${OPEN}${digits.join("")}${CLOSE}`;
    },
    restore,
  };

  /** What was kept may have marks in it, of what was kept before. */
  function restore(text: string): string {
    return text.replaceAll(MARK, (_, digits: string) => {
      const index = Array.from(digits, (digit) => (digit.charCodeAt(0) - FIRST).toString(16)).join("");
      return restore(kept[Number.parseInt(index, 16)] ?? "");
    });
  }
}
