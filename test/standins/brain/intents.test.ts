import { describe, expect, it } from "vitest";
import { amountsIn } from "../../../src/standins/brain/amounts.ts";
import { disputeIn } from "../../../src/standins/brain/disputes.ts";
import { foundNoHelp, isFurious } from "../../../src/standins/brain/frustration.ts";
import { languageOf } from "../../../src/standins/brain/languages.ts";
import { reportsIncident, threatensLegally } from "../../../src/standins/brain/risks.ts";
import { smallTalkIn } from "../../../src/standins/brain/small-talk.ts";
import { ticketNeedIn } from "../../../src/standins/brain/ticket-need.ts";
import { wantsHuman } from "../../../src/standins/brain/wants-human.ts";

/** Texts of which something is so, and texts that only look like it. */
function yesAndNo(name: string, isSo: (text: string) => boolean, yes: string[], no: string[]): void {
  describe(name, () => {
    it.each(yes)("yes: %s", (text) => expect(isSo(text)).toBe(true));
    it.each(no)("no: %s", (text) => expect(isSo(text)).toBe(false));
  });
}

yesAndNo(
  "asks for a person",
  wantsHuman,
  [
    "Can I talk to a human?",
    "I want to speak to a real person",
    "agent please",
    "human",
    "Connect me with a representative",
    "let me talk to someone",
    "put me through to your manager",
    "I need an actual human being to look at this",
    "get me a supervisor",
    "Is there a person I can talk to?",
    "TALK TO A PERSON!!",
    "I don't want to talk to a bot",
    "please escalate this",
    "Nein danke. Ich möchte mit einem Menschen sprechen",
    "bitte mit einem Mitarbeiter verbinden",
    "quiero hablar con un agente",
    "Je voudrais parler à un conseiller",
    "quero falar com um atendente",
    "vorrei parlare con un operatore",
    "ik wil een medewerker spreken",
  ],
  [
    "How do I add a person to my workspace?",
    "Are you a human?",
    "am I talking to a real person?",
    "Do I need a manager account?",
    "the user agent header is wrong",
    "How many people can I invite?",
    "what permissions does a manager have?",
    "I don't need a human, just the link",
    "Is there a person limit on Starter?",
    "I talked to my colleague about plans",
    "I want a refund",
  ],
);

yesAndNo(
  "threatens legal action",
  threatensLegally,
  [
    "I will sue you",
    "I'm going to take legal action",
    "You'll hear from my lawyer",
    "my lawyer will contact you",
    "see you in court",
    "I am filing a complaint with the BBB",
    "If this isn't fixed I'll sue",
    "we are considering legal action against you",
    "Sonst gibt es rechtliche Schritte",
  ],
  [
    "What is your legal department's address?",
    "my lawyer friend loves it",
    "Is it legal to store invoices for 10 years?",
    "Our legal team needs your DPA",
    "can lawyers use Acme?",
    "Sue from accounting can't log in",
    "What's your policy on legal action?",
  ],
);

yesAndNo(
  "reports a security incident",
  reportsIncident,
  [
    "My account was hacked",
    "I think someone hacked my account",
    "our API key leaked on GitHub",
    "I accidentally pushed our api key to a public repo",
    "I found a vulnerability in your login page",
    "someone logged into my account from far away",
    "there is a login I don't recognise",
    "we had a data breach",
    "I can see another customer's invoices",
    "my password was stolen",
  ],
  [
    "How do you protect my data from being hacked?",
    "What happens if my account gets hacked?",
    "have you ever had a data breach?",
    "where can I read your security policy?",
    "Please tell me what you do if an account of ours gets hacked.",
    "I hacked together a script",
    "do you have a vulnerability disclosure program?",
    "How do I rotate my API key?",
  ],
);

yesAndNo(
  "is furious",
  isFurious,
  [
    "THIS IS RIDICULOUS!!! FIX IT NOW",
    "worst support ever, I'm furious",
    "what the hell is this shit, useless",
    "I'm so fed up with your pathetic app!!",
  ],
  [
    "This is great!!!",
    "I LOVE ACME SO MUCH",
    "HELP ME PLEASE",
    "please help!!",
    "The app crashed!!",
    "in the worst case, what happens?",
  ],
);

