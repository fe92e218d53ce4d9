import { decodePart } from "./decode-part.ts";

/** What the part of the page's address behind the # names. */
export type Place =
  | { readonly kind: "inbox"; readonly conversationId: string | null }
  | { readonly kind: "articles"; readonly slug: string | null }
  /** An article that is not there yet; `gapId`: of the question that it is to answer. */
  | { readonly kind: "new_article"; readonly gapId: string | null }
  | { readonly kind: "try" }
  | { readonly kind: "gaps" }
  | { readonly kind: "status" };

export type KnowledgePlace = Exclude<Place, { readonly kind: "inbox" }>;

const KNOWLEDGE = "/knowledge";
const ARTICLE = "/knowledge/articles/";
const NEW = "/knowledge/new";

/** `hash` without its #. What nothing is called is the beginning of the knowledge. */
export function parsePlace(hash: string): Place {
  if (!hash.startsWith("/")) return { kind: "inbox", conversationId: hash || null };
  if (hash === NEW || hash.startsWith(`${NEW}/`))
    return { kind: "new_article", gapId: decodePart(hash.slice(NEW.length + 1)) };
  switch (hash) {
    case "/knowledge/try":
      return { kind: "try" };
    case "/knowledge/gaps":
      return { kind: "gaps" };
    case "/knowledge/status":
      return { kind: "status" };
    default:
      return { kind: "articles", slug: hash.startsWith(ARTICLE) ? decodePart(hash.slice(ARTICLE.length)) : null };
  }
}

/** With the #, for a link. */
export function hashOf(place: Place): string {
  switch (place.kind) {
    case "inbox":
      return `#${place.conversationId ?? ""}`;
    case "articles":
      return place.slug === null ? `#${KNOWLEDGE}` : `#${ARTICLE}${encodeURIComponent(place.slug)}`;
    case "new_article":
      return place.gapId === null ? `#${NEW}` : `#${NEW}/${encodeURIComponent(place.gapId)}`;
    case "try":
    case "gaps":
    case "status":
      return `#${KNOWLEDGE}/${place.kind}`;
  }
}
