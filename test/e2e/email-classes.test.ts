import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, settled } from "../harness/desk.ts";
import { modelRequests } from "../harness/model-requests.ts";
import { type Letter, letter, newAddress, newName, type Post, startPost } from "../harness/post.ts";
import { OUR_MAILBOX } from "../harness/product.ts";

let post: Post;
beforeAll(async () => {
  post = await startPost();
});
afterAll(() => post.product.stop());

async function answered() {
  const from = newAddress();
  const first = letter({ from });
  await post.deliver(first);
  const [answer] = await post.sentTo(from);
  if (!answer) throw new Error("nobody answered");
  const { conversation } = await post.whole(first);
  return { from, first, answer, id: conversation.id };
}

/** What left and what the model was asked while these mails came. */
async function effectsOf(...letters: Letter[]) {
  const [sent, asked] = [post.product.mail.sent.length, modelRequests(post.product.model).length];
  await post.deliver(...letters);
  return {
    sent: post.product.mail.sent.length - sent,
    asked: modelRequests(post.product.model).length - asked,
  };
}
const NOTHING = { sent: 0, asked: 0 };

/** A mail server's report about a mail of ours (RFC 3464). */
function bounce(to: string, name: string, status: string): Letter {
  const lines = [
    "--report",
    "Content-Type: text/plain",
    "",
    "Your mail could not be delivered.",
    "--report",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.customer.example",
    "",
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${status.startsWith("5") ? "failed" : "delayed"}`,
    `Status: ${status}`,
    "Diagnostic-Code: smtp; 550 5.1.1 no such user",
    "--report",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: ${name}`,
    `From: ${OUR_MAILBOX}`,
    `To: ${to}`,
    "--report--",
  ];
  return letter({
    from: "MAILER-DAEMON@mx.customer.example",
    subject: "Undelivered Mail Returned to Sender",
    headers: ["Return-Path: <>", "Auto-Submitted: auto-replied"],
    contentType: 'multipart/report; report-type=delivery-status; boundary="report"',
    body: lines.join("\r\n"),
  });
}

/** A mailbox provider's report about a mail of ours (RFC 5965). */
function complaint(to: string, name: string): Letter {
  const lines = [
    "--report",
    "Content-Type: text/plain",
    "",
    "This is an abuse report.",
    "--report",
    "Content-Type: message/feedback-report",
    "",
    "Feedback-Type: abuse",
    "User-Agent: Reports/1.0",
    "Version: 1",
    `Original-Rcpt-To: <${to}>`,
    "--report",
    "Content-Type: message/rfc822",
    "",
    `Message-ID: ${name}`,
    `From: ${OUR_MAILBOX}`,
    `To: ${to}`,
    "Subject: Re: Question",
    "",
    "It costs $49.",
    "--report--",
  ];
  return letter({
    from: "feedback@provider.example",
    contentType: 'multipart/report; report-type=feedback-report; boundary="report"',
    body: lines.join("\r\n"),
  });
}

type Thread = Awaited<ReturnType<typeof answered>>;

describe("what no person wrote", () => {
  const kinds: [string, string, (thread: Thread) => Letter][] = [
    [
      "an out-of-office notice",
      "auto_reply",
      ({ from, answer }) => letter({ from, inReplyTo: answer.id, headers: ["Auto-Submitted: auto-replied"] }),
    ],
    [
      "a mail of a program",
      "auto_generated",
      ({ from, answer }) => letter({ from, inReplyTo: answer.id, headers: ["Auto-Submitted: auto-generated"] }),
    ],
    [
      "a mail by a list",
      "list",
      ({ from, answer }) => letter({ from, inReplyTo: answer.id, headers: ["List-Id: <users.lists.example>"] }),
    ],
    ["a report of a mail server", "bounce", ({ from, answer }) => bounce(from, answer.id, "4.4.1")],
    ["a complaint", "complaint", ({ from, answer }) => complaint(from, answer.id)],
    [
      "a mail of ours that came back",
      "own_loop",
      ({ from, answer }) => letter({ from, inReplyTo: answer.id, headers: [`X-Switchboard-Loop: ${OUR_MAILBOX}`] }),
    ],
  ];

  it.each(kinds)("%s is shown as %s, with the reason why nobody answers [MAIL-9, BEH-19]", async (_, kind, make) => {
    const thread = await answered();
    const mail = make(thread);
    expect(await effectsOf(mail)).toEqual(NOTHING);
    const { conversation, messages, turns } = await post.whole(mail);
    expect(conversation).toMatchObject({ id: thread.id, state: "assistant" });
    expect(messages.find(({ externalId }) => externalId === mail.id)).toMatchObject({
      author: "customer",
      class: kind,
      suppressed: expect.stringMatching(/\w{3}/),
    });
    expect(turns).toHaveLength(1);
  });

  it("reopens no closed conversation, and a person does [MAIL-9]", async () => {
    const thread = await answered();
    await act(post.product, thread.id, "close");
    const machines = kinds.map(([, , make]) => make(thread));
    expect(await effectsOf(...machines)).toEqual(NOTHING);
    const closed = await post.whole(thread.first);
    expect(closed.conversation).toMatchObject({ state: "closed", engagement: 1 });
    expect(closed.messages).toHaveLength(2 + machines.length);
    await post.deliver(letter({ from: thread.from, inReplyTo: thread.answer.id }));
    expect((await post.whole(thread.first)).conversation).toMatchObject({ state: "assistant", engagement: 2 });
  });

  it("and belongs to nothing is a conversation that nobody answers [MAIL-9]", async () => {
    const mails = [
      letter({ from: newAddress(), headers: ["Auto-Submitted: auto-replied"] }),
      letter({ from: newAddress(), headers: ["List-Id: <users.lists.example>"] }),
      letter({ from: "no-reply@shop.example" }),
    ];
    expect(await effectsOf(...mails)).toEqual(NOTHING);
    for (const mail of mails) {
      const { conversation, messages } = await post.whole(mail);
      expect(conversation.state).toBe("assistant");
      expect(messages).toHaveLength(1);
    }
  });

  it("does not make a person of a mail server [MAIL-9]", async () => {
    const to = newAddress();
    const report = bounce(to, newName(), "5.1.1");
    expect(await effectsOf(report)).toEqual(NOTHING);
    expect((await post.whole(report)).conversation.contact).toMatchObject({ address: to, name: null });
  });
});

