import type { Escalation } from "../guard.ts";
import { phrases } from "./phrases.ts";
import { fold, type Sentence, wordsOf } from "./read-sentences.ts";
import type { Talk } from "./talk.ts";
import { ASKED } from "./wish-words.ts";
import { ASKED_ABROAD } from "./wish-words-abroad.ts";

/** Of a whole message that consists of nothing else. */
const ALONE =
  /^(?:(?:hi|hello|hey|no|ok|please|just|i|we|want|need|would|like|a|an|the|to|get|me|give|now|real|live|human|actual|any|another|speak|talk|with|customer|service|support|care|bitte|ein|eine|einen|un|una|um|uma|een|einfach|echten|por favor|per favore|svp|stp|human|agent|representative|operator|person|mensch|persona|humain) )*(?:human|humans|human being|agent|representative|operator|person|advisor|supervisor|manager|live chat|live support|customer service|customer support|customer care|someone|somebody|mensch|menschen|mitarbeiter|mitarbeiterin|humain|conseiller|conseillere|humano|humana|agente|persona|operador|asesor|umano|operatore|operatrice|atendente|pessoa|mens|medewerker)(?: (?:please|now|here|today|immediately|thanks|thank you|bitte|sofort|por favor|per favore|alstublieft|aub|svp|s il vous plait|vite|ya))*$/;
const NO_MACHINE_ALONE =
  /^(?:please )?(?:not|no|stop) (?:a |an |another |more |the |this )*(?:bots?|robots?|chat ?bots?|machines?|ai|automated (?:replies|answers|messages))(?: please| anymore)?$/;

/** These words and those together, in whatever order. */
const ONE_OF_OURS = phrases(
  "(real|actual|live|human) (person|human|agent|representative|operator|human being|support agent|being|supervisor)",
  "human being",
);
const WANTED = phrases(
  "(please|now|get|want|need|give|let|like|speak|talk|connect|reach|call|chat|prefer|insist|demand)",
);

/** What customers of ours do with theirs. */
const OTHERS = phrases(
  // Asks what we are, and is answered by that.
  "(am i|are we|is it|was i|did i|(?<!(how|where|when|what|can|who) )(do i|would i be)|have i been) (now |really |actually |just |already )*(talk|talking|speak|speaking|chat|chatting)( .*)?",
  "(my|our) (customers?|clients?|users?|visitors?|guests?|students?|patients?|teams?) … (can|could|to|want|need|talk|speak|chat|be|get|wants|needs|reach|contact|connect)( .*)?",
  "(allow|let|lets|enable) (my|our|the) .*",
  "(can|does|will|could|should) (our|my|a|the) (bot|widget|ai|assistant|chatbot|rule|workflow|automation) (?!transfer me|connect me|put me|hand me).*",
  "(im|i am|we are) (a |an )?(real |actual |human |live )*(human|person|human being|people)( .*)?",
  "(is|was|are|were) (this|that|it|these|your [^ ]+|the [^ ]+) … (written|typed|answered|made|run|read|sent|operated|checked) by .*",
  "are you (a |an )?(real|actual|human|live)( .*)?",
);

/** @param phrases of the policy, as customers write them. */
export function createHumanRequest(more: readonly string[]): (talk: Talk) => boolean {
  const ours = more.map((phrase) => ` ${wordsOf(fold(phrase))} `).filter((phrase) => phrase.trim() !== "");
  return ({ now }) =>
    now.some(
      (sentences) =>
        isAlone(sentences) ||
        sentences.some((sentence) => asks(sentence) || ours.some((phrase) => ` ${sentence.words} `.includes(phrase))),
    );
}

export const ASKED_FOR_A_HUMAN: Escalation = {
  rule: "human_request",
  reason: "The customer asks for a human.",
  priority: "normal",
  trigger: "customer",
  category: null,
  severity: null,
  opensTicket: false,
};

function asks({ words }: Sentence): boolean {
  if (ASKED_ABROAD.test(words)) return true;
  return (ASKED.test(words) || (ONE_OF_OURS.test(words) && WANTED.test(words))) && !OTHERS.test(words);
}

function isAlone(sentences: readonly Sentence[]): boolean {
  const words = sentences.map((sentence) => sentence.words).join(" ");
  return (
    ALONE.test(words) ||
    NO_MACHINE_ALONE.test(words) ||
    sentences.some((one) => ALONE.test(one.words) && !one.isQuestion)
  );
}
