import type { Language } from "./languages.ts";
import type { TicketNeed } from "./ticket-need.ts";

/** What the demo brain says of its own accord. No figure and no promise may stand in here. */
interface Phrases {
  readonly greeting: string;
  readonly thanks: string;
  readonly farewell: string;
  readonly identity: string;
  readonly solved: string;
  readonly declined: string;
  /** To a message without a word. */
  readonly empty: string;
  readonly unclear: string;
  readonly nothingFound: string;
  readonly noHelp: string;
  readonly handedOver: string;
  readonly handedOverUrgent: string;
}

const ENGLISH: Phrases = {
  greeting: "Hello! What can I help you with?",
  thanks: "You're welcome! Is there anything else I can help with?",
  farewell: "Thanks for writing, and take care!",
  identity:
    "I'm an AI assistant, not a person. I answer from the help centre. Would you like me to bring in a human colleague?",
  solved: "Glad to hear that it works. Just write again if anything else comes up.",
  declined: "All right. Just write again if anything comes up.",
  empty: "Your message came without any text. What is it about? A few words are enough.",
  unclear: "I'm not sure I understood that. Could you say in a few more words what you need?",
  nothingFound:
    "I couldn't find anything about that in our help centre, and I don't want to guess. Would you like me to bring in a human colleague?",
  noHelp:
    "I'm sorry that this didn't help. Would you like me to bring in a human colleague? Or tell me what happens now, and I'll look again.",
  handedOver:
    "I've passed this to a human colleague. They can read our whole conversation, so you don't have to repeat anything.",
  handedOverUrgent:
    "Thank you for telling us. I've passed this to a human colleague and marked it as urgent. They can read our whole conversation.",
};

const IN: Readonly<Partial<Record<Language, Phrases>>> = {
  de: {
    greeting: "Hallo! Wobei kann ich helfen?",
    thanks: "Gern geschehen! Kann ich sonst noch helfen?",
    farewell: "Danke für die Nachricht, alles Gute!",
    identity: "Ich bin ein KI-Assistent, kein Mensch. Ich antworte aus der Hilfe. Soll ich einen Kollegen dazuholen?",
    solved: "Schön, dass es klappt. Schreiben Sie einfach wieder, wenn etwas ist.",
    declined: "In Ordnung. Schreiben Sie einfach wieder, wenn etwas ist.",
    empty: "Ihre Nachricht kam ohne Text an. Worum geht es? Ein paar Worte genügen.",
    unclear: "Das habe ich nicht verstanden. Können Sie in ein paar Worten mehr sagen, worum es geht?",
    nothingFound:
      "Dazu habe ich in unserer Hilfe nichts gefunden und möchte nicht raten. Soll ich einen Kollegen dazuholen?",
    noHelp: "Es tut mir leid, dass das nicht geholfen hat. Soll ich einen Kollegen dazuholen?",
    handedOver:
      "Ich habe das an einen Kollegen weitergegeben. Er kann das ganze Gespräch lesen, Sie müssen nichts wiederholen.",
    handedOverUrgent:
      "Danke für den Hinweis. Ich habe das als dringend an einen Kollegen weitergegeben. Er kann das ganze Gespräch lesen.",
  },
  es: {
    greeting: "¡Hola! ¿En qué puedo ayudar?",
    thanks: "¡De nada! ¿Puedo ayudar en algo más?",
    farewell: "Gracias por escribir, ¡hasta pronto!",
    identity:
      "Soy un asistente de IA, no una persona. Respondo con el centro de ayuda. ¿Quiere que avise a un compañero?",
    solved: "Me alegra que funcione. Escriba de nuevo si surge algo más.",
    declined: "De acuerdo. Escriba de nuevo si surge algo.",
    empty: "Su mensaje llegó sin texto. ¿De qué se trata? Bastan unas palabras.",
    unclear: "No lo he entendido bien. ¿Puede decir con algunas palabras más qué necesita?",
    nothingFound:
      "No he encontrado nada sobre eso en nuestro centro de ayuda y no quiero adivinar. ¿Quiere que avise a un compañero?",
    noHelp: "Siento que no haya servido. ¿Quiere que avise a un compañero?",
    handedOver: "He pasado esto a un compañero. Puede leer toda la conversación, así que no hace falta repetir nada.",
    handedOverUrgent:
      "Gracias por avisar. He pasado esto como urgente a un compañero. Puede leer toda la conversación.",
  },
  fr: {
    greeting: "Bonjour ! Comment puis-je vous aider ?",
    thanks: "Avec plaisir ! Puis-je vous aider pour autre chose ?",
    farewell: "Merci de votre message, à bientôt !",
    identity:
      "Je suis un assistant IA, pas une personne. Je réponds à partir du centre d'aide. Voulez-vous que j'appelle un collègue ?",
    solved: "Je suis content que cela marche. Écrivez-nous si autre chose se présente.",
    declined: "Très bien. Écrivez-nous si quelque chose se présente.",
    empty: "Votre message est arrivé sans texte. De quoi s'agit-il ? Quelques mots suffisent.",
    unclear: "Je n'ai pas bien compris. Pouvez-vous dire en quelques mots de plus ce qu'il vous faut ?",
    nothingFound:
      "Je n'ai rien trouvé à ce sujet dans notre centre d'aide et je ne veux pas deviner. Voulez-vous que j'appelle un collègue ?",
    noHelp: "Je suis désolé que cela n'ait pas aidé. Voulez-vous que j'appelle un collègue ?",
    handedOver: "J'ai transmis ceci à un collègue. Il peut lire toute la conversation, vous n'avez rien à répéter.",
    handedOverUrgent:
      "Merci de nous prévenir. J'ai transmis ceci à un collègue comme urgent. Il peut lire toute la conversation.",
  },
};

export function phrasesIn(language: Language): Phrases {
  return IN[language] ?? ENGLISH;
}

type Kind = TicketNeed["kind"];

/** Says sorry for the thing itself. */
export const SORRY: Readonly<Record<Kind, string>> = {
  double_charge: "I'm sorry about the double charge.",
  wrong_charge: "I'm sorry about the trouble with your billing.",
  refund: "I understand that you want your money back.",
  fault: "I'm sorry that this isn't working.",
  limit: "I'm sorry that the limit is getting in your way.",
  account: "I'm sorry that you can't get in.",
  wish: "Thanks for the idea.",
};

/** What our team needs to look into it. */
export const QUESTIONS: Readonly<Record<Kind, string | null>> = {
  double_charge: "Could you send me the order or invoice number of the charges?",
  wrong_charge: "Could you send me the order or invoice number?",
  refund: "Could you send me the order or invoice number?",
  fault: "Could you tell me what you did, and what the error message says?",
  limit: "Could you send me the request ID of a refused call?",
  account: "Could you tell me the email address of the account?",
  wish: null,
};
