/** Classes in our HTML: this element is quoted; this one and all behind it are. */
export type QuoteMark = "quoted" | "quoted-below";

/** What mail programs wrap quoted mails in, by class. */
const QUOTED_CLASSES = new Set(["gmail_attr", "yahoo_quoted", "protonmail_quote", "zmail_extra", "moz-cite-prefix"]);
/** The same by id. */
const QUOTED_IDS = new Set(["olk_src_body_section", "isforwardcontent"]);
/** What mail programs put in front of a quoted mail and nowhere close. */
const BELOW_CLASSES = new Set(["outlookmessageheader"]);
const BELOW_IDS = new Set(["divrplyfwdmsg", "appendonsend", "replysplit", "mail-editor-reference-message-container"]);

/** Whether an element begins what a mail program quotes. Browsers' quotes of other texts do not count. */
export function markOf(tagName: string, attributes: Readonly<Record<string, string>>): QuoteMark | null {
  // Programs that import mails put a prefix in front of ids.
  const id = (attributes["id"] ?? "").toLowerCase().replace(/^x_+/, "");
  const classes = (attributes["class"] ?? "")
    .toLowerCase()
    .split(/\s+/)
    .map((name) => name.replace(/^x_+/, ""));
  if (BELOW_IDS.has(id) || classes.some((name) => BELOW_CLASSES.has(name))) return "quoted-below";
  if (QUOTED_IDS.has(id) || classes.some((name) => QUOTED_CLASSES.has(name))) return "quoted";
  if (tagName !== "blockquote") return null;
  const cited = attributes["type"]?.toLowerCase() === "cite" || attributes["cite"] !== undefined;
  return cited || classes.some((name) => name === "gmail_quote" || name === "iosquote") ? "quoted" : null;
}
