interface Words {
  readonly subject: string;
  text(company: string, code: string): string;
}

/** By language. It is read by whoever has the mailbox, who need not be the one who asked. */
const WORDS: Readonly<Record<string, Words>> = {
  en: {
    subject: "Your verification code",
    text: (company, code) =>
      `Your code for ${company} support is:\n\n**${code}**\n\nWrite it in the conversation in which you asked for it. It is valid for 10 minutes.\n\nIf you did not ask for it, ignore this mail, and give the code to nobody.`,
  },
  de: {
    subject: "Ihr Bestätigungscode",
    text: (company, code) =>
      `Ihr Code für den Support von ${company}:\n\n**${code}**\n\nSchreiben Sie ihn in die Unterhaltung, in der Sie ihn angefordert haben. Er gilt 10 Minuten.\n\nFalls Sie ihn nicht angefordert haben, ignorieren Sie diese E-Mail und geben Sie den Code niemandem.`,
  },
  fr: {
    subject: "Votre code de vérification",
    text: (company, code) =>
      `Votre code pour l'assistance ${company} :\n\n**${code}**\n\nÉcrivez-le dans la conversation où vous l'avez demandé. Il est valable 10 minutes.\n\nSi vous ne l'avez pas demandé, ignorez ce message et ne donnez le code à personne.`,
  },
  es: {
    subject: "Su código de verificación",
    text: (company, code) =>
      `Su código para el soporte de ${company}:\n\n**${code}**\n\nEscríbalo en la conversación en la que lo pidió. Es válido durante 10 minutos.\n\nSi no lo ha pedido, ignore este mensaje y no dé el código a nadie.`,
  },
  it: {
    subject: "Il Suo codice di verifica",
    text: (company, code) =>
      `Il Suo codice per l'assistenza ${company}:\n\n**${code}**\n\nLo scriva nella conversazione in cui l'ha richiesto. È valido per 10 minuti.\n\nSe non l'ha richiesto, ignori questo messaggio e non dia il codice a nessuno.`,
  },
  pt: {
    subject: "O seu código de verificação",
    text: (company, code) =>
      `O seu código para o suporte da ${company}:\n\n**${code}**\n\nEscreva-o na conversa em que o pediu. É válido durante 10 minutos.\n\nSe não o pediu, ignore esta mensagem e não dê o código a ninguém.`,
  },
  nl: {
    subject: "Uw verificatiecode",
    text: (company, code) =>
      `Uw code voor de support van ${company}:\n\n**${code}**\n\nSchrijf hem in het gesprek waarin u erom hebt gevraagd. Hij is 10 minuten geldig.\n\nHebt u er niet om gevraagd, negeer deze mail dan en geef de code aan niemand.`,
  },
};

/** The mail that carries a code, Markdown. `language` BCP 47; one that we have no words for, or none, is English. */
export function codeMail(
  code: string,
  company: string,
  language: string | null,
): { readonly subject: string; readonly text: string } {
  const [primary = ""] = (language ?? "").toLowerCase().split("-");
  const words = WORDS[primary] ?? (WORDS["en"] as Words);
  return { subject: words.subject, text: words.text(company, code) };
}
