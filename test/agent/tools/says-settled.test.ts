import { describe, expect, it } from "vitest";
import { saysSettled } from "../../../src/agent/tools/says-settled.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";

const SETTLED = `Thanks!|thank you so much|Thanks for your help!|great, thanks|Perfect, thank you|ok thanks bye|That worked, thanks!|It works now|it's working now, cheers|That fixed it|that did the trick|
Problem solved, thank you|The issue is fixed|All sorted now|I'm all set, thanks|That's all, thanks|No, that's all|No thanks, that's everything|Nothing else, thank you|no more questions|That answers my question|
you can close this|please close the ticket|Yes it works, thank you|yes that helped a lot|Everything works again 🎉|Danke!|Vielen Dank für die Hilfe|Hat geklappt, danke|Es funktioniert jetzt wieder, danke|Das Problem ist gelöst|Das war's, danke|
Merci beaucoup|Ça marche, merci|C'est bon, merci !|Problème résolu|Gracias|Ya funciona, muchas gracias|Eso es todo, gracias|Grazie mille|Funziona, grazie|Obrigada|Funcionou, obrigado|Bedankt!|Het werkt, dank je wel|Opgelost, bedankt|Brilliant, that sorted it|Working fine now, thanks|Cool that helped, have a good weekend|The error is gone, thanks|Hello,\\n\\nthat worked, thank you.\\n\\nKind regards\\nAnn Miller|Perfect it worked like a charm`;

const OPEN = `|Thanks, but it still fails|thanks, but I can't log in|That did not solve it|That didn't work|it doesn't work|Thanks. How do I export a report?|Thanks, one more question|thank you for nothing|Thanks in advance|Thanks, I'll try that|
let me try|that should work|It worked yesterday|it worked before the update|works but slow|it only works on my phone|It sometimes works|nothing worked|Great, another outage|Perfect. And the price?|ok|okay, and then|got it|Great.|Perfect|alles klar|
Is it solved?|Has my problem been solved?|I hope that helped|if that worked I would not be here|not fixed|still not working|no|no thanks|yes|What does the Pro plan cost?|My invoice is wrong|I want to cancel|It almost works|
thanks, also please change my email|Thanks, can you also open a ticket|would be great if it worked|Danke, aber es geht nicht|Das hat nicht geklappt|Danke im Voraus|Hat leider nicht funktioniert|Noch eine Frage|Merci mais ça ne marche pas|Ça ne marche toujours pas|merci d'avance|
Gracias, pero no funciona|No funciona|sigue sin funcionar|Grazie, ma non funziona|Non funziona ancora|Obrigado, mas não funcionou|Ainda não funciona|Bedankt, maar het werkt niet|Het werkt nog niet|Alvast bedankt|It worked for my colleague and I get an error|everything is gone|it is gone and I want it back|fixed price please|The problem is that everything is fixed price|solved the captcha, now I get 500|
it was fixed then broke|works on chrome, fails on firefox|good morning|that is all I get for $49|thanks I want a refund|
Thanks for the steps.\\n\\nIt still fails.\\n\\nRegards\\nAnn`;

const list = (text: string) =>
  text
    .replaceAll("\n", "")
    .split("|")
    .map((one) => one.replaceAll("\\n", "\n"));

describe("a settled matter", () => {
  it.each(list(SETTLED))("is said by %j [TOOL-23]", (text) => {
    expect(saysSettled(text)).toBe(true);
  });

  it.each(list(OPEN))("is not said by %j [TOOL-23]", (text) => {
    expect(saysSettled(text)).toBe(false);
  });

  it("is found out in no time, whatever is pasted [TOOL-23]", () => {
    const began = cpuMs();
    for (const text of [
      "thanks ".repeat(30_000),
      "it works ".repeat(30_000),
      "!".repeat(200_000),
      `a${"\n".repeat(200_000)}b`,
    ])
      saysSettled(text);
    expect(cpuMs() - began).toBeLessThan(2_000);
  });
});
