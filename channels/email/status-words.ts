/** What enhanced status codes mean (RFC 3463 and the IANA registry behind it), by their last two numbers. */
const WORDS: Readonly<Record<string, string>> = {
  "1.1": "There is no such mailbox at the recipient's mail server.",
  "1.2": "The recipient's domain takes no mail or does not exist.",
  "1.3": "The recipient's address is not valid.",
  "1.6": "The recipient's mailbox has moved, and nobody knows where.",
  "1.8": "The recipient's server does not accept our sender address.",
  "1.10": "The recipient's domain says that it takes no mail.",
  "2.0": "The recipient's mailbox cannot take the mail.",
  "2.1": "The recipient's mailbox is closed and takes no mail.",
  "2.2": "The recipient's mailbox is full.",
  "2.3": "The mail is too large for the recipient's mailbox.",
  "3.4": "The mail is too large for the recipient's mail server.",
  "4.1": "The recipient's mail server did not answer.",
  "4.4": "No mail server is known for the recipient's domain.",
  "4.6": "The mail went round in circles between mail servers.",
  "4.7": "The recipient's mail server could not be reached in time.",
  "7.26": "The recipient's mail server refused the mail because our domain is not authenticated.",
};

/** The same by the middle number, for what is not in the table. */
const CLASSES: Readonly<Record<string, string>> = {
  "1": "The recipient's address is not valid.",
  "2": "The recipient's mailbox cannot take the mail.",
  "3": "The recipient's mail server cannot take mail now.",
  "4": "The recipient's mail server could not be reached.",
  "5": "The mail servers did not understand each other.",
  "6": "The recipient's mail server does not accept what is in the mail.",
  "7": "The recipient's mail server refused the mail by its rules.",
};

/** Reply codes of SMTP (RFC 5321, section 4.2.3), for servers that give no other. */
const REPLIES: Readonly<Record<string, string>> = {
  "550": "The recipient's mail server refused the mail or does not know the mailbox.",
  "551": "The recipient's mailbox is somewhere else.",
  "552": "The recipient's mailbox is full, or the mail is too large.",
  "553": "The recipient's address is not valid.",
  "554": "The recipient's mail server refused the mail.",
};

/** What a code means, such as `5.1.1` or `550`, for operators; null: the report has no code. */
export function statusWords(code: string | null): string {
  const unknown = "The mail could not be delivered.";
  if (code === null) return unknown;
  const [, subject, detail] = code.split(".");
  if (subject === undefined) return REPLIES[code] ?? unknown;
  return WORDS[`${subject}.${detail}`] ?? CLASSES[subject] ?? unknown;
}
