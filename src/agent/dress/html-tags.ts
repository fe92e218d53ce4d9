/** One tag of HTML in a text. */
export interface Tag {
  /** Lowercased. */
  readonly name: string;
  /** `</b>`. */
  readonly closes: boolean;
  readonly attributes: string;
  readonly from: number;
  readonly to: number;
}

/** Each stops at the next `<`, so that a text of them is read once. */
const TAG =
  /<(\/?)([a-z][a-z\d]*)((?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>]+))?)*)\s*(?:\/\s*)?>/gi;

const NAMES = new Set(
  (
    "a abbr b bdi bdo big blockquote body br center cite code col colgroup dd del dfn div dl dt em figcaption figure font " +
    "h1 h2 h3 h4 h5 h6 hr html i img ins kbd li mark nav ol p picture pre q s samp script small span strike strong style sub sup " +
    "svg table tbody td tfoot th thead tr tt u ul wbr"
  ).split(" "),
);
/** Tags that could as well be placeholders, such as `<title>`: they are tags when they have attributes, or are closed. */
const WORDS = new Set(
  (
    "address article aside audio button caption data details footer form frame head header iframe input label legend link main " +
    "map menu meta object option output section select source summary template text textarea time title track var video"
  ).split(" "),
);
/** In `List<a>` they are no tags either, unless they are closed. */
const LETTERS = new Set(["a", "b", "i", "q", "s", "u"]);
/** Attributes without a value. Other words show that it is no tag: `a <b and c> d`. */
const FLAGS =
  /^(?:\s+(?:allowfullscreen|async|autoplay|checked|controls|defer|disabled|hidden|loop|multiple|muted|nowrap|open|readonly|required|reversed|selected))*$/i;

/** The tags of HTML in a text, in order. Anything else in angle brackets, such as `<your-domain>`, is what it is. */
export function htmlTags(text: string): Tag[] {
  const found = [...text.matchAll(TAG)].map((match) => {
    const [whole, slash, name = "", attributes = ""] = match;
    const from = match.index;
    return { name: name.toLowerCase(), closes: slash === "/", attributes, from, to: from + whole.length };
  });
  const closed = new Set(found.filter(({ closes }) => closes).map(({ name }) => name));
  return found.filter((tag) => isTag(tag, closed.has(tag.name), text.charAt(tag.from - 1)));
}

function isTag({ name, closes, attributes }: Tag, isClosed: boolean, before: string): boolean {
  if (!NAMES.has(name) && !WORDS.has(name)) return false;
  if (!attributes.includes("=") && !FLAGS.test(attributes)) return false;
  if (closes || isClosed || attributes !== "") return true;
  return !WORDS.has(name) && !(LETTERS.has(name) && /[\p{L}\p{N}_]/u.test(before));
}

/** As it is written, without its quotes; null when the tag has none of that name. */
export function attributeOf({ attributes }: Tag, name: string): string | null {
  for (const [, key, value] of attributes.matchAll(/([^\s=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?/g)) {
    if (key?.toLowerCase() === name) return (value ?? "").replaceAll(/^["']|["']$/g, "").trim();
  }
  return null;
}
