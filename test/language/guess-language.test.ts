import { describe, expect, it } from "vitest";
import { guessLanguage } from "../../src/language/guess-language.ts";
import { cpuMs } from "../harness/cpu-ms.ts";

const SENTENCES: readonly (readonly [language: string, text: string])[] = [
  ["en", "Why was my card declined when I tried to renew?"],
  ["en", "how do i export all of my projects"],
  ["en", "Does the free trial include the API?"],
  ["en", "I'd like to move our workspace to another region, is that possible?"],
  ["de", "Wie kann ich meine Rechnung als PDF herunterladen?"],
  ["de", "Ich möchte mein Abo kündigen"],
  ["de", "Wann bekomme ich das Geld zurück?"],
  ["de", "wo finde ich die einstellungen fuer benachrichtigungen"],
  ["fr", "Comment puis-je changer mon adresse de facturation ?"],
  ["fr", "Je n’arrive pas à me connecter depuis hier"],
  ["fr", "Quelle est votre politique de remboursement ?"],
  ["fr", "combien coute l'abonnement pour une equipe de dix"],
  ["es", "¿Cómo cambio mi contraseña?"],
  ["es", "No puedo entrar en mi cuenta desde ayer"],
  ["es", "Quiero saber cuanto cuesta el plan para empresas"],
  ["pt", "Como faço para cancelar a minha assinatura?"],
  ["pt", "Não recebi o email de confirmação"],
  ["it", "Come posso invitare un collega nel mio spazio di lavoro?"],
  ["it", "Non riesco ad accedere al mio account"],
  ["nl", "Hoe kan ik mijn wachtwoord wijzigen?"],
  ["nl", "Ik heb geen factuur ontvangen van vorige maand"],
  ["pl", "Jak mogę zmienić swój plan?"],
  ["pl", "Dlaczego moja karta nie jest akceptowana?"],
  ["sv", "Hur kan jag byta språk i appen?"],
  ["da", "Hvordan kan jeg slette mine filer, og hvad koster det?"],
  ["fi", "Miten voin vaihtaa laskutusosoitteen?"],
  ["cs", "Jak můžu změnit své heslo?"],
  ["tr", "Faturamı nasıl indirebilirim?"],
  ["ro", "Cum pot să îmi schimb parola?"],
  ["hu", "Hogyan tudok számlát letölteni?"],
  ["vi", "Làm thế nào để tôi đổi mật khẩu?"],
  ["id", "Bagaimana cara saya mengganti alamat email?"],
  ["ru", "Как мне отменить подписку?"],
  ["uk", "Як мені змінити пароль і чи це безкоштовно?"],
  ["zh", "怎么取消订阅？"],
  ["ja", "パスワードを変更したいです"],
  ["ko", "환불은 어떻게 받나요?"],
  ["ar", "كيف يمكنني تغيير كلمة المرور؟"],
  ["he", "איך אני מבטל את המנוי?"],
  ["el", "Πώς αλλάζω τον κωδικό μου;"],
  ["th", "ฉันจะยกเลิกการสมัครได้อย่างไร"],
  ["hi", "मैं अपना पासवर्ड कैसे बदलूँ?"],
  ["ja", "Pro プランの料金は?"],
];

const UNSURE = [
  "",
  "ok",
  "Pro",
  "+1 555 010 2030",
  "TKT-1001",
  "https://status.acme.example/the/and/is",
  "ann@the-and-is.example",
  "$49?",
  "👍👍",
  "API 429",
  "info",
  "Acme Pro Enterprise",
  "No",
  "Hotel Berlin Invoice Export",
];

describe("the language of a text", () => {
  it.each(SENTENCES)("is %s: %s [TRI-5]", (language, text) => {
    expect(guessLanguage(text)).toBe(language);
  });

  it.each(UNSURE)("is not guessed from %j [TRI-5]", (text) => {
    expect(guessLanguage(text)).toBeNull();
  });

  it("is found in no time in a text without end [TRI-5]", () => {
    const began = cpuMs();
    expect(guessLanguage("wie geht das ".repeat(100_000))).toBe("de");
    expect(cpuMs() - began).toBeLessThan(2_000);
  });
});
