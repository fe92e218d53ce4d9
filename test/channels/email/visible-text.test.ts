import { describe, expect, it } from "vitest";
import { readMail } from "../../../channels/email/read-mail.ts";
import { readableHtml } from "../../../channels/email/safe-html.ts";
import { textOfHtml } from "../../../channels/email/text-of-html.ts";
import { visibleText } from "../../../channels/email/visible-text.ts";
import { type CorpusCase, corpus, plain } from "./corpora.ts";
import { mail, messageOf } from "./raw-mail.ts";

const WROTE = "On Mon, 2 Mar 2026 at 10:00, Support <support@example.com> wrote:";

describe("[EMAIL-8] of an answer, only what is new is visible", () => {
  it.each([
    ["above a quote", `Yes.\n\n${WROTE}\n> Is it blue?\n`],
    ["above one that is not marked", `Yes.\n\n${WROTE}\n\nIs it blue?\n\nBye\n`],
    ["below a quote", `${WROTE}\n> Is it blue?\n\nYes.\n`],
    [
      "above a torn introduction",
      "Yes.\n\nOn Mon, 2 Mar 2026 at 10:00, A Rather Long Name Of A Company <\nsupport@example.com> wrote:\n> Is it blue?",
    ],
    [
      "above an introduction in three lines",
      "Yes.\n\nOn Mon, Mar 2, Support\n<support@example.com>\nwrote:\n\n> Is it blue?",
    ],
    [
      "above Outlook's header",
      "Yes.\n\nFrom: Support <support@example.com>\nSent: Monday, March 2, 2026 10:00\nTo: Ada\nSubject: RE: Blue\n\nIs it blue?",
    ],
    ["above a bold one", "Yes.\n\n*From:* Support\n*Sent:* Monday\n*To:* Ada\n*Subject:* RE: Blue\n\nIs it blue?"],
    [
      "above Outlook's line",
      "Yes.\n\n________________________________\nVon: Support <support@example.com>\nGesendet: Montag, 2. März 2026\nAn: Ada\nBetreff: Blau\n\nIst es blau?",
    ],
    ["above an original message", "Yes.\n\n-----Original Message-----\nIs it blue?"],
    ["above one in Polish", "Yes.\n\n----- Wiadomość oryginalna -----\nOd: Support\nCzy jest niebieski?"],
    ["above a help desk's line", "Yes.\n\n##- Please type your reply above this line -##\nIs it blue?"],
    ["above a signature", "Yes.\n\n-- \nAda\nAnalytical Engines"],
    ["above a signature and a quote", `Yes.\n\n--\nAda\n\n${WROTE}\n> Is it blue?`],
    ["above a phone's line", "Yes.\n\nSent from my iPhone"],
    ["above one in Japanese", "Yes.\n\niPhoneから送信"],
    [
      "above a list's footer",
      "Yes.\n\n_______________________________________________\nlamps mailing list\nlamps@lists.example",
    ],
    ["above a name by hand", "Yes.\n\n-Ada"],
  ])("%s", (_where, text) => {
    expect(visibleText(text)).toBe("Yes.");
  });

  it.each([
    ["de", "Am Mo., 2. März 2026 um 10:00 Uhr schrieb Support:"],
    ["fr", "Le lun. 2 mars 2026 à 10:00, Support <s@example.com> a écrit :"],
    ["es", "El lun, 2 mar 2026 a las 10:00, Support (<s@example.com>) escribió:"],
    ["pt", "Em seg., 2 de mar. de 2026 às 10:00, Support <s@example.com> escreveu:"],
    ["it", "Il giorno lun 2 mar 2026 alle ore 10:00 Support <s@example.com> ha scritto:"],
    ["nl", "Op ma 2 mrt 2026 om 10:00 schreef Support <s@example.com>:"],
    ["sv", "Den mån 2 mars 2026 kl 10:00 skrev Support <s@example.com>:"],
    ["da", "Den man. 2. mar. 2026 kl. 10.00 skrev Support <s@example.com>:"],
    ["fi", "ma 2. maalisk. 2026 klo 10.00 Support (s@example.com) kirjoitti:"],
    ["pl", "pon., 2 mar 2026 o 10:00 Support <s@example.com> napisał(a):"],
    ["cs", "po 2. 3. 2026 v 10:00 odesílatel Support <s@example.com> napsal:"],
    ["hu", "Support <s@example.com> ezt írta (időpont: 2026. márc. 2., H, 10:00):"],
    ["ro", "În lun., 2 mar. 2026 la 10:00, Support <s@example.com> a scris:"],
    ["ru", "пн, 2 мар. 2026 г. в 10:00, Support <s@example.com>:"],
    ["uk", "пн, 2 бер. 2026 р. о 10:00 Support <s@example.com> пише:"],
    ["tr", "Support <s@example.com>, 2 Mar 2026 Pzt, 10:00 tarihinde şunu yazdı:"],
    ["el", "Στις Δευ 2 Μαρ 2026 στις 10:00, ο Support <s@example.com> έγραψε:"],
    ["zh", "Support <s@example.com> 于2026年3月2日周一 10:00写道："],
    ["ja", "2026年3月2日(月) 10:00 Support <s@example.com>:"],
    ["ko", "2026년 3월 2일 (월) 오전 10:00, Support <s@example.com>님이 작성:"],
    ["vi", "Vào Th 2, 2 thg 3, 2026 vào lúc 10:00 Support <s@example.com> đã viết:"],
    ["he", "‫בתאריך יום ב׳, 2 במרץ 2026 ב-10:00 מאת ‪Support‬‏ <‪s@example.com‬‏>:‬"],
  ])("whatever the language of the program: %s", (_language, introduction) => {
    expect(visibleText(`OK.\n\n${introduction}\n\nIs it blue?\nBye`)).toBe("OK.");
    expect(visibleText(`OK.\n\n${introduction}\n> Is it blue?`)).toBe("OK.");
  });
});

