import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signToken } from "../channels/widget/sign-token.ts";
import { settled, write } from "../harness/desk.ts";
import { letter, newAddress, type Post, proven, startPost } from "../harness/post.ts";
import { AUTHSERV_ID, OUR_MAILBOX } from "../harness/product.ts";
import { fromAssistant, visit } from "../harness/visitor.ts";

const WIDGET_SECRET = "widget-secret-of-the-tests";

let post: Post;
beforeAll(async () => {
  post = await startPost({ env: { WIDGET_SECRET } });
});
afterAll(() => post.product.stop());

const tokenFor = (claims: { readonly sub: string; readonly email?: string }) =>
  signToken(claims, { secret: WIDGET_SECRET });

/** A page of a customer whom the site has signed in, or of anybody, after one message and its answer. */
async function chat(auth: { readonly identity?: string; readonly session?: string } = {}) {
  const visitor = await visit(post.product, auth);
  const { seq } = await visitor.write("What does the Pro plan cost?");
  await visitor.messageWhen("an answer", (message) => fromAssistant(message) && message.seq > seq);
  await settled(post.product);
  return visitor;
}

/** A mail and its answer. */
async function mail(from: string, headers: readonly string[] = [], parts: Partial<Parameters<typeof letter>[0]> = {}) {
  const sent = letter({ from, headers, ...parts });
  await post.deliver(sent);
  return { ...sent, ...(await post.whole(sent)) };
}

describe("the sender of a mail", () => {
  const domain = "customer.example";
  const words: [string, "claimed" | "verified", string[]][] = [
    ["of whom nobody says anything", "claimed", []],
    ["whom our server has proven", "verified", [`${AUTHSERV_ID}; dmarc=pass header.from=${domain}`]],
    ["whose domain has signed it", "verified", [`${AUTHSERV_ID}; dkim=pass header.d=${domain}`]],
    ["whom our server has refused", "claimed", [`${AUTHSERV_ID}; dmarc=fail header.from=${domain}`]],
    ["whom another server vouches for", "claimed", [`mx.other.example; dmarc=pass header.from=${domain}`]],
    [
      "who vouches for himself below our server's word",
      "claimed",
      [`${AUTHSERV_ID}; dmarc=none header.from=${domain}`, `${AUTHSERV_ID}; dmarc=pass header.from=${domain}`],
    ],
    ["whom another domain has signed for", "claimed", [`${AUTHSERV_ID}; dkim=pass header.d=attacker.example`]],
  ];
  it.each(words)("%s is %s [WHO-1]", async (_, identity, results) => {
    const headers = results.map((result) => `Authentication-Results: ${result}`);
    const { conversation, contact } = await mail(newAddress(), headers);
    expect([conversation.contact.identity, contact.identity]).toEqual([identity, identity]);
  });

  it("who only claims an address that somebody has proven is another contact, each time [WHO-2]", async () => {
    const from = newAddress();
    const ada = await mail(from, [proven(from)]);
    const forged = [await mail(from), await mail(from)];
    for (const { contact } of forged) expect(contact).toMatchObject({ address: from, identity: "claimed" });
    const again = await mail(from, [proven(from)]);
    expect(again.contact.id).toBe(ada.contact.id);
    expect(new Set([ada, ...forged].map(({ contact }) => contact.id)).size).toBe(3);
  });

  it("who proves what he had claimed stays the same contact [WHO-1]", async () => {
    const from = newAddress();
    const claimed = await mail(from);
    const later = await mail(from, [proven(from)]);
    expect(later.contact).toMatchObject({ id: claimed.contact.id, identity: "verified" });
    expect((await post.whole(claimed)).contact.identity).toBe("claimed");
  });
});

