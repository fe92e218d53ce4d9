import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { act, settled } from "../harness/desk.ts";
import { fencedWords, lastInput, modelRequests, toolResults } from "../harness/model-requests.ts";
import { letter, newAddress, type Post, proven, startPost } from "../harness/post.ts";
import { until } from "../harness/until.ts";
import { fromAssistant, type Visitor, visit } from "../harness/visitor.ts";

const ASKED = "If that address is on file, a code was sent there. Please write it here.";

let post: Post;
beforeAll(async () => {
  post = await startPost({ strictModel: true });
});
afterEach(() => {
  try {
    post.product.model.assertDone();
  } finally {
    post.product.model.reset();
  }
});
afterAll(() => post.product.stop());

const says = (...replies: readonly ReturnType<typeof reply>[]) =>
  post.product.model.script(replies.map((said) => ({ reply: said })));

/** A customer whose mailbox was proven by a mail of hers. */
async function ada(): Promise<{ readonly email: string; readonly contactId: string }> {
  const email = newAddress("ada");
  says(reply(text("Hello Ada.")));
  const mail = letter({ from: email, headers: [proven(email)], subject: "My invoice", body: "Hello." });
  await post.deliver(mail);
  return { email, contactId: (await post.whole(mail)).contact.id };
}

async function ask(visitor: Visitor, email: string): Promise<void> {
  says(reply(toolUse("request_verification", { email })), reply(text(ASKED)));
  await visitor.write(`I am ${email}. What are my tickets?`);
  await visitor.messageWhen("the answer", fromAssistant);
}

const codeIn = (words: string): string => /\b\d{6}\b/.exec(words)?.[0] ?? "";

async function mailed(email: string) {
  await until("the mail with the code", async () => (await post.sentTo(email)).some((sent) => codeIn(sent.text)));
  return (await post.sentTo(email)).filter((sent) => codeIn(sent.text));
}

describe("a visitor whom nobody knows", () => {
  it("proves by a code who he is, and is told then what is his [OTP-1, OTP-7]", async () => {
    const { email, contactId } = await ada();
    const visitor = await visit(post.product);
    await ask(visitor, email);
    const [mail, ...more] = await mailed(email);
    expect(more).toEqual([]);
    expect(mail?.header("subject")).toBe("Your verification code");
    expect(mail?.header("auto-submitted")).toBe("auto-replied");
    const code = codeIn(mail?.text ?? "");

    says(
      reply(toolUse("lookup_customer", {})),
      reply(text("You wrote to us by email about your invoice. You have no open tickets.")),
    );
    const before = visitor.messages().length;
    const clientId = randomUUID();
    // Sent again, as a page does that got no answer, also to another process: it is one message, and one try.
    const beside = await post.product.startBeside();
    const other = await visit(post.product, { session: visitor.session().session }, beside.url);
    await Promise.all([visitor, other, visitor].map((page) => page.say(`It is ${code}.`, clientId)));
    await until("the answer", () => visitor.messages().slice(before).find(fromAssistant));
    await settled(post.product);

    const requests = modelRequests(post.product.model);
    expect(fencedWords("context", lastInput(requests.at(-2)))[0]).toContain("identity: verified");
    expect(JSON.stringify(toolResults(lastInput(requests.at(-1))))).toContain("My invoice");
    const { contact, messages, events } = await visitor.whole();
    expect(contact).toMatchObject({ id: contactId, identity: "verified" });
    expect(events.filter(({ kind }) => kind === "verified")).toHaveLength(1);
    expect(messages.filter(({ text }) => text === "It is [code].")).toHaveLength(1);
    // Neither the model, the desk nor the log has ever seen it; the visitor sees no note.
    for (const seen of [requests, messages, post.product.logged, visitor.messages()])
      expect(JSON.stringify(seen)).not.toContain(code);
    expect(messages.find(({ internal }) => internal)).toMatchObject({
      text: expect.stringMatching(/^A one-time code was sent to a•••@/),
      delivery: { status: "sent" },
    });
    expect(JSON.stringify(visitor.messages())).not.toContain("one-time");
    for (const page of [visitor, other]) page.close();
    await beside.stop();
  });

  it("gets the same answer for an address that is not on file, and no mail is sent [OTP-3]", async () => {
    const visitor = await visit(post.product);
    const email = newAddress("nobody");
    await ask(visitor, email);
    await settled(post.product);
    expect(JSON.stringify(toolResults(lastInput(modelRequests(post.product.model).at(-1))))).toContain(
      "If that address is on file",
    );
    expect(await post.sentTo(email)).toEqual([]);
    visitor.close();
  });
});

