import { convert, type FormatCallback } from "html-to-text";
import { QUOTE_BELOW, QUOTE_END, QUOTE_START } from "./quote-lines.ts";

/** Escaped, our HTML is longer than what came; more is not read. */
const MAX_LENGTH = 2_000_000;

/** Deeper than our own HTML gets. */
const MAX_DEPTH = 200;

/**
 * Our own safe HTML as text for people, with a line of marks around what mail programs quoted (see `quote-lines.ts`).
 */
export function textOfHtml(html: string): string {
  return convert(html.slice(0, MAX_LENGTH), {
    wordwrap: false,
    limits: { maxDepth: MAX_DEPTH },
    formatters: { quoted, quotedBelow },
    selectors: [
      { selector: ".quoted", format: "quoted" },
      { selector: ".quoted-below", format: "quotedBelow" },
      { selector: "img", format: "skip" },
      { selector: "hr", format: "horizontalLine", options: { length: 20 } },
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true, linkBrackets: ["<", ">"] } },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
      ...["p", "ul", "ol", "blockquote", "pre", "table"].map((selector) => ({
        selector,
        options: { leadingLineBreaks: 2, trailingLineBreaks: 2 },
      })),
    ],
  });
}

const quoted: FormatCallback = (element, walk, builder) => {
  addLine(builder, QUOTE_START);
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
  addLine(builder, QUOTE_END);
};

const quotedBelow: FormatCallback = (element, walk, builder) => {
  addLine(builder, QUOTE_BELOW);
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
};

function addLine(builder: Parameters<FormatCallback>[2], line: string): void {
  builder.openBlock({ leadingLineBreaks: 1 });
  builder.addInline(line);
  builder.closeBlock({ trailingLineBreaks: 1 });
}
