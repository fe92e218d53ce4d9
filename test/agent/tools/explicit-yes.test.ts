import { describe, expect, it } from "vitest";
import { haveAgreed, isExplicitYes } from "../../../src/agent/tools/explicit-yes.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";

const ASKED = "cancel order A-1001 for good";

const YES = `yes|Yes.|YES!|yes please|yes please go ahead|Yes, go ahead and cancel it|yep do it|sure, thanks|Of course!|I confirm|confirmed|
ok yes|okay, go ahead|please do|Yes, I'm sure|absolutely 👍|y|Yes, cancel order A-1001.|yes please cancel it|That's right, go ahead|ja|Ja, bitte|
Ja klar, danke|Genau, mach das|Natürlich|oui|Oui, allez-y|d'accord, merci|Bien sûr|sí|Sí, por favor|claro que sí|Sì, grazie|va bene, confermo|sim|Sim, por favor|
com certeza|ja graag|doe maar|tak|evet|да|はい|Yes, please go ahead.\\n\\nBest regards,\\nAnn Miller|Hello,\\n\\nyes, please do.\\n\\nThanks\\nAnn|Ja, bitte.\\n\\nViele Grüße\\nJens Müller`;

const NO = `|ok|okay thanks|thanks|👍|yes but not today|yes?|Yes, but only the second one|yes, A-1002|yes for 40 dollars|no|no yes|yes no|nope|not yet|don't|do not do it|maybe|
I think so|yes if it is free|yes, when will I get the money?|are you sure|sure?|yesterday|yes and also change my address|wait|yes... wait|hold on, yes in a minute|
what does that mean|ja aber nicht heute|ja?|nein|ja, wenn es nichts kostet|oui mais pas maintenant|non|oui si c'est gratuit|sí pero mañana|no, gracias|sì ma solo domani|sim mas amanhã|ja maar niet nu|
cancel nothing|cancel order A-1001|A-1001|order A-1001 yes|he said yes|my wife says yes|yes to the other thing|I never said yes|yes, refund 60|go away|Yes.\\n\\nThanks\\nNot Today|Yes please\\n\\nRegards\\nwait|
I would say yes|correct it|please correct that|can you do it|do it tomorrow|yes tomorrow|confirm what`;

const list = (text: string) =>
  text
    .replaceAll(/\n(?!$)/g, "")
    .split("|")
    .map((one) => one.replaceAll("\\n", "\n"));

describe("an explicit yes", () => {
  it.each(list(YES))("is %j [TOOL-25]", (text) => {
    expect(isExplicitYes(text, ASKED)).toBe(true);
  });

  it.each(list(NO))("is not %j [TOOL-25]", (text) => {
    expect(isExplicitYes(text, ASKED)).toBe(false);
  });

  it("says no word of the question again that takes it back [TOOL-25]", () => {
    expect(isExplicitYes("yes, no", "cancel order A-1001 with no refund")).toBe(false);
    expect(isExplicitYes("yes, cancel order A-1001", "cancel order A-1001 with no refund")).toBe(true);
  });

  it("is found out in no time, whatever is pasted [TOOL-25]", () => {
    const began = cpuMs();
    for (const text of [
      "yes ".repeat(50_000),
      "a".repeat(200_000),
      "yes\n".repeat(40_000),
      `yes ${"!".repeat(200_000)}?`,
      `yes${"\n".repeat(200_000)}b`,
    ])
      isExplicitYes(text, ASKED);
    expect(cpuMs() - began).toBeLessThan(2_000);
  });
});

describe("somebody has agreed", () => {
  it.each<[string, string[], boolean]>([
    ["with a yes", ["yes"], true],
    ["with a yes and thanks", ["yes please", "thank you!"], true],
    ["with a yes, said twice", ["yes", "go ahead"], true],
    ["not by silence", [], false],
    ["not when something else was said first", ["what is the weather?", "yes"], false],
    ["not when it was taken back", ["yes", "no wait"], false],
    ["not when a value was changed after it", ["yes", "make it 60"], false],
    ["not by thanks alone", ["thanks"], false],
  ])("%s [TOOL-25]", (_name, texts, expected) => {
    expect(haveAgreed(texts, ASKED)).toBe(expected);
  });
});
