import { z } from "zod";

/** Beyond these it is no title, url or tag any more, but text that got into the wrong place. UTF-16 units. */
const MAX_TITLE_LENGTH = 300;
const MAX_URL_LENGTH = 2_000;
const MAX_TAG_LENGTH = 100;
const MAX_TAGS = 100;
/** RFC 5646, section 4.4.1: no tag in use is longer. */
const MAX_LANGUAGE_LENGTH = 35;

/** On one line, and as UTF-8 can have it. */
const toLine = (text: string): string => text.toWellFormed().replace(/\s+/g, " ").trim();

const tag = z
  .union([z.string(), z.number()])
  .transform((given) => toLine(String(given)))
  .pipe(z.string().min(1).max(MAX_TAG_LENGTH));

const language = z
  .string()
  .trim()
  .max(MAX_LANGUAGE_LENGTH)
  .refine(isLanguage, { error: "must be a language by BCP 47, such as en or pt-BR" })
  .transform((tag) => Intl.getCanonicalLocales(tag)[0] ?? tag);

/** What stands between the two lines of `---`. Keys of other tools are ignored. */
export const FIELDS = z.object({
  title: z.string().transform(toLine).pipe(z.string().min(1).max(MAX_TITLE_LENGTH)),
  audience: z.enum(["public", "internal"]),
  url: z
    .url({ protocol: /^https?$/ })
    .max(MAX_URL_LENGTH)
    .nullish(),
  tags: z.array(tag).max(MAX_TAGS).nullish(),
  language: language.nullish(),
  draft: z.boolean().nullish(),
});

const FRONT_MATTER = /^---[ \t]*\n([\s\S]*?)\n?^---[ \t]*$/m;

/** The YAML before a Markdown text with LF line ends, and the text; null where there is none. */
export function splitFrontMatter(markdown: string): { readonly yaml: string; readonly text: string } | null {
  const found = FRONT_MATTER.exec(markdown);
  if (found?.index !== 0) return null;
  return { yaml: found[1] ?? "", text: markdown.slice(found[0].length) };
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