yesAndNo(
  "found no help",
  foundNoHelp,
  ["That didn't help", "it still doesn't work", "same problem", "I already tried that", "still locked"],
  ["That helped, thanks", "How does it work?", "It works"],
);

yesAndNo(
  "disputes more than $200",
  (text) => (disputeIn([text])?.total ?? 0) > 200,
  [
    "I was charged $250 twice",
    "You charged me 250 USD by mistake",
    "There are two charges of $120, wrong",
    "I was wrongly billed 250 dollars",
    "refund my $300",
    "I want my two hundred and fifty dollars back",
    "You took €230 without my permission",
    "charged $200.01 in error",
    "I see $120 and $130 charged twice",
    "duplicate charges: 2x$120",
    "I was charged $300 instead of $49",
    "dispute: three payments, $90 each",
    "please refund 1.250,00 €",
  ],
  [
    "is the $250 plan worth it?",
    "how do I stop being charged?",
    "I was charged $49 twice",
    "charged $200 by mistake",
    "I paid $250 for the annual plan, can I have the invoice?",
    "What if I get charged $300 twice?",
    "Can I pay $250 by invoice?",
    "We have 250 users and were charged twice",
    "I was charged twice on 2026-11-12",
    "I was charged $49 instead of $250",
  ],
);

it.each([
  ["$250", [250, 1]],
  ["1,200.50 USD", [1200.5, 1]],
  ["1.200,50 €", [1200.5, 1]],
  ["£49,99", [49.99, 1]],
  ["USD 1.200", [1200, 1]],
  ["$1.5k", [1500, 1]],
  ["two hundred and fifty dollars", [250, 1]],
  ["a thousand two hundred euros", [1200, 1]],
  ["2 x $120", [120, 2]],
  ["two separate charges of $120", [120, 2]],
  ["$120 twice", [120, 2]],
  ["three payments, $90 each", [90, 3]],
  ["it should have been $49", null],
  ["250 users", null],
  ["in 10 minutes", null],
])("reads the amount in: %s", (text, amount) => {
  const expected = amount === null ? [] : [{ value: amount[0], times: amount[1] }];
  expect(amountsIn(text)).toEqual(expected);
});

it.each([
  ["hi", "greeting"],
  ["Hello there!", "greeting"],
  ["Guten Tag", "greeting"],
  ["Thanks so much!", "thanks"],
  ["ok great, thank you", "thanks"],
  ["bye!", "farewell"],
  ["that worked, thanks", "solved"],
  ["yes please", "yes"],
  ["no thanks", "no"],
  ["Are you a bot?", "identity"],
  ["👍", "nothing"],
  ["hi, how much is Pro?", null],
  ["thanks but it is still broken", null],
  ["yes, my order number is 12345", null],
])("small talk: %s is %s", (text, kind) => {
  expect(smallTalkIn(text)).toBe(kind);
});

it.each([
  ["I've been charged twice", "billing", "high"],
  ["I was billed after cancelling", "billing", "high"],
  ["I want a refund", "billing", "medium"],
  ["the app crashes when I upload a file", "technical", "medium"],
  ["The API is down, all our customers are affected", "technical", "critical"],
  ["Webhook deliveries keep failing with error 500, we have a deadline today", "technical", "high"],
  ["I'm hitting rate limits even though I'm on the Pro plan", "technical", "medium"],
  ["I can't log in", "account", "medium"],
  ["please add dark mode", "general", "low"],
])("needs follow-up: %s", (text, category, severity) => {
  expect(ticketNeedIn([text])).toMatchObject({ category, severity });
});

it.each([
  "How do I export data?",
  "What does error 422 mean?",
  "What happens if a payment fails?",
  "how do I stop being charged?",
  "Can I get a refund after 40 days?",
  "Does the mobile app work offline?",
])("needs no follow-up: %s", (text) => {
  expect(ticketNeedIn([text])).toBeNull();
});

it.each([
  ["Wie kann ich mein Passwort ändern?", "de"],
  ["¿Cómo puedo cambiar mi contraseña?", "es"],
  ["Comment puis-je changer mon mot de passe ?", "fr"],
  ["How can I change my password?", "en"],
  ["asdf", "en"],
])("the language of: %s", (text, language) => {
  expect(languageOf(text)).toBe(language);
});