describe("[EMAIL-8] what the author wrote is never taken for a quote", () => {
  it.each([
    ["a list with a colon", "I need 3 things:\n- a lamp\n- a cable"],
    ["a travel plan", "From: Rome\nTo: Paris\nDate: 5 May 2026\n\nCan you book this?"],
    ["an order by fields", "Name: Ada\nOrder: 1042\nPhone: 555-0142\n\nIt never came."],
    ["an answer between questions", "> Is it blue?\nYes.\n\n> Is it large?\nNo."],
    ["a rule between two parts", "First.\n\n--------\n\nSecond."],
    ["a sentence about a phone", "Sent from my desk, which is easier than the phone."],
    ["dashes", "It costs 5 -- or so -- and\n-- is that all?"],
    ["a long text below two dashes", `Hello\n--\n${"More to say.\n".repeat(30)}`],
    ["somebody's words", "On the phone you wrote nothing:\nplease do."],
  ])("%s", (_what, text) => {
    expect(plain(visibleText(text))).toBe(plain(text));
  });

  it.each([
    ["nothing but a quote", `${WROTE}\n> Is it blue?`],
    ["nothing but a signature", "--\nAda"],
    ["nothing but a phone's line", "Sent from my iPhone"],
    [
      "nothing but Outlook's header",
      "From: Support <s@example.com>\nSent: Monday\nTo: Ada\nSubject: Blue\n\nIs it blue?",
    ],
  ])("never cut to nothing: %s", (_what, text) => {
    expect(visibleText(text)).toBe(text);
  });
});

describe("[EMAIL-9] a mail that is passed on stays whole", () => {
  const passedOn = `Is this true?\n\nFrom: Eve <eve@x.example>\nSent: Monday\nTo: Ada\nSubject: You won\n\n> Send money.\n\n--\nEve`;

  it.each(["Fwd: You won", "FW: You won", "WG: Gewonnen", "TR : Gagné", "转发：奖"])(
    "by its subject: %s",
    async (subject) => {
      const encoded = `=?utf-8?B?${Buffer.from(subject).toString("base64")}?=`;
      expect((await messageOf(mail({ Subject: encoded }, passedOn))).text).toBe(passedOn);
    },
  );

  it.each([
    "---------- Forwarded message ---------",
    "Begin forwarded message:",
    "Anfang der weitergeleiteten Nachricht:",
    "---------- Пересылаемое сообщение ----------",
  ])("by the line above it: %s", (line) => {
    const text = `Is this true?\n\n${line}\nFrom: Eve <eve@x.example>\nSubject: You won\n\nSend money.\n\n--\nEve`;
    expect(visibleText(text)).toBe(text);
  });

  it("but an answer to one is an answer", async () => {
    expect((await messageOf(mail({ Subject: "Re: Fwd: You won" }, passedOn))).text).toBe("Is this true?");
  });
});

