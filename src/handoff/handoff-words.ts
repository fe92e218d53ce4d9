import type { Priority } from "../conversation/model.ts";

/** The sentences of a handoff line in one language. None of them says how long anything takes. */
export interface HandoffWords {
  readonly opening: Readonly<Record<Priority, string>>;
  /** Nobody of the team is at the desk. */
  readonly nobody: string;
  /** `when`: one of the three below; `zone`: whose clock it is. */
  back(when: string, zone: string): string;
  today(time: string): string;
  tomorrow(time: string): string;
  onDay(day: string, time: string): string;
  reference(numbers: string): string;
}

/** By the first part of a BCP 47 tag. */
export const HANDOFF_WORDS = {
  en: {
    opening: {
      normal: "Thanks for your patience. I am passing this to a colleague, who will answer you here.",
      urgent: "Thank you for telling us. I have passed this to a colleague as urgent. They will answer you here.",
    },
    nobody: "Nobody is at the desk at this moment: you will hear from us as soon as somebody is back.",
    back: (when, zone) => `Our team is back ${when} (${zone}).`,
    today: (time) => `today at ${time}`,
    tomorrow: (time) => `tomorrow at ${time}`,
    onDay: (day, time) => `on ${day} at ${time}`,
    reference: (numbers) => `Your reference is ${numbers}.`,
  },
  de: {
    opening: {
      normal:
        "Danke für Ihre Geduld. Ich gebe das an eine Kollegin oder einen Kollegen weiter; die Antwort kommt hier.",
      urgent:
        "Danke, dass Sie uns Bescheid geben. Ich habe das als dringend weitergegeben; ein Mensch antwortet Ihnen hier.",
    },
    nobody: "Im Moment ist niemand am Platz: Sie hören von uns, sobald wieder jemand da ist.",
    back: (when, zone) => `Unser Team ist ${when} (${zone}) wieder da.`,
    today: (time) => `heute um ${time} Uhr`,
    tomorrow: (time) => `morgen um ${time} Uhr`,
    onDay: (day, time) => `am ${day} um ${time} Uhr`,
    reference: (numbers) => `Ihre Vorgangsnummer ist ${numbers}.`,
  },
  fr: {
    opening: {
      normal: "Merci de votre patience. Je transmets votre demande à un collègue, qui vous répondra ici.",
      urgent:
        "Merci de nous avoir prévenus. J'ai transmis votre demande comme urgente ; un collègue vous répondra ici.",
    },
    nobody: "Il n'y a personne au bureau en ce moment : vous aurez de nos nouvelles dès que quelqu'un sera de retour.",
    back: (when, zone) => `Notre équipe sera de retour ${when} (${zone}).`,
    today: (time) => `aujourd'hui à ${time}`,
    tomorrow: (time) => `demain à ${time}`,
    onDay: (day, time) => `${day} à ${time}`,
    reference: (numbers) => `Votre référence est ${numbers}.`,
  },
  es: {
    opening: {
      normal: "Gracias por su paciencia. Paso su consulta a un compañero, que le responderá aquí.",
      urgent: "Gracias por avisarnos. He pasado su consulta como urgente; un compañero le responderá aquí.",
    },
    nobody: "En este momento no hay nadie en el puesto: tendrá noticias nuestras en cuanto vuelva alguien.",
    back: (when, zone) => `Nuestro equipo vuelve ${when} (${zone}).`,
    today: (time) => `hoy a las ${time}`,
    tomorrow: (time) => `mañana a las ${time}`,
    onDay: (day, time) => `el ${day} a las ${time}`,
    reference: (numbers) => `Su referencia es ${numbers}.`,
  },
  it: {
    opening: {
      normal: "Grazie per la pazienza. Passo la sua richiesta a un collega, che le risponderà qui.",
      urgent: "Grazie per averci avvisato. Ho passato la sua richiesta come urgente; un collega le risponderà qui.",
    },
    nobody: "In questo momento non c'è nessuno in sede: avrà nostre notizie appena qualcuno sarà di ritorno.",
    back: (when, zone) => `Il nostro team torna ${when} (${zone}).`,
    today: (time) => `oggi alle ${time}`,
    tomorrow: (time) => `domani alle ${time}`,
    onDay: (day, time) => `${day} alle ${time}`,
    reference: (numbers) => `Il suo riferimento è ${numbers}.`,
  },
  pt: {
    opening: {
      normal: "Obrigado pela paciência. Passo o seu pedido a um colega, que lhe responde aqui.",
      urgent: "Obrigado por nos avisar. Passei o seu pedido como urgente; um colega responde-lhe aqui.",
    },
    nobody: "Neste momento não está ninguém ao balcão: terá notícias nossas assim que alguém voltar.",
    back: (when, zone) => `A nossa equipa volta ${when} (${zone}).`,
    today: (time) => `hoje às ${time}`,
    tomorrow: (time) => `amanhã às ${time}`,
    onDay: (day, time) => `${day} às ${time}`,
    reference: (numbers) => `A sua referência é ${numbers}.`,
  },
  nl: {
    opening: {
      normal: "Bedankt voor uw geduld. Ik geef dit door aan een collega, die u hier antwoordt.",
      urgent: "Bedankt dat u het ons laat weten. Ik heb dit als dringend doorgegeven; een collega antwoordt u hier.",
    },
    nobody: "Er zit op dit moment niemand achter de balie: u hoort van ons zodra er weer iemand is.",
    back: (when, zone) => `Ons team is ${when} (${zone}) weer terug.`,
    today: (time) => `vandaag om ${time} uur`,
    tomorrow: (time) => `morgen om ${time} uur`,
    onDay: (day, time) => `${day} om ${time} uur`,
    reference: (numbers) => `Uw referentie is ${numbers}.`,
  },
} as const satisfies Record<string, HandoffWords>;
