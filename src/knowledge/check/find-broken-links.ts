import type { AddressBook } from "./address-book.ts";
import type { Finding } from "./finding.ts";
import type { Page } from "./read-page.ts";

/** What runs on the reader's own machine needs no certificate. */
const LOCAL = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/;

/** The links of a page that lead to no article of ours, or to a heading that is not there. Asks nobody. */
export function findBrokenLinks(page: Page, book: AddressBook): readonly Finding[] {
  const written = [...new Set(page.torn)].map((text) =>
    dead(page.file, `${text} is no link, and readers see it as it stands`),
  );
  return [...written, ...[...new Set(page.links)].flatMap((link) => broken(link, page, book))];
}

function broken(link: string, page: Page, book: AddressBook): readonly Finding[] {
  const { file } = page;
  const target = book.follow(link, page);
  switch (target.kind) {
    case "nowhere":
      return [dead(file, target.why)];
    case "elsewhere":
      if (!link.startsWith("http:") || LOCAL.test(link)) return [];
      return [{ file, kind: "insecure_link", severity: "warning", words: `${link} is not https` }];
    case "page": {
      if (target.anchor === null || target.page.anchors.has(target.anchor)) return [];
      const words = `${link}: ${target.page.file} has no heading of that name`;
      return [{ file, kind: "dead_anchor", severity: "warning", words }];
    }
  }
}

const dead = (file: string, words: string): Finding => ({ file, kind: "dead_link", severity: "error", words });
