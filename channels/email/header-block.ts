import { isBlank } from "./quote-lines.ts";

type Field = "from" | "date" | "to" | "subject" | "other";

/** What mail programs call the header fields that they put above a quoted mail, lowercased, between bars. */
const LABELS: Readonly<Record<Field, readonly string[]>> = {
  from: [
    "from|von|de|da|van|fra|från|lähettäjä|od|od kogo|feladó|kimden|gönderen",
    "от|от кого|від|från|από|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|من|מאת",
    "dari|từ|odesílatel|odosielateľ|expeditor|expéditeur|remitente|afzender|mittente|remetente",
    "absender|avsändare|afsender|nadawca|saatja|siuntėjas|no|nuo|pošiljatelj",
  ],
  date: [
    "sent|date|gesendet|datum|envoyé|enviado|enviada em|enviado el|enviada|fecha|data|inviato",
    "verzonden|dato|skickat|sendt|lähetetty|päivämäärä|wysłano|wysłane|odesláno|odoslané|elküldve",
    "dátum|дата|отправлено|надіслано|gönderilen|gönderme tarihi|tarih|trimis|发送时间|发送日期|日期",
    "寄件日期|送信日時|日付|日時|보낸 날짜|날짜|التاريخ|تاريخ الإرسال|נשלח|תאריך|tanggal|terkirim|ngày",
    "gesendet am|sent on|poslano|date d'envoi|ημερομηνία|saadetud|išsiųsta|nosūtīts",
  ],
  to: [
    "to|an|à|a|para|aan|til|till|vastaanottaja|do|komu|címzett|kime|alıcı|кому|către",
    "προς|收件人|收件者|宛先|받는 사람|받는사람|إلى|אל|kepada|đến|destinataire|destinatario|empfänger",
    "cc|kopie|copie|copia|kopi|kopia|kopio|копия|копія|抄送|副本|참조|dw|bcc|bilgi|másolat",
  ],
  subject: [
    "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|temat|předmět",
    "predmet|tárgy|konu|тема|subiect|θέμα|主题|主旨|件名|제목|الموضوع|נושא|perihal|subjek|teema",
    "assumpte|chủ đề|tema|efni|re",
  ],
  other: ["reply-to|répondre à|responder a|antwort an|importance|wichtigkeit|priority|attachments|sent by|mailed-by"],
};

const FIELDS: ReadonlyMap<string, Field> = new Map(
  (Object.keys(LABELS) as Field[]).flatMap((field) =>
    LABELS[field].flatMap((line) => line.split("|").map((label) => [label, field] as const)),
  ),
);

/** A block has its fields in so many lines; some programs put a blank one between any two. */
const MAX_LINES = 14;

/** Whether a copied header begins here, as Outlook puts it above the mail that is answered. */
export function beginsHeaderBlock(lines: readonly string[], start: number): boolean {
  if (fieldOf(lines[start] ?? "") === null) return false;
  const seen = new Set<Field>();
  let addressed = false;
  let strangers = 0;
  let blanks = 0;
  for (let index = start; index < Math.min(lines.length, start + MAX_LINES); index += 1) {
    const line = lines[index] ?? "";
    const field = fieldOf(line);
    if (field !== null) {
      seen.add(field);
      addressed ||= line.includes("@");
      strangers = 0;
      blanks = 0;
    } else if (isBlank(line)) {
      blanks += 1;
      if (blanks > 1) break;
    } else {
      // A long list of recipients goes on in the next lines.
      strangers += 1;
      if (strangers > 3 || blanks > 0) break;
    }
    if (isEnough(seen, addressed)) return true;
  }
  return false;
}

/** A field of a header that stands at the beginning of this line, starred or not; null for none. */
export function fieldOf(line: string): Field | null {
  const label = /^[\s*>|_]{0,12}([\p{L}\p{M}][\p{L}\p{M} '’-]{0,24}?)\s{0,2}\*{0,2}\s?[:：]/u.exec(
    line.slice(0, 60),
  )?.[1];
  return label === undefined ? null : (FIELDS.get(label.toLowerCase().trim()) ?? null);
}

/** "From: Rome, To: Paris, Date: 5 May" is what a customer may write himself: no subject, and nobody's address. */
function isEnough(seen: ReadonlySet<Field>, addressed: boolean): boolean {
  const known = (["from", "date", "to", "subject"] as const).filter((field) => seen.has(field)).length;
  if (known >= 3) return addressed || seen.has("subject");
  return addressed && seen.has("from") && seen.has("date");
}