describe("a report that a mail of ours was not delivered", () => {
  it("marks that message failed, with the code and words, in its conversation [MAIL-10]", async () => {
    const { from, answer, first, id } = await answered();
    const report = bounce(from, answer.id, "5.1.1");
    expect(await effectsOf(report)).toEqual(NOTHING);
    const { conversation, messages } = await post.whole(first);
    expect(messages.map(({ author, class: kind }) => [author, kind])).toEqual([
      ["customer", "human"],
      ["assistant", "human"],
      ["customer", "bounce"],
    ]);
    expect(messages[1]?.delivery).toEqual({
      status: "failed",
      error: { code: "smtp_5.1.1", message: expect.stringMatching(/\w+ \w+/) },
    });
    expect(conversation).toMatchObject({ id, contact: { address: from } });
  });

  it("that says only that it is late marks nothing [MAIL-10]", async () => {
    const { from, answer, first } = await answered();
    await post.deliver(bounce(from, answer.id, "4.4.1"));
    expect((await post.whole(first)).messages[1]?.delivery).toEqual({ status: "sent", error: null });
  });

  it("with a forged name marks nothing and joins nothing [MAIL-10]", async () => {
    const { from, answer, first, id } = await answered();
    const report = bounce(from, answer.id.replace(/\.[0-9a-f]{16}@/, ".0123456789abcdef@"), "5.1.1");
    await post.deliver(report);
    expect((await post.whole(first)).messages[1]?.delivery).toEqual({ status: "sent", error: null });
    expect((await post.whole(report)).conversation.id).not.toBe(id);
  });
});

describe("another assistant", () => {
  it("whose answers are marked as ours are is not answered, so that no loop begins [MAIL-11]", async () => {
    const theirs = newAddress("assistant");
    const mail = letter({ from: theirs, body: "What does the Pro plan cost?" });
    await post.deliver(mail);
    const [ours] = post.product.mail.sent.filter(({ to }) => to.includes(theirs));
    const [answer] = await post.sentTo(theirs);
    if (!ours || !answer) throw new Error("nobody answered");
    // Its answer is what ours would be to a mail of its own: another name, other addresses, and the same marks.
    const id = newName();
    const bytes = Buffer.from(
      ours.bytes
        .toString("latin1")
        .replace(/\r\n[ \t]+/g, " ")
        .replace(/^X-Switchboard-Loop: .*\r\n/m, "")
        .replace(/^From: .*$/m, `From: ${theirs}`)
        .replace(/^To: .*$/m, `To: ${OUR_MAILBOX}`)
        .replace(/^Message-ID: .*$/im, `Message-ID: ${id}`)
        .replace(/^In-Reply-To: .*$/m, `In-Reply-To: ${answer.id}`),
    );
    expect(await effectsOf({ id, bytes })).toEqual(NOTHING);
    const { messages } = await post.whole({ id });
    expect(messages.map(({ author, class: kind }) => [author, kind])).toEqual([
      ["customer", "human"],
      ["assistant", "human"],
      ["customer", "auto_reply"],
    ]);
  });

  it("is not told either that a human was called [MAIL-11]", async () => {
    const { from, first, id } = await answered();
    await post.deliver(letter({ from, inReplyTo: first.id, body: "I want to talk to a human" }));
    await settled(post.product);
    expect((await post.whole(first)).conversation).toMatchObject({ id, state: "queued" });
    const line = (await post.sentTo(from)).at(-1);
    expect(line?.header("auto-submitted")).toBe("auto-replied");
  });
});
