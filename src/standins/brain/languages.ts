import { normalise } from "./words.ts";

export type Language = "en" | "es" | "fr" | "de" | "pt" | "it" | "nl";

/** Little words that tell a language. */
const TELLING: Readonly<Record<Language, string>> = {
  en: "the is are i my you your and to of in it for with this that have was can not what how please on do hello hi thanks",
  es: "el la los las que de y en mi no por con una un para es como puedo hola gracias quiero necesito tengo esta ha cuanto cuando cuesta donde",
  fr: "le la les des et je ne pas mon ma une un pour avec est que vous votre bonjour merci comment j'ai suis puis veux combien quand coute l'abonnement",
  de: "der die das und ich nicht mein meine ein eine mit fur ist zu wie kann hallo danke bitte habe mir sie auf einem mochte wann wo kostet lange gibt es",
  pt: "o os as que de e em meu minha nao por com uma um para como posso ola obrigado quero preciso voce esta",
  it: "il lo gli che di e in mio mia non per con una un come posso ciao grazie voglio sono ho della",
  nl: "de het een en ik niet mijn met voor is van hoe kan hallo bedankt wil heb graag naar",
};

const telling = Object.entries(TELLING).map(([name, words]) => [name as Language, new Set(words.split(" "))] as const);

/** The language that a text is most likely in; English when nothing tells. */
export function languageOf(text: string): Language {
  const words = normalise(text).match(/[a-z']+/g) ?? [];
  let best: Language = "en";
  let most = 0;
  for (const [name, set] of telling) {
    const hits = words.filter((word) => set.has(word)).length;
    if (hits > most) [best, most] = [name, hits];
  }
  return best;
}
