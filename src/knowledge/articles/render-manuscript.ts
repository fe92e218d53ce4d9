import { stringify } from "yaml";
import type { Manuscript } from "./parse-article.ts";

/** The file that says the same: `parseManuscript` of it is the manuscript again. */
export function renderManuscript({ title, audience, url, tags, language, isDraft, text }: Manuscript): string {
  const fields = {
    title,
    audience,
    ...(url !== null && { url }),
    ...(tags.length > 0 && { tags }),
    ...(language !== null && { language }),
    ...(isDraft && { draft: true }),
  };
  // A line of --- within a long title would end the front matter: as JSON a string stays on its line.
  const yaml = stringify(fields, { lineWidth: 0, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" });
  return `---\n${yaml}---\n\n${text}\n`;
}
