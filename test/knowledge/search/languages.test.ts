import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bagOf } from "../../../src/knowledge/words/bag-of-words.ts";
import { stemOf } from "../../../src/knowledge/words/stems.ts";
import { article, bagsOf, customer, indexOf } from "./stage.ts";

const ENGLISH = article(
  "refunds",
  "Refunds",
  "You can ask for a refund of your invoice within 30 days, and it is paid to the card that you used.",
);
const GERMAN = article(
  "rechnungen",
  "Rechnungen und Zahlungen",
  "Wir schicken die Rechnungen an die Adresse, die in den Einstellungen steht. Eine Kündigung ist nicht möglich, wenn noch Zahlungen offen sind.",
);
const SPANISH = article(
  "facturas",
  "Facturas",
  "Puede descargar sus facturas cuando quiera. Los reembolsos se pagan con la tarjeta que usted ha usado.",
);
const FRENCH = article(
  "factures",
  "Factures et remboursements",
  "Vous pouvez télécharger vos factures dans les paramètres. Les remboursements sont versés sur votre carte, mais pas avant dix jours, si l'abonnement est payé.",
);
const ALL = [ENGLISH, GERMAN, SPANISH, FRENCH];
const index = indexOf(ALL);
const first = (question: string): string | undefined => index.searchByWords(question, customer(3))[0]?.slug;

describe("the language of an article", () => {
  it.each([
    ["en", ENGLISH],
    ["de", GERMAN],
    ["es", SPANISH],
    ["fr", FRENCH],
  ])("is guessed: %s [SRCH-11]", (language, one) => {
    expect([...bagsOf([one]).values()].flat().map((bag) => bag.language)).toEqual([language]);
  });

  it.each([
    ["what it says, whatever it looks like", article("a", "SSO", "Refund", { language: "de" }), "de"],
    ["of a country's form of it, too", article("a", "Refunds", ENGLISH.body, { language: "de-AT" }), "de"],
    ["English where nothing tells", article("a", "SSO", "SSO: 2FA."), "en"],
  ])("is %s [SRCH-11]", (_name, one, language) => {
    expect(bagOf({ article: one, heading: null, text: one.body, first: true }).language).toBe(language);
  });
});

describe("a question beside articles in four languages", () => {
  it.each([
    ["English", "how do I get refunded", "refunds"],
    ["English, one word", "refunding", "refunds"],
    ["German", "wo finde ich meine Rechnung?", "rechnungen"],
    ["German, one word", "Kündigungen", "rechnungen"],
    ["German, misspelt", "wo ist meine Rechnnungen?", "rechnungen"],
    ["German, without its capitals", "ich möchte eine zahlung sehen", "rechnungen"],
    ["Spanish", "¿dónde puedo descargar mi factura con tarjeta?", "facturas"],
    ["Spanish, one word", "reembolso", "facturas"],
    ["French", "comment obtenir un remboursement sur ma carte ?", "factures"],
    ["French, one word", "remboursement", "factures"],
    ["French, which swallows an article", "abonnements", "factures"],
    ["French, with an apostrophe and without accents", "je n'ai pas pu voir le remboursément", "factures"],
  ])("finds the forms of a word in %s: %s [SRCH-11]", (_name, question, slug) => {
    expect(first(question)).toBe(slug);
  });

  it("takes little words of its own language for nothing [SRCH-11]", () => {
    const asked = "können Sie mir bitte die Rechnung schicken, oder ist das nicht möglich?";
    const [best] = index.searchByWords(asked, customer(1));
    expect(best?.slug).toBe("rechnungen");
    expect(best?.why.coverage).toBeGreaterThan(0.9);
  });

  it("finds a German article that says so among English ones, by another form [SRCH-11]", () => {
    const short = article("kurz", "Zugänge", "Passwörter", { language: "de" });
    const mixed = indexOf([ENGLISH, short]);
    expect(mixed.searchByWords("Passwort Zugang", customer(1))[0]?.slug).toBe("kurz");
    expect(mixed.searchByWords("Zugangs", customer(1))[0]?.slug).toBe("kurz");
  });

  it("reads letters with marks as parts of words: Hindi [SRCH-11]", () => {
    const hindi = article("hindi", "धनवापसी", "आपका पैसा तीस दिनों में वापस मिलेगा।", { language: "hi" });
    const mixed = indexOf([...ALL, hindi]);
    expect(mixed.searchByWords("पैसा", customer(3)).map(({ slug, why }) => [slug, why.coverage])).toEqual([
      ["hindi", 1],
    ]);
    expect(mixed.searchByWords("पैसे वालों", customer(3))).toEqual([]);
  });
});

describe("the stems", () => {
  const languages = "ar bg da de el en es fi fr ga hu hy it lt nb nl no pt ro ru sr sv tr uk zh".split(" ");

  it("are some letters of any word in any language, the same each time [SRCH-11, SRCH-9]", () => {
    const letters = fc.stringMatching(/^[\p{Ll}\p{Lo}\p{M}]{1,40}$/u);
    fc.assert(
      fc.property(letters, fc.constantFrom(...languages), (word, language) => {
        const stem = stemOf(word, language);
        expect(stem.length).toBeGreaterThan(0);
        expect(stemOf(word, language)).toBe(stem);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["a code", "e1042"],
    ["a number", "1.2"],
    ["a word of a language without a stemmer", "返金"],
  ])("of %s are itself [SRCH-11]", (_name, word) => {
    expect(stemOf(word, "zh")).toBe(word);
    expect(stemOf(word, "constructor")).toBe(word);
  });
});
