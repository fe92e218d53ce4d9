import { posix } from "node:path";
import { type Page, toAnchor } from "./read-page.ts";

/** Where a link of an article leads. */
export type Target =
  | { readonly kind: "page"; readonly page: Page; readonly anchor: string | null }
  /** To somewhere that is none of our articles: what is there is not ours to know. */
  | { readonly kind: "elsewhere" }
  | { readonly kind: "nowhere"; readonly why: string };

/** Which articles there are, to follow links without asking the network. */
export interface AddressBook {
  /** `link` as it is written in `from`. */
  follow(link: string, from: Page): Target;
}

/** What a browser does not open as a page. */
const OTHER_SCHEME = /^(?!https?:)[a-z][a-z\d+.-]*:/i;
/** Files that may lie beside the articles. */
const OTHER_FILE = /\.(?!md$|html?$)[a-z\d]{2,5}$/i;

export function createAddressBook(pages: readonly Page[]): AddressBook {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const bySlug = new Map(pages.map((page) => [page.article.slug, page]));
  const byUrl = new Map<string, Page>();
  for (const page of pages) if (page.article.url !== null) byUrl.set(addressOf(new URL(page.article.url)), page);
  const places = placesOf(pages);

  const atUrl = (url: URL): Target => {
    const page = byUrl.get(addressOf(url));
    if (page !== undefined) return toPage(page, url.hash);
    const place = places.get(url.host);
    const isOurs = place !== undefined && url.pathname.startsWith(place) && url.pathname.length > place.length;
    return isOurs ? { kind: "nowhere", why: `there is no article at ${url.href}` } : { kind: "elsewhere" };
  };

  const beside = (link: string, from: Page): Target => {
    const [path = ""] = link.split("#");
    const hash = link.slice(path.length);
    if (path === "") return toPage(from, hash);
    const name = decoded(path.split("?")[0] ?? "");
    const inFolder = posix.normalize(posix.join(posix.dirname(from.file), name));
    const page = byFile.get(inFolder) ?? byFile.get(`${inFolder}.md`);
    if (page !== undefined) return toPage(page, hash);
    const { url } = from.article;
    const published = url === null ? null : byUrl.get(addressOf(new URL(path, url)));
    const named = published ?? bySlug.get(posix.basename(name).replace(/\.(?:md|html?)$/i, ""));
    if (named !== undefined) return toPage(named, hash);
    return OTHER_FILE.test(name) ? { kind: "elsewhere" } : { kind: "nowhere", why: `there is no article ${link}` };
  };

  return {
    follow(link, from) {
      if (link.trim() === "") return { kind: "nowhere", why: "a link has no address" };
      if (OTHER_SCHEME.test(link)) return { kind: "elsewhere" };
      if (!/^(?:https?:|\/\/)/i.test(link)) return beside(link, from);
      const url = URL.parse(link, "https://nowhere.invalid");
      return url === null ? { kind: "nowhere", why: `${link} is no address` } : atUrl(url);
    },
  };
}

/** Without what tells no two articles apart. */
function addressOf({ host, pathname }: URL): string {
  return `${host}${decoded(pathname).replace(/\/+$/, "")}`.replace(/\.html?$/, "");
}

function toPage(page: Page, hash: string): Target {
  const anchor = toAnchor(decoded(hash.slice(1)));
  return { kind: "page", page, anchor: anchor === "" ? null : anchor };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** By host, the folder that all articles of it are in: beside the help centre a host may have pages that are not ours. */
function placesOf(pages: readonly Page[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const { article } of pages) {
    if (article.url === null) continue;
    const { host, pathname } = new URL(article.url);
    const folder = pathname.slice(0, pathname.lastIndexOf("/") + 1);
    places.set(host, commonFolder(places.get(host) ?? folder, folder));
  }
  return places;
}

function commonFolder(a: string, b: string): string {
  let end = 0;
  for (let at = 0; a[at] !== undefined && a[at] === b[at]; at += 1) if (a[at] === "/") end = at + 1;
  return a.slice(0, end);
}
