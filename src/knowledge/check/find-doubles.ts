import type { Finding } from "./finding.ts";
import { type Page, wordsOf } from "./read-page.ts";
import { shinglesOf } from "./shingles.ts";

/** Shorter runs of words are idioms, longer ones miss a sentence in which one word is another. */
const RUN = 5;
/** Of the shorter article, in runs of words. */
const SAME_SHARE = 0.8;
/** Shorter texts share much by chance. */
const MIN_RUNS = 25;
/** A run in more articles than these is what all of them say, such as how to reach support. */
const MAX_ARTICLES = 50;

/** Articles with the same title, or with nearly the same text. Both files are named, at the later one. */
export function findDoubles(pages: readonly Page[]): readonly Finding[] {
  return [...sameTitles(pages), ...sameTexts(pages)];
}

function sameTitles(pages: readonly Page[]): readonly Finding[] {
  const first = new Map<string, Page>();
  return pages.flatMap((page): Finding[] => {
    const title = wordsOf(page.article.title).join(" ");
    const other = first.get(title);
    if (other === undefined) first.set(title, page);
    return other === undefined ? [] : [warn(page, `has the title of ${other.file}`)];
  });
}

function sameTexts(pages: readonly Page[]): readonly Finding[] {
  const runs = pages.map(({ words }) => shinglesOf(words, RUN));
  const holders = holdersOf(runs);
  return pages.flatMap((page, at) => {
    const own = runs[at] ?? new Set();
    const shared = new Map<number, number>();
    for (const run of own) {
      const others = holders.get(run) ?? [];
      if (others.length > MAX_ARTICLES) continue;
      for (const other of others) if (other < at) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    return [...shared].flatMap(([other, count]) => {
      const smaller = Math.min(own.size, runs[other]?.size ?? 0);
      const twin = pages[other];
      if (twin === undefined || smaller < MIN_RUNS || count / smaller < SAME_SHARE) return [];
      return [sameText(page, twin, count / smaller)];
    });
  });
}

/** By run, the positions of the pages that have it, ascending. */
function holdersOf(runs: readonly ReadonlySet<number>[]): ReadonlyMap<number, readonly number[]> {
  const holders = new Map<number, number[]>();
  for (const [at, own] of runs.entries()) {
    for (const run of own) {
      const known = holders.get(run);
      if (known === undefined) holders.set(run, [at]);
      else known.push(at);
    }
  }
  return holders;
}

function sameText(page: Page, twin: Page, share: number): Finding {
  const isSame = page.words.join(" ") === twin.words.join(" ");
  if (isSame) return { ...warn(page, `has the text of ${twin.file}, word for word`), severity: "error" };
  return warn(page, `shares ${Math.round(share * 100)} % of its text, or of the other's, with ${twin.file}`);
}

const warn = ({ file }: Page, words: string): Finding => ({ file, kind: "duplicate", severity: "warning", words });
