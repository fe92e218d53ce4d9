import { hides, parseDeclarations, withoutComments } from "./css.ts";

/** More than a mail's own rules is not read. */
const MAX_RULES = 2000;

/**
 * The classes and ids (as `.name` and `#name`) that the style sheets in an HTML text hide outright. Rules for some
 * screens only, in braces of their own, do not count: what they hide is seen on others.
 */
export function hiddenNames(html: string): ReadonlySet<string> {
  const hidden = new Set<string>();
  let rules = 0;
  for (const sheet of sheetsOf(html)) {
    for (const rule of topLevelRules(withoutComments(sheet))) {
      rules += 1;
      if (rules > MAX_RULES) return hidden;
      if (!hides(parseDeclarations(rule.body))) continue;
      for (const selector of rule.selectors.split(",")) {
        const name = /^[a-z]*([.#][\w-]{1,100})$/i.exec(selector.trim())?.[1];
        if (name !== undefined) hidden.add(name);
      }
    }
  }
  return hidden;
}

function sheetsOf(html: string): string[] {
  const sheets: string[] = [];
  const lower = html.toLowerCase();
  let at = lower.indexOf("<style");
  while (at !== -1) {
    const start = lower.indexOf(">", at);
    const end = start === -1 ? -1 : lower.indexOf("</style", start);
    if (end === -1) break;
    sheets.push(html.slice(start + 1, end));
    at = lower.indexOf("<style", end);
  }
  return sheets;
}

function topLevelRules(sheet: string): { selectors: string; body: string }[] {
  const rules: { selectors: string; body: string }[] = [];
  let depth = 0;
  let from = 0;
  let selectors = "";
  for (let at = 0; at < sheet.length; at += 1) {
    if (sheet[at] === "{") {
      if (depth === 0) selectors = sheet.slice(from, at).replace(/<!--|-->/g, "");
      depth += 1;
      from = at + 1;
    } else if (sheet[at] === "}") {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && !selectors.trim().startsWith("@")) rules.push({ selectors, body: sheet.slice(from, at) });
      from = at + 1;
    }
  }
  return rules;
}
