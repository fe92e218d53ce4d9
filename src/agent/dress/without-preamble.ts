/** What is said before the answer is: agreement and praise with which models begin, and remarks about the reply itself. */
const OPENERS =
  /^(?:(?:sure(?: thing)?|certainly|of course|absolutely|great question|good question|happy to help|i(?:'|’)?d be happy to help(?: with that)?|no problem|gerne|natürlich|selbstverständlich|bien sûr|avec plaisir|claro|por supuesto|certo|certamente|com certeza|natuurlijk)\s*!+\s+)+/iu;
const REMARK =
  /^(?:here(?:'|’)?s|here is|below is)\s+(?:the|a|your|my)\s+(?:(?:short|brief|concise|final|draft|sms|text)\s+)*(?:answer|reply|response|message|text|sms|draft)\b[^\n:]{0,60}:\s+/iu;

/** The answer without its run-up. Never nothing: an answer that is only that stays. */
export function withoutPreamble(text: string): string {
  const rest = text.replace(OPENERS, "").replace(REMARK, "");
  if (rest === text || rest.trim() === "") return text;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
