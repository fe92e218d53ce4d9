import { checkArticles } from "../../knowledge/check/check-articles.ts";
import type { Source } from "../../knowledge/check/read-page.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Shelf } from "./open-shelf.ts";
import { printFindings } from "./print-findings.ts";

/** Exit code 1 when something is wrong, and not only worth a look. */
export async function checkLibrary({ json }: { readonly json: boolean }, { knowledge }: Shelf): Promise<number> {
  const sources = sourcesOf(knowledge);
  const findings = checkArticles(sources, knowledge.problems);
  const text = json
    ? JSON.stringify({ articles: sources.length, findings }, null, 2)
    : printFindings(findings, sources.length);
  process.stdout.write(`${text}\n`);
  return findings.some(({ severity }) => severity === "error") ? 1 : 0;
}

/** What can be found: while somebody drafts another text for a file's article, the file's. The API's have slugs for files. */
function sourcesOf({ listed, ofFiles }: Pick<Knowledge, "listed" | "ofFiles">): readonly Source[] {
  const served = listed.flatMap((entry) => {
    const one = entry.isDraft ? ofFiles.get(entry.article.slug) : entry;
    return one === undefined || one.isDraft ? [] : [one];
  });
  return served.map(({ article, origin }) => ({ article, file: origin.kind === "file" ? origin.file : article.slug }));
}
