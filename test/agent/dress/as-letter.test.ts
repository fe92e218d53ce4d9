import { describe, expect, it } from "vitest";
import { asLetter } from "../../../src/agent/dress/as-letter.ts";

const DANA = { name: "Dana Smith", language: null };
const BODY = "The Pro plan costs $49 a month.";
const NAME = "Acme Support";

describe("a letter", () => {
  it.each([
    ["nobody known", { name: null, language: null }, "Hi,"],
    ["a surname first", { name: "Smith, Dana", language: null }, "Hi Dana,"],
    ["a name that is none", { name: "https://evil.example 50% off", language: null }, "Hi,"],
    ["an address for a name", { name: "ann@customer.example", language: null }, "Hi,"],
    ["a customer of whom another language is known", { name: "Jörg", language: "de" }, "Hi Jörg,"],
  ])("is greeted and signed: %s [VOICE-4]", (_what, customer, greeting) => {
    expect(asLetter(BODY, NAME, customer)).toBe(`${greeting}\n\n${BODY}\n\nBest,\nAcme Support`);
  });

  it.each([
    ["German", "Der Tarif kostet 49 $ im Monat.", null, "Hallo Dana,", "Viele Grüße"],
    ["French", "Le forfait coûte 49 $ par mois et vous pouvez le changer.", null, "Bonjour Dana,", "Cordialement,"],
    ["too short to tell", "OK: 49 $.", "es-MX", "Hola Dana,", "Saludos,"],
    ["one of which we have no words", "Тариф коштує 49 $ на місяць.", "uk", "Hi Dana,", "Best,"],
  ])("is in one language: %s [VOICE-4]", (_what, text, language, greeting, closing) => {
    expect(asLetter(text, NAME, { name: "Dana", language })).toBe(`${greeting}\n\n${text}\n\n${closing}\nAcme Support`);
  });

  it.each([
    "Hi Dana,",
    "Hello,",
    "Dear Ms Smith,",
    "Good morning Dana!",
    "Hallo Dana,",
    "Sehr geehrte Frau Smith,",
    "Bonjour,",
    "Buenos días, Dana:",
    "Gentile cliente,",
    "Bom dia, Dana,",
    "Geachte mevrouw Smith,",
    "Chère Madame,",
    "Beste Dana,",
    "Hej Dana,",
    "Cześć Dana,",
  ])("is not greeted twice: %s [VOICE-4]", (greeting) => {
    const letter = asLetter(`${greeting}\n\n${BODY}`, NAME, DANA);
    expect(letter.slice(0, letter.lastIndexOf("\n\n"))).toBe(`${greeting}\n\n${BODY}`);
  });

  it("is not greeted twice in a language of which we have no words [VOICE-4]", () => {
    const letter = asLetter("Здравствуйте, Дана!\n\nПлан стоит $49.\n\nС уважением,\nAcme", NAME, {
      ...DANA,
      language: "ru",
    });
    expect(letter).toBe("Здравствуйте, Дана!\n\nПлан стоит $49.\n\nС уважением,\nAcme");
  });

  it.each([
    "Best, Acme Support",
    "Best regards,\nThe Acme Team",
    "Kind regards,\nKit\nAcme",
    "Thanks,\nAcme Support",
    "Acme Support",
    "– Acme",
    "Viele Grüße\nIhr Acme-Team",
    "Mit freundlichen Grüßen,\nAcme",
    "Cordialement,\nL'équipe Acme",
    "Un saludo,\nAcme",
    "Cordiali saluti,\nAcme",
    "Atenciosamente,\nAcme",
    "Met vriendelijke groet,\nAcme",
    "Med venlig hilsen,\nAcme",
    "Pozdrawiam,\nZespół Acme",
  ])("is not signed twice: %s [VOICE-4]", (closing) => {
    const letter = asLetter(`${BODY}\n\n${closing}`, NAME, DANA);
    expect(letter.slice(letter.indexOf("\n\n"))).toBe(`\n\n${BODY}\n\n${closing}`);
  });

  it.each([
    [
      "a closing without a name gets one",
      `${BODY}\n\nBest regards,`,
      NAME,
      `Hi Dana,\n\n${BODY}\n\nBest regards,\nAcme Support`,
    ],
    [
      "a signature with its own closing",
      BODY,
      "Cheers,\nThe Acme crew",
      `Hi Dana,\n\n${BODY}\n\nCheers,\nThe Acme crew`,
    ],
    [
      "thanks within the text close nothing",
      `Thanks for the photo.\n\n${BODY}`,
      NAME,
      `Hi Dana,\n\nThanks for the photo.\n\n${BODY}\n\nBest,\nAcme Support`,
    ],
    [
      "steps at the end close nothing",
      "First,\n\n1. Open Settings\n2. Press Reset",
      NAME,
      "Hi Dana,\n\nFirst,\n\n1. Open Settings\n2. Press Reset\n\nBest,\nAcme Support",
    ],
    [
      "the points of a list close nothing",
      `${BODY}\n\n- Monthly\n- Yearly`,
      NAME,
      `Hi Dana,\n\n${BODY}\n\n- Monthly\n- Yearly\n\nBest,\nAcme Support`,
    ],
    [
      "a point that is a sentence, by itself",
      `${BODY}\n\n- You can cancel it yourself.`,
      NAME,
      `Hi Dana,\n\n${BODY}\n\n- You can cancel it yourself.\n\nBest,\nAcme Support`,
    ],
  ])("%s [VOICE-4]", (_what, text, signature, letter) => {
    expect(asLetter(text, signature, DANA)).toBe(letter);
  });
});
