import sanitizeHtml from "sanitize-html";
import { parseDeclarations, safeStyle } from "./css.ts";
import { markOf } from "./quote-marks.ts";
import { Sight } from "./sight.ts";
import { hiddenNames } from "./style-sheet.ts";

/** Above either, the HTML is not shown but told of; the text still is. Both are far above what people write. */
const MAX_HTML_LENGTH = 1_000_000;
const MAX_LINKS = 5000;
const TOO_LARGE = "<p>The formatted version of this mail is too large to show. It is in the original.</p>";

/** Deeper elements lose their tags and keep their text. */
const MAX_NESTING = 120;

/** Real mails stay below a hundred, careless ones with unclosed tags below a thousand. */
const MAX_DEPTH = 2000;
/** Long newsletters have some thousand. */
const MAX_TAGS = 50_000;
/** Elements that need no end tag, or have none. */
const NEVER_DEEP = new Set(
  "area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr wbr".split(
    " ",
  ),
);

const TAGS = [
  "a abbr b bdi bdo big blockquote br caption center cite code col colgroup",
  "dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins",
  "kbd li mark ol p pre q s samp small span strike strong sub sup",
  "table tbody td tfoot th thead tr tt u ul var wbr",
].flatMap((names) => names.split(" "));

/** The class of what goes away with all that it holds. Never in the result. */
const DROPPED = "dropped";

type Attributes = Record<string, string>;

/**
 * The HTML of a mail as it may be shown: no scripts, forms or styles that hide or overlay, nothing that is loaded from
 * anywhere (images by `cid:` only), links that give nothing away, and nothing that nobody could see. Quoted parts have
 * the class `quoted`, or `quoted-below` where everything behind them is.
 */
export function safeHtml(html: string): string {
  if (html.length > MAX_HTML_LENGTH || isTangled(html) || countLinks(html) > MAX_LINKS) return TOO_LARGE;
  const safe = clean(html);
  return safe.length > 2 * MAX_HTML_LENGTH ? TOO_LARGE : safe;
}

/** The same for reading: of too much HTML its beginning, of tangled HTML its words. */
export function readableHtml(html: string): string {
  const beginning = html.slice(0, MAX_HTML_LENGTH);
  return clean(isTangled(beginning) ? beginning.replace(/<[^<>]*>?/g, " ") : beginning);
}

/** The parser's time grows with the square of the depth, and everything's with the number of tags. */
function isTangled(html: string): boolean {
  if (html.split("<", MAX_TAGS + 2).length > MAX_TAGS) return true;
  let depth = 0;
  for (const [, end, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (NEVER_DEEP.has(name?.toLowerCase() ?? "")) continue;
    depth = Math.max(0, depth + (end === "/" ? -1 : 1));
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function countLinks(html: string): number {
  let links = 0;
  for (const _link of html.matchAll(/<a\s/gi)) links += 1;
  return links;
}

function clean(html: string): string {
  const hidden = hiddenNames(html);
  const sight = new Sight();
  // A title without an end would be all that there is.
  const whole = /<\/title/i.test(html) ? html : html.replace(/<title[^>]{0,200}>/gi, "");
  return sanitizeHtml(whole, {
    allowedTags: TAGS,
    nonTextTags: [
      "script",
      "style",
      "textarea",
      "option",
      "xmp",
      "noscript",
      "title",
      "select",
      "object",
      "svg",
      "math",
    ],
    allowedAttributes: {
      "*": ["align", "class", "dir", "lang", "style", "title", "valign"],
      a: ["href", "rel", "target"],
      font: ["color", "size"],
      img: ["alt", "height", "src", "width"],
      ol: ["start", "type"],
      table: ["border", "cellpadding", "cellspacing", "width"],
      td: ["bgcolor", "colspan", "rowspan", "width"],
      th: ["bgcolor", "colspan", "rowspan", "width"],
    },
    allowedSchemes: ["http", "https", "mailto"],
    allowedSchemesByTag: { img: ["cid"] },
    allowProtocolRelative: false,
    nestingLimit: MAX_NESTING,
    // The styles are ours by then, built from an allow-list.
    parseStyleAttributes: false,
    onOpenTag: (_tag, attributes) => sight.open(attributes, hidden),
    onCloseTag: () => sight.close(),
    exclusiveFilter: ({ attribs }) => attribs["class"] === DROPPED,
    textFilter: (text) => (sight.blind ? "" : text),
    transformTags: { "*": (tagName, attribs) => transformed(tagName, attribs, sight) },
  });
}

function transformed(tagName: string, attributes: Attributes, sight: Sight) {
  const { class: _class, id: _id, style = "", ...rest } = attributes;
  if (sight.gone || (tagName === "img" && !isKept(rest["src"]))) return { tagName, attribs: { class: DROPPED } };

  const mark = markOf(tagName, attributes);
  const safe = safeStyle(parseDeclarations(style));
  const kept: Attributes = {
    ...rest,
    ...(safe === "" ? {} : { style: safe }),
    ...(mark === null ? {} : { class: mark }),
  };
  return { tagName, attribs: tagName === "a" ? safeLink(kept) : kept };
}

function isKept(source: string | undefined): boolean {
  return /^\s*cid:/i.test(source ?? "");
}

/** A link to somewhere outside, or none: a relative one would lead to us. */
function safeLink({ href, rel: _rel, target: _target, ...rest }: Attributes): Attributes {
  if (href === undefined || !/^\s*(?:https?:\/\/|mailto:)/i.test(href)) return rest;
  return { ...rest, href: href.trim(), rel: "noopener noreferrer nofollow", target: "_blank" };
}
