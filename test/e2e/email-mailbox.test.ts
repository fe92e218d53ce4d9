import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChannelView } from "../../src/desk/channel-routes.ts";
import { settled } from "../harness/desk.ts";
import { deadLetters } from "../harness/operated.ts";
import { type Letter, letter, newAddress, type Post, startPost } from "../harness/post.ts";
import { until } from "../harness/until.ts";
import { fromAssistant, visit } from "../harness/visitor.ts";

let post: Post;
beforeAll(async () => {
  post = await startPost();
});
afterAll(() => post.product.stop());

const readiness = async () => (await fetch(`${post.product.url}/readyz`)).status;

describe("the mailbox", () => {
  it("whose mails all get other UIDs brings none of them a second time [MAIL-8]", async () => {
    const from = newAddress();
    const mails = [letter({ from }), letter({ from: newAddress() })];
    await post.deliver(...mails);
    const { mail, database } = post.product;
    const raws = () => database.outside.rawInbound.count({ where: { channel: "email" } });
    const before = await raws();
    mail.folder().renumber();
    mail.cut();
    const next = letter({ from });
    await mail.deliver(next.bytes);
    await until("the mailbox to be read anew", async () => (await raws()) >= before + mails.length + 1);
    await settled(post.product);
    for (const { id } of [...mails, next])
      expect([id, await database.outside.message.count({ where: { externalId: id } })]).toEqual([id, 1]);
    // One answer to each of his two mails.
    expect(await post.sentTo(from)).toHaveLength(2);
  });

  it("goes on after a mail that cannot be read, which is a dead letter that can be retried [MAIL-12]", async () => {
    const before = (await deadLetters(post.product)).length;
    const rubbish: Letter = { id: "", bytes: Buffer.from("\u0000 this is no mail\r\n\r\nat all\r\n") };
    const good = letter({ from: newAddress() });
    await post.deliver(rubbish, good);
    expect((await post.whole(good)).messages).toHaveLength(2);
    const letters = await deadLetters(post.product);
    expect(letters).toHaveLength(before + 1);
    const [dead] = letters;
    expect(dead).toMatchObject({ direction: "inbound", channel: "email", attempts: 3 });
    expect(dead?.error).not.toContain("at all");
    const { status } = await post.product.api("POST", `/api/dead-letters/${dead?.id}/retry`);
    expect(status).toBe(200);
    await until("it to be dead again", async () => (await deadLetters(post.product)).length === before + 1);
    const next = letter({ from: newAddress() });
    await post.deliver(next);
    expect((await post.whole(next)).messages).toHaveLength(2);
  });
});

describe("a mailbox that takes no password of ours", () => {
  it("makes us not ready, the other channels work, and it is read again without a restart [MAIL-14]", async () => {
    const { product } = post;
    expect(await readiness()).toBe(200);
    product.mail.refuseLogins(true);
    product.mail.cut();
    const missed = letter({ from: newAddress() });
    await product.mail.deliver(missed.bytes);
    await until("it not to be ready", async () => (await readiness()) === 503);
    const number = "+15557000001";
    await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
    await product.conversationWhen(number, ({ messages }) => messages.length === 2);
    const visitor = await visit(product);
    await visitor.write("What does the Pro plan cost?");
    await visitor.messageWhen("an answer", fromAssistant);
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
    product.mail.refuseLogins(false);
    await until("it to be ready", async () => (await readiness()) === 200);
    await until("the mail that came meanwhile", () =>
      product.database.outside.message.findFirst({ where: { externalId: missed.id } }),
    );
    await settled(product);
    expect((await post.whole(missed)).messages).toHaveLength(2);
    expect(product.logged.join("\n")).not.toContain("mail-password-of-the-tests");
  });
});

describe("an SMTP server that nobody reaches", () => {
  it("holds all mail, operators see why, and each leaves once then [OUT-9]", async () => {
    const { product } = post;
    for (let times = 0; times < 3; times += 1) product.mail.failSmtp({ kind: "drop", at: "greeting" });
    const senders = [newAddress(), newAddress()];
    const letters = senders.map((from) => letter({ from }));
    for (const { bytes } of letters) await product.mail.deliver(bytes);
    const views = async () => (await product.api<{ items: ChannelView[] }>("GET", "/api/channels")).body.items;
    await until("operators to see it", async () =>
      (await views()).some(
        ({ channel, why }) => channel === "email" && why?.startsWith("The SMTP server could not be reached"),
      ),
    );
    await until(
      "all to have left",
      async () => {
        const sent = await Promise.all(senders.map((from) => post.sentTo(from)));
        return sent.every(({ length }) => length === 1);
      },
      30_000,
    );
    await settled(product);
    expect(await views()).toContainEqual({ channel: "email", ok: true, why: null });
    for (const one of letters) {
      const { messages } = await post.whole(one);
      expect(messages.at(-1)?.delivery).toMatchObject({ status: "sent", error: null });
    }
    for (const from of senders) expect(await post.sentTo(from)).toHaveLength(1);
  });
});