describe("[EMAIL-40] quotes that only HTML marks", () => {
  it.each([
    [
      "Gmail",
      '<div>Yes.</div><div class="gmail_quote"><div class="gmail_attr">Tipo así:</div><blockquote class="gmail_quote">Blue?</blockquote></div>',
    ],
    ["Apple Mail", "<div>Yes.</div><blockquote type=cite>Blue?</blockquote>"],
    ["Yahoo", '<div>Yes.</div><div id="x" class="yahoo_quoted">Blue?</div>'],
    ["Proton", '<div>Yes.</div><div class="protonmail_quote">Blue?</div>'],
    ["Outlook on the web", '<div>Yes.</div><div id="divRplyFwdMsg">Blue?</div><div>Really?</div>'],
    ["the same, imported", '<div>Yes.</div><div id="x_divRplyFwdMsg">Blue?</div><div>Really?</div>'],
    ["Outlook for Mac", '<div>Yes.</div><span id="OLK_SRC_BODY_SECTION">Blue?</span>'],
    ["Outlook for phones", '<div>Yes.</div><div id="mail-editor-reference-message-container">Blue?</div>'],
    [
      "Thunderbird",
      '<p>Yes.</p><div class="moz-cite-prefix">So:</div><blockquote type="cite" cite="mid:1">Blue?</blockquote>',
    ],
  ])("%s", async (_program, html) => {
    const message = await messageOf(mail({ "Content-Type": "text/html; charset=utf-8" }, html));
    expect(message.text).toBe("Yes.");
    expect(message.fullText).toContain("Blue?");
    expect(message.fullText).not.toMatch(/\p{Co}/u);
  });

  it("count where the plain text does not show them", async () => {
    const parts =
      "--b\nContent-Type: text/plain\n\nYes.\n\nBlue?\n--b\nContent-Type: text/html\n\n<div>Yes.</div><blockquote type=cite>Blue?</blockquote>\n--b--";
    const message = await messageOf(mail({ "Content-Type": "multipart/alternative; boundary=b" }, parts));
    expect(message).toMatchObject({ text: "Yes.", fullText: "Yes.\n\nBlue?" });
  });
});

/** Whether the visible text of a case is what the corpus expects of it. */
async function passes({ kind, bytes, expect: expected }: CorpusCase): Promise<boolean> {
  const text = plain(await visibleOf(kind, bytes));
  const list = (name: string) => ((expected[name] ?? []) as string[]).map(plain);
  return (
    (expected["reply_equals"] === undefined || text === plain(expected["reply_equals"])) &&
    text.startsWith(plain(expected["reply_starts"])) &&
    list("reply_contains").every((part) => text.includes(part)) &&
    list("reply_excludes").every((part) => !text.includes(part))
  );
}

async function visibleOf(kind: string, bytes: Buffer): Promise<string> {
  if (kind === "text/html") return visibleText(textOfHtml(readableHtml(bytes.toString())));
  if (kind !== "message/rfc822") return visibleText(bytes.toString().replaceAll("\r\n", "\n"));
  const { text, html } = await readMail(bytes);
  return visibleText(text ?? textOfHtml(readableHtml(html ?? "")));
}

/** What libraries disagree about, such as whether a signature is visible, keeps some from being all. */
it.each([
  ["email_reply_trimmer", 18, 18],
  ["crisp-erp", 18, 19],
  ["email_reply_parser", 6, 6],
  ["willdurand-erp", 5, 5],
  ["zapier-erp", 5, 5],
  ["mail-parser-reply", 8, 9],
  ["talon", 4, 6],
  ["quotequail", 10, 13],
])("[EMAIL-8] the corpus %s: at least %i of %i", async (name, least, all) => {
  const results = await Promise.all(corpus(name).map(passes));
  expect(results).toHaveLength(all);
  expect(results.filter(Boolean).length).toBeGreaterThanOrEqual(least);
});