describe("a forged mail in a proven thread", () => {
  it("makes the conversation claimed until the next proof [WHO-2]", async () => {
    const from = newAddress();
    const first = await mail(from, [proven(from)]);
    const identity = async () => (await post.whole(first)).conversation.contact.identity;
    expect(await identity()).toBe("verified");
    await mail(from, [], { inReplyTo: first.id });
    expect(await identity()).toBe("claimed");
    // A notice of a program proves nothing and disproves nothing.
    await mail(from, [proven(from)], { inReplyTo: first.id });
    await mail(from, ["Auto-Submitted: auto-replied"], { inReplyTo: first.id });
    expect(await identity()).toBe("verified");
  });

  it("does not send the answers elsewhere, neither by Reply-To nor in copy [WHO-2]", async () => {
    const [from, thief, kim] = [newAddress(), newAddress("thief"), newAddress("kim")];
    const first = await mail(from, [proven(from)], { cc: kim });
    for (let round = 0; round < 2; round += 1)
      await mail(from, [], { inReplyTo: first.id, replyTo: thief, to: `${OUR_MAILBOX}, ${thief}`, cc: kim });
    await write(post.product, first.conversation.id, { text: "Dear Ada." });
    await settled(post.product);
    expect(await post.sentTo(thief)).toEqual([]);
    const sent = await post.sentTo(from);
    expect(sent).toHaveLength(4);
    expect(sent.at(-1)?.envelope.to).toEqual([from, kim]);
    // Who was in copy of a forged mail takes no part.
    const thiefs = await mail(thief, [], { inReplyTo: first.id });
    expect(thiefs.conversation.id).not.toBe(first.conversation.id);
  });

  it("that opens a thread of its own is answered to the proven address alone, also later on [WHO-2]", async () => {
    const [from, thief] = [newAddress(), newAddress("thief")];
    const opened = await mail(from, [], { replyTo: thief });
    expect(await post.sentTo(thief)).toHaveLength(1);
    await mail(from, [proven(from)]);
    await mail(from, [], { replyTo: thief });
    await mail(from, [], { replyTo: thief, inReplyTo: opened.id });
    expect(await post.sentTo(thief)).toHaveLength(1);
    expect(await post.sentTo(from)).toHaveLength(3);
  });

  it("whose author is proven may name another place for the answers [WHO-2]", async () => {
    const [from, elsewhere] = [newAddress(), newAddress("elsewhere")];
    const first = await mail(from, [proven(from)]);
    await mail(from, [proven(from)], { inReplyTo: first.id, replyTo: elsewhere });
    expect(await post.sentTo(elsewhere)).toHaveLength(1);
  });
});

describe("one person", () => {
  it("by a proven mail and then signed in on the website is one contact [WHO-3]", async () => {
    const email = newAddress();
    const mailed = await mail(email, [proven(email)]);
    const visitor = await chat({ identity: await tokenFor({ sub: randomUUID(), email }) });
    const { contact } = await visitor.whole();
    expect(contact).toMatchObject({ id: mailed.contact.id, address: email, identity: "verified" });
  });

  it("signed in on the website and then by a proven mail is one contact [WHO-3]", async () => {
    const email = newAddress();
    const visitor = await chat({ identity: await tokenFor({ sub: randomUUID(), email }) });
    const mailed = await mail(email, [proven(email)]);
    expect(mailed.contact.id).toBe((await visitor.whole()).contact.id);
  });

  it("is not whoever has claimed the address in a mail, before or after [WHO-3]", async () => {
    const email = newAddress();
    const before = await mail(email);
    const visitor = await chat({ identity: await tokenFor({ sub: randomUUID(), email }) });
    const after = await mail(email);
    const ids = [before.contact.id, (await visitor.whole()).contact.id, after.contact.id];
    expect(new Set(ids).size).toBe(3);
    expect((await post.whole(before)).contact.id).toBe(before.contact.id);
    // The address is his who has proven it.
    expect((await mail(email, [proven(email)])).contact.id).toBe(ids[1]);
  });

  it("in another's words is not joined: a name proves nothing [WHO-3]", async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(async () => chat({ identity: await tokenFor({ sub: randomUUID() }) })),
    );
    expect((await one?.whole())?.contact.id).not.toBe((await two?.whole())?.contact.id);
  });
});

describe("an anonymous visitor who signs in", () => {
  it("becomes the contact that he is known as, and his conversation goes with him [WHO-4]", async () => {
    const email = newAddress();
    const mailed = await mail(email, [proven(email)]);
    const visitor = await chat();
    const stranger = await visitor.whole();
    expect(stranger.contact.id).not.toBe(mailed.contact.id);
    const { session } = visitor.session();
    const identity = await tokenFor({ sub: randomUUID(), email });
    const known = await chat({ session, identity });
    const whole = await known.whole();
    expect(whole.conversation.id).toBe(stranger.conversation.id);
    expect(whole.contact).toMatchObject({ id: mailed.contact.id, address: email, identity: "verified" });
    expect(whole.events.filter(({ kind }) => kind === "contact_joined")).toMatchObject([
      { by: null, data: { contact: stranger.contact.id } },
    ]);
    expect((await post.whole(mailed)).contact.id).toBe(mailed.contact.id);
  });

  it("and has chatted before is one contact with both of his conversations [WHO-4]", async () => {
    const sub = randomUUID();
    const before = await chat({ identity: await tokenFor({ sub }) });
    const visitor = await chat();
    const anonymous = await visitor.whole();
    const { session } = visitor.session();
    const now = await chat({ session, identity: await tokenFor({ sub }) });
    const ids = [before, now].map(async (page) => (await page.whole()).contact.id);
    const [contact, same] = await Promise.all(ids);
    expect(same).toBe(contact);
    const { body } = await post.product.api<{ contact: { id: string } }>(
      "GET",
      `/api/conversations/${anonymous.conversation.id}`,
    );
    expect(body.contact.id).toBe(contact);
  });
});
