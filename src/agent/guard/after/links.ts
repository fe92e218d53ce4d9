import { without } from "./value.ts";

/** An address in a text that a reader, or his program, can follow. */
export interface Link {
  readonly text: string;
  readonly start: number;
  /** Null: nothing that a customer should follow, such as `javascript:`. */
  readonly url: URL | null;
  /** Only a host's name, as in "status.acme.example". */
  readonly isBare: boolean;
}

export interface Mail {
  /** Lowercased. */
  readonly address: string;
  readonly text: string;
  readonly start: number;
}

/** Generic ones that people take for addresses at a glance; two letters are a country's. */
const DOMAINS =
  "com|net|org|info|biz|edu|gov|mil|int|name|pro|mobi|app|dev|page|web|cloud|online|site|website|store|shop|blog|tech|space|live|life|world|today|news|email|support|help|services|solutions|agency|company|group|team|tools|software|systems|network|digital|media|studio|design|link|click|top|xyz|club|vip|win|fun|icu|zip|mov|bank|money|finance|cash|credit|pay|market|work|works|run|social|chat|one|example|test|local|localhost|internal|onion";
/** Endings of files and of abbreviations that are countries', too: alone they are no addresses. */
const NO_COUNTRIES = new Set(
  "md py sh rs pl ps so js ts cc am pm is it in to at no be my so as id me do us ad".split(" "),
);

const SCHEME =
  /(?<![\p{L}\p{N}])(?:(?:h(?:tt|xx|\*\*)ps?|ftps?|wss?|file)\s?:\s?\/\/?(?=[^\s/<>"'`|)])|javascript:|data:(?=\w+\/)|vbscript:)[^\s<>"'`|()[\]{}]+(?:\([^\s<>"'`|()]*\)[^\s<>"'`|()[\]{}]*)?/giu;
const TARGET = /\]\(\s*<?([^\s)>]+)/gu;
const REFERENCE = /^ {0,3}\[[^\]\n]{1,200}\]:\s*<?([^\s>]+)/gmu;
const ATTRIBUTE = /\b(?:href|src)\s*=\s*["']?([^\s"'>]+)/giu;
const MAIL =
  /(?:mailto:)?(?<![\p{L}\p{N}._%+/-])([\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}[\p{L}\p{N}-]{2,24})(?![\p{L}\p{N}@])/giu;
const BARE =
  /(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}[\p{L}][\p{L}\p{N}-]{1,23}(?![\p{L}\p{N}@]|-[\p{L}\p{N}])(?::\d{2,5})?(?:\/[^\s<>"'`|()[\]{}]*)?/gu;
const IP = /(?<![\p{L}\p{N}.:-])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)(?::\d{2,5})?(?:\/[^\s<>"'`|()[\]{}]*)?/gu;

/** `evil[.]com`, `evil (dot) com`, `evil dot com`: written for people, and read by them. */
export function withPlainDots(text: string): string {
  return text
    .replace(/(?<=[\p{L}\p{N}])\s?[[({]\s?(?:\.|dot|punkt|punto|point|ponto)\s?[\])}]\s?(?=[\p{L}\p{N}])/giu, ".")
    .replace(
      new RegExp(`(?<=[\\p{L}\\p{N}]) (?:dot|punto|ponto) (?=(?:${DOMAINS}|[a-z]{2})(?![\\p{L}\\p{N}]))`, "giu"),
      ".",
    );
}

/** Mail addresses, also behind `mailto:`. */
export function mailsOf(text: string): readonly Mail[] {
  return [...text.matchAll(MAIL)].map((match) => ({
    address: (match[1] ?? "").toLowerCase(),
    text: match[0],
    start: match.index,
  }));
}

/** Links of every kind, in a text whose mail addresses are blanked. `ends`: last parts of hosts that are known besides. */
export function linksOf(text: string, ends: ReadonlySet<string>): readonly Link[] {
  const whole = [...text.matchAll(SCHEME)].map((match) => linkOf(trimmed(match[0]), match.index));
  const targets = [TARGET, REFERENCE, ATTRIBUTE].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) =>
      linkOf(match[1] ?? "", match.index + match[0].length - (match[1] ?? "").length),
    ),
  );
  const taken = [...whole, ...targets];
  const rest = without(text, taken);
  const bare = [...rest.matchAll(BARE)].filter((match) => isHost(match[0], ends)).map((match) => bareLink(match));
  const ips = [...rest.matchAll(IP)].map((match) => bareLink(match));
  return [...unique(taken), ...bare, ...ips];
}

/** One target is found as a link and as a target. */
function unique(links: readonly Link[]): Link[] {
  const starts = new Set<number>();
  return links.filter(({ start, text }) => {
    if (text === "" || starts.has(start) || starts.has(start - 1) || starts.has(start + 1)) return false;
    return starts.add(start);
  });
}

/** What ends a sentence does not belong to the link. */
const trimmed = (link: string): string => link.replace(/[.,;:!?…]{1,50}$/, "");

function linkOf(text: string, start: number): Link {
  const written = text
    .replace(/^h(?:xx|\*\*)p/i, "http")
    .replace(/\s/g, "")
    .replace(/^(https?):\/(?!\/)/i, "$1://");
  if (/^(?:mailto|tel|sms):/i.test(written)) return { text: "", start, url: null, isBare: false };
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(written);
  const address = hasScheme ? written : written.startsWith("//") ? `https:${written}` : `https://${written}`;
  const isWeb = /^(?:https?|wss?):/i.test(address);
  // A path alone, or an anchor, leads nowhere from a message.
  const isRelative = !hasScheme && /^[/#?.](?!\/)/.test(written);
  return { text, start, url: isWeb && !isRelative ? URL.parse(address) : null, isBare: false };
}

function bareLink(match: RegExpExecArray): Link {
  const text = trimmed(match[0]);
  const url = URL.parse(`https://${text}`);
  return { text, start: match.index, url, isBare: url !== null && url.pathname === "/" && url.search === "" };
}

const GENERIC = new RegExp(`^(?:${DOMAINS})$`, "i");

/** Whether dotted words are a host: "acme.example" is, "e.g", "task.created" and "done.It" are not. */
function isHost(text: string, ends: ReadonlySet<string>): boolean {
  const [host = ""] = text.split(/[:/]/);
  const labels = host.split(".");
  const end = labels.at(-1) ?? "";
  const isDeep = /^www\./i.test(host) || text.includes("/");
  if (GENERIC.test(end) || ends.has(end.toLowerCase()) || end.toLowerCase().startsWith("xn--")) return true;
  if (!/^[a-z]{2}$/i.test(end)) return isDeep && labels.length > 2;
  // A sentence that begins without a space, and an abbreviation.
  if (/^[A-Z][a-z]$/.test(end) || labels.every((label) => label.length <= 2)) return isDeep;
  return isDeep || !NO_COUNTRIES.has(end.toLowerCase()) || labels.length > 2;
}

/** The same for all spellings of an address: without `www.`, the last slash, the fragment and what trackers add. */
export function linkKey(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !/^(?:utm_\w+|gclid|fbclid|mc_[ce]id|ref|source)$/i.test(name));
  const query = new URLSearchParams(kept).toString();
  const path = url.pathname.replace(/\/+$/, "");
  return `link:${url.host.replace(/^www\./, "")}${path}${query ? `?${query}` : ""}`;
}
