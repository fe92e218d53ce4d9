import { isBlank } from "./quote-lines.ts";

/** Longer than any signature: what follows a separator then is more of the letter. */
const MAX_FILLED_LINES = 18;

/** What phones and apps add by themselves, from the beginning of a line. */
const DEVICES = new RegExp(
  `^\\W{0,3}(?:${[
    "sent from (?:my |the )?|sent (?:with|via|using) |get outlook for |get (?:the )?\\w{1,20} app |sent by ",
    "von meinem .{1,40} gesendet|von meinem .{1,40} aus gesendet|gesendet (?:von|mit|über|aus) |diese nachricht wurde von ",
    "envoyé (?:de|depuis|avec|à partir) |télécharger outlook|obtenez outlook|outlook für |holen sie sich outlook",
    "enviado (?:desde|do|da|de|con|com|a partir) |enviada (?:desde|do) |obtener outlook|obter o outlook|enviat des ",
    "inviato (?:da|dal|con) |scarica outlook|ottieni outlook|verzonden (?:vanaf|met|vanuit) |verstuurd (?:vanaf|met) ",
    "download outlook|outlook voor |skickat från |skickades från |sendt fra |sendt med |hent outlook|hämta outlook",
    "lähetetty |hanki outlook|wysłan[eo] (?:z|za) |odesláno z|odoslané z|elküldve |küldve |trimis de pe ",
    "отправлено (?:с|из) |надіслано з|στάλθηκε από |gönderen |iphone'umdan gönderildi|gửi từ |dikirim dari ",
    "发自我的|發自我的|从我的|從我的|来自我的|나의 .{1,30}에서 보냄|내 .{1,30}에서 보냄|נשלח מה|مُرسل من",
  ].join("|")}|.{1,30}から送信)`,
  "iu",
);

/**
 * Where the signature of a text begins, or null: behind `--`, a rule of underscores, or what a phone adds. What comes
 * before is never empty.
 */
export function signatureStart(lines: readonly string[]): number | null {
  const last = lines.findLastIndex((line) => !isBlank(line));
  let filled = 0;
  let start: number | null = null;
  for (let index = last; index > 0 && filled <= MAX_FILLED_LINES; index -= 1) {
    const line = lines[index] ?? "";
    if (isBlank(line)) continue;
    filled += 1;
    if (isSeparator(line) || (filled <= 3 && (isDeviceLine(line) || isHandWritten(lines, index, filled))))
      start = index;
  }
  return start !== null && lines.findIndex((line) => !isBlank(line)) < start ? start : null;
}

/** RFC 3676, section 4.3; many programs drop the blank behind it. Lists put a line of underscores above their footer. */
function isSeparator(line: string): boolean {
  return /^\s{0,3}(?:--|—|__+)\s*$/.test(line);
}

/** Short and without a second thought: "Sent from my desk, which is easier" is a sentence. */
function isDeviceLine(line: string): boolean {
  return line.length <= 90 && DEVICES.test(line.trim()) && !/[,;!?]\s/.test(line.trim());
}

/** "-Jane" or "- Jane Doe" as the last line, in a paragraph of its own. */
function isHandWritten(lines: readonly string[], index: number, filled: number): boolean {
  return (
    filled === 1 &&
    isBlank(lines[index - 1] ?? "") &&
    /^-{1,2}\s?\p{Lu}[\p{L}.]{1,20}(?: \p{Lu}[\p{L}.]{0,20}){0,2}$/u.test((lines[index] ?? "").trim())
  );
}
