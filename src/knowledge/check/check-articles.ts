import type { Problem } from "../articles/read-files.ts";
import { createAddressBook } from "./address-book.ts";
import { findBrokenLinks } from "./find-broken-links.ts";
import { findDoubles } from "./find-doubles.ts";
import { findFaultsOfForm } from "./find-faults-of-form.ts";
import { findLeaks } from "./find-leaks.ts";
import type { Finding } from "./finding.ts";
import { readPage, type Source } from "./read-page.ts";

/**
 * What is wrong with a help centre: errors first, then by file. Looks at the articles alone, and never at the network.
 * `problems` are the files that could not be made into articles.
 */
export function checkArticles(sources: readonly Source[], problems: readonly Problem[]): readonly Finding[] {
  const pages = sources.map(readPage);
  const book = createAddressBook(pages);
  const findings: Finding[] = [
    ...problems.map(({ file, reason }) => broken(file, reason)),
    ...pages
      .filter(({ readable }) => !readable)
      .map(({ file }) => broken(file, "its lists or quotations are nested too deep")),
    ...pages.flatMap((page) => [...findBrokenLinks(page, book), ...findFaultsOfForm(page)]),
    ...findLeaks(pages, book),
    ...findDoubles(pages),
  ];
  const severity = (finding: Finding): number => (finding.severity === "error" ? 0 : 1);
  return findings.sort((a, b) => severity(a) - severity(b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

const broken = (file: string, words: string): Finding => ({ file, kind: "broken", severity: "error", words });