it("whoever writes letters that nobody vouches for proves his mailbox in their thread [OTP-1, OTP-7]", async () => {
  const email = newAddress("eve");
  says(reply(toolUse("request_verification", {})), reply(text(ASKED)));
  const first = letter({ from: email, subject: "My tickets", body: "What are my tickets?" });
  await post.deliver(first);
  const [mail] = await mailed(email);
  expect(mail?.header("subject")).toBe("Re: My tickets");
  expect(mail?.header("in-reply-to")).toBe(first.id);
  says(reply(text("You have no open tickets.")));
  const answer = letter({
    from: email,
    subject: "Re: My tickets",
    inReplyTo: mail?.id ?? "",
    references: [first.id, mail?.id ?? ""],
    body: `${codeIn(mail?.text ?? "")}\r\n`,
  });
  await post.deliver(answer);
  const { conversation, contact, messages } = await post.whole(first);
  expect((await post.whole(answer)).conversation.id).toBe(conversation.id);
  expect(contact.identity).toBe("verified");
  expect(messages.filter(({ author }) => author === "customer").at(-1)?.text).toBe("[code]");
});

it("what the model asks for of somebody unverified, or of somebody else, is refused and written down [TOOL-21, TOOL-26]", async () => {
  const { contactId } = await ada();
  const visitor = await visit(post.product);
  says(
    reply(toolUse("lookup_customer", { customer_id: contactId }), toolUse("lookup_customer", {})),
    reply(text("I can tell you that once you are verified.")),
  );
  await visitor.write("What are the tickets of Ada?");
  await visitor.messageWhen("the answer", fromAssistant);
  const results = toolResults(lastInput(modelRequests(post.product.model).at(-1)));
  expect(results.map(({ is_error: isError }) => isError)).toEqual([true, true]);
  expect(JSON.stringify(results)).not.toMatch(/My invoice|Ada/);
  const lines = post.product.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
  const refused = lines.filter(({ security }) => security === true);
  const about = { conversation: visitor.conversationId(), tool: "lookup_customer" };
  expect(refused).toMatchObject([
    { ...about, reason: "unknown_input" },
    { ...about, reason: "not_verified" },
  ]);
  expect(JSON.stringify(refused)).not.toContain(contactId);
  const metrics = await (await fetch(`${post.product.url}/metrics`)).text();
  expect(metrics).toContain('switchboard_tool_calls_refused_total{tool="lookup_customer",reason="not_verified"} 1');
  visitor.close();
});

describe("the mail with the code", () => {
  it("is not waited for, its failing is shown on the note, and a takeover neither loses nor doubles it [OTP-7]", async () => {
    const { email } = await ada();
    const held = post.product.mail.holdSmtp();
    const visitor = await visit(post.product);
    // The answer is there while the mail is not.
    await ask(visitor, email);
    await held.arrived;
    await act(post.product, visitor.conversationId(), "claim");
    held.release();
    await settled(post.product);
    expect(await mailed(email)).toHaveLength(1);
    const { messages } = await visitor.whole();
    expect(messages.find(({ internal }) => internal)?.delivery?.status).toBe("sent");
    visitor.close();
  });

  it("that is refused shows on the note [OTP-7]", async () => {
    const { email } = await ada();
    const visitor = await visit(post.product);
    post.product.mail.failSmtp({ kind: "refuse", at: "recipient", code: 550, text: "5.1.1 no such user" });
    await ask(visitor, email);
    await settled(post.product);
    const { messages } = await visitor.whole();
    expect(messages.find(({ internal }) => internal)?.delivery).toMatchObject({ status: "failed" });
    visitor.close();
  });

  it("that is answered begins a conversation of its reader: the visitor does not see it [OTP-7]", async () => {
    const { email } = await ada();
    const visitor = await visit(post.product);
    await ask(visitor, email);
    const [mail] = await mailed(email);
    says(reply(text("Please ignore it, then.")));
    const answer = letter({
      from: email,
      headers: [proven(email)],
      inReplyTo: mail?.id ?? "",
      references: [mail?.id ?? ""],
      body: "I did not ask for this!",
    });
    await post.deliver(answer);
    expect((await post.whole(answer)).conversation.id).not.toBe(visitor.conversationId());
    expect(JSON.stringify((await visitor.whole()).messages)).not.toContain("did not ask");
    visitor.close();
  });
});
