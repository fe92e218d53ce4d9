import { convert } from "html-to-text";
import { Marked } from "marked";
import sanitizeHtml from "sanitize-html";

/** A text in both the forms in which a mail carries it. */
export interface RenderedText {
  readonly plain: string;
  readonly html: string;
}

const marked = new Marked({
  gfm: true,
  // Who writes an answer ends a line where he means to.
  breaks: true,
  renderer: {
    // Tags that somebody wrote are words: they are shown, not obeyed.
    html: ({ text }) => escapeHtml(text),
    // Nothing is loaded from elsewhere when a mail is opened.
    image: ({ text, href }) => `<a href="${escapeHtml(href)}">${escapeHtml(text || href)}</a>`,
  },
});

/** Renders Markdown. No part is empty when the text is not. */
export function renderMarkdown(markdown: string): RenderedText {
  const html = sanitizeHtml(marked.parse(markdown, { async: false }), ALLOWED).trim();
  // Numbers of lists are set in by a space.
  const plain = convert(html, AS_TEXT)
    .replace(/^ (?=\d+\. )/gm, "")
    .trim();
  // Such as a line of three stars: a rule in HTML, and nothing in words.
  return { plain: plain === "" ? markdown : plain, html };
}

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ..."p br hr blockquote pre code em strong del ul ol li a h1 h2 h3 h4 h5 h6".split(" "),
    ..."table thead tbody tr th td".split(" "),
  ],
  allowedAttributes: { a: ["href"], ol: ["start"], th: ["align"], td: ["align"] },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
  transformTags: {
    // In a mail, what has no host leads nowhere, and what has half of one leads where a browser thinks best.
    a: (tagName, { href = "" }) => ({ tagName, attribs: /^(?:https?:\/\/|mailto:)/i.test(href) ? { href } : {} }),
  },
};

const AS_TEXT = {
  wordwrap: false,
  selectors: [
    { selector: "a", options: { linkBrackets: ["(", ")"], hideLinkHrefIfSameAsText: true } },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: "ul", options: { itemPrefix: "- " } },
    { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
  ],
} satisfies Parameters<typeof convert>[1];

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
