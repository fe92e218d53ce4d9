/** How programs begin the subject of a mail that is passed on. */
const SUBJECT = /^\s*(?:fwd?|fw|wg|tr|rv|enc|i|vb|vl|doorst|pd|rw|továbbítás|ilt|转发|轉寄|転送|전달)\s?[:：]/i;

/** "Forwarded", as it begins the line that programs put above what is passed on. */
const WORDS = [
  "forward|weitergeleitet|transfér|transférer|réexpédi|reenviad|encaminhad|reencaminhad|inoltrat",
  "doorgestuurd|vidarebefordra|vidaresän|videresend|edelleen lähete|välitetty|przekaz|přeposlan",
  "preposlan|továbbít|redirecționat|пересыла|переслан|пересилан|препрат|προωθ|iletil|yönlendir",
  "转发|轉寄|転送|전달|chuyển tiếp|diteruskan|reenviat",
].flatMap((words) => words.split("|"));

export function isForwardedSubject(subject: string): boolean {
  return SUBJECT.test(subject);
}

/** The line above a mail that is passed on: "---------- Forwarded message ---------", "Begin forwarded message:". */
export function beginsForwarded(line: string): boolean {
  const text = line.trim().toLowerCase();
  if (text.length > 100 || !(/^-{2,}.*-{2,}$/.test(text) || /[:：]$/.test(text))) return false;
  return WORDS.some((word) => text.includes(word)) && text.split(/\s+/).length <= 8;
}
