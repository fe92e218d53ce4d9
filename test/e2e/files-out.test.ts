import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MessageView } from "../../src/conversation/view.ts";
import { USUAL_STEPS } from "../../src/standins/twilio/status-step.ts";
import { addOperator, problemOf, type Session, settled, write } from "../harness/desk.ts";
import { CONTENT, upload, uploaded } from "../harness/operator-files.ts";
import { letter, newAddress, type Post, startPost } from "../harness/post.ts";
import { fromAssistant, fromOperator, visit } from "../harness/visitor.ts";

let post: Post;
let ana: Session;
beforeAll(async () => {
  post = await startPost();
  ana = await addOperator(post.product, "ana@example.com");
});
afterAll(() => post.product.stop());

let lastNumber = 0;
/** A conversation with one question, answered by the assistant, with somebody in Canada or elsewhere. */
async function texter(country: "+1604555" | "+4477009" = "+1604555") {
  lastNumber += 1;
  const from = `${country}${String(lastNumber).padStart(country === "+1604555" ? 4 : 5, "0")}`;
  await post.product.twilio.text({ from, body: "Hello" });
  await settled(post.product);
  return { from, ...(await post.product.conversationOf(from)) };
}

const sentTo = (number: string) => post.product.twilio.sent.filter(({ to }) => to === number);

async function messageOf(number: string, id: string): Promise<MessageView | undefined> {
  const { messages } = await post.product.conversationOf(number);
  return messages.find((message) => message.id === id);
}

const bytesAt = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());

describe("a text with a picture", () => {
  it("carries it to a phone in North America, and Twilio can fetch it [MMSO-1, MMSO-5]", async () => {
    const { from, conversation } = await texter();
    const picture = CONTENT.png();
    const files = [await uploaded(post.product, "the screw.png", picture)];
    const { status, body } = await write(post.product, conversation.id, { text: "It is this screw.", files });
    expect(status).toBe(201);
    const attachment = {
      filename: "the screw.png",
      contentType: "image/png",
      size: picture.byteLength,
      state: "ready",
    };
    expect(body.attachments).toEqual([{ id: expect.any(String), ...attachment }]);
    await settled(post.product);

    const sent = sentTo(from).at(-1)!;
    const urls = sent.params.getAll("MediaUrl");
    expect({ body: sent.body, media: urls.length }).toEqual({ body: "It is this screw.", media: 1 });
    expect(await bytesAt(urls[0]!)).toEqual(picture);
    expect(await messageOf(from, body.id)).toMatchObject({
      delivery: { status: "delivered", error: null },
      attachments: [attachment],
    });
    const { bytes } = await fileOf(body.attachments[0]!.id);
    expect(bytes).toEqual(picture);
  });

  it("needs no words [MMSO-1]", async () => {
    const { from, conversation } = await texter();
    const files = [await uploaded(post.product, "a.png", CONTENT.png())];
    const { status, body } = await write(post.product, conversation.id, { files });
    expect({ status, text: body.text }).toEqual({ status: 201, text: "" });
    await settled(post.product);
    const { params } = sentTo(from).at(-1)!;
    expect({ body: params.has("Body"), media: params.getAll("MediaUrl").length }).toEqual({ body: false, media: 1 });
  });

  it("links to it where there is no MMS, and to what is no picture of MMS [MMSO-2]", async () => {
    const abroad = await texter("+4477009");
    const picture = CONTENT.png();
    const files = [await uploaded(post.product, "a.png", picture)];
    await write(post.product, abroad.conversation.id, { text: "Look:", files });
    const here = await texter();
    const notes = Buffer.from("Turn it to the left.");
    const both = [await uploaded(post.product, "b.png", picture), await uploaded(post.product, "notes.txt", notes)];
    await write(post.product, here.conversation.id, { text: "Look:", files: both });
    await settled(post.product);

    const linked = sentTo(abroad.from).at(-1)!;
    expect(linked.params.has("MediaUrl")).toBe(false);
    const [, url] = /^Look:\na\.png: (\S+)$/.exec(linked.body) ?? [];
    expect(await bytesAt(url!)).toEqual(picture);
    const mixed = sentTo(here.from).at(-1)!;
    expect(mixed.params.getAll("MediaUrl")).toHaveLength(1);
    const [, other] = /^Look:\nnotes\.txt: (\S+)$/.exec(mixed.body) ?? [];
    expect(await bytesAt(other!)).toEqual(notes);
  });

  it("goes as a link when Twilio refuses the picture, once [MMSO-3]", async () => {
    const { from, conversation } = await texter();
    const picture = CONTENT.png();
    const files = [await uploaded(post.product, "a.png", picture)];
    const before = post.product.twilio.requests.length;
    post.product.twilio.fail({ kind: "refused", code: 21621 });
    const { body } = await write(post.product, conversation.id, { text: "Look:", files });
    await settled(post.product);
    const [sent, ...more] = sentTo(from).slice(1);
    expect(more).toEqual([]);
    const [, url] = /^Look:\na\.png: (\S+)$/.exec(sent!.body) ?? [];
    expect(await bytesAt(url!)).toEqual(picture);
    expect(await messageOf(from, body.id)).toMatchObject({ delivery: { status: "delivered" } });
    expect(post.product.twilio.requests.slice(before).filter(({ method }) => method === "POST")).toHaveLength(2);
  });

  it("is not sent twice when Twilio took it and did not say so [MMSO-4]", async () => {
    for (const refusal of [false, true]) {
      const { from, conversation } = await texter();
      const files = [await uploaded(post.product, "a.png", CONTENT.png())];
      // Else the callback would tell.
      post.product.twilio.planCallbacks([]);
      if (refusal) post.product.twilio.fail({ kind: "refused", code: 21620 });
      post.product.twilio.fail({ kind: "drop", created: true });
      const { body } = await write(post.product, conversation.id, { text: "Look:", files });
      await settled(post.product);
      post.product.twilio.planCallbacks(USUAL_STEPS);
      expect(sentTo(from)).toHaveLength(2);
      expect(await messageOf(from, body.id)).toMatchObject({ delivery: { status: "sent" } });
    }
  }, 60_000);
});

describe("files in other channels", () => {
  it("go in a letter as they are [MMSO-6]", async () => {
    const mail = letter({ from: newAddress() });
    await post.deliver(mail);
    const { conversation } = await post.whole(mail);
    const [picture, table] = [CONTENT.png(), Buffer.from("a;b\r\n1;2\n")];
    const files = [
      await uploaded(post.product, "Prüfung 1.png", picture),
      await uploaded(post.product, "table.csv", table),
    ];
    const { status } = await write(post.product, conversation.id, { text: "See **both**.", files });
    expect(status).toBe(201);
    await settled(post.product);
    const { bytes } = post.product.mail.sent.at(-1)!;
    const { attachments, text } = await PostalMime.parse(bytes);
    expect(text).toContain("See both.");
    expect(
      attachments.map(({ filename, mimeType, disposition, content }) => ({
        filename,
        mimeType,
        disposition,
        content: Buffer.from(content as ArrayBuffer),
      })),
    ).toEqual([
      { filename: "Prüfung 1.png", mimeType: "image/png", disposition: "attachment", content: picture },
      { filename: "table.csv", mimeType: "text/csv", disposition: "attachment", content: table },
    ]);
  });

  it("can be fetched by a visitor of the chat, also when he comes back [MMSO-7]", async () => {
    const visitor = await visit(post.product);
    await visitor.write("Where is the manual?");
    await visitor.messageWhen("an answer", fromAssistant);
    const paper = CONTENT.pdf();
    const files = [await uploaded(post.product, "manual.pdf", paper)];
    const { body } = await write(post.product, visitor.conversationId(), { text: "Here.", files });
    const shown = await visitor.messageWhen("the file", fromOperator);
    expect(shown.attachments).toMatchObject([{ filename: "manual.pdf", url: expect.stringContaining("/manual.pdf?") }]);
    expect(await bytesAt(shown.attachments[0]!.url!)).toEqual(paper);
    expect(body.attachments[0]).not.toHaveProperty("url");

    const { session } = visitor.session();
    const again = await visit(post.product, { session, lastSeq: 0 });
    const seen = await again.messageWhen("the file", fromOperator);
    expect(await bytesAt(seen.attachments[0]!.url!)).toEqual(paper);
  });
});

describe("a message with files", () => {
  it("is one message however often it is sent [MMSO-1]", async () => {
    const { from, conversation } = await texter();
    const files = [await uploaded(post.product, "a.png", CONTENT.png())];
    const same = { text: "Once", files, clientId: "the-same-with-a-file" };
    const [first, second] = [
      await write(post.product, conversation.id, same),
      await write(post.product, conversation.id, same),
    ];
    expect(second.body).toMatchObject({ id: first.body.id, attachments: first.body.attachments });
    await settled(post.product);
    expect(sentTo(from)).toHaveLength(2);
  });

  it("may be a note, whose file nobody outside gets [MMSO-8, MMSO-9]", async () => {
    const { from, conversation } = await texter();
    const paper = CONTENT.pdf();
    const files = [await uploaded(post.product, "contract.pdf", paper)];
    const { status, body } = await write(post.product, conversation.id, { internal: true, files });
    expect({ status, files: body.attachments.map(({ filename }) => filename) }).toEqual({
      status: 201,
      files: ["contract.pdf"],
    });
    await settled(post.product);
    expect(sentTo(from)).toHaveLength(1);
    expect((await fileOf(body.attachments[0]!.id)).bytes).toEqual(paper);
  });

  it.each([
    ["neither words nor files", {}, "text: must not be empty"],
    ["eleven files", { files: Array.from({ length: 11 }, () => "x") }, "files: must not be more than 10"],
    ["a token that is none", { text: "x", files: ["nonsense"] }, "Add it again"],
  ])("is refused with %s [MMSO-8]", async (_name, change, words) => {
    const { conversation } = await texter();
    expect(problemOf(await write(post.product, conversation.id, change), 400)).toMatchObject({
      detail: expect.stringContaining(words),
    });
  });

  it("takes no file that a colleague uploaded [MMSO-8]", async () => {
    const { conversation } = await texter();
    const theirs = await upload(post.product, "a.png", CONTENT.png(), ana);
    expect(theirs.status).toBe(201);
    problemOf(await write(post.product, conversation.id, { text: "x", files: [theirs.body.token] }), 400);
    expect((await write(post.product, conversation.id, { text: "x", files: [theirs.body.token] }, ana)).status).toBe(
      201,
    );
  });
});

async function fileOf(id: string) {
  const { url } = post.product;
  const { API_TOKEN } = post.product.environment;
  const response = await fetch(`${url}/api/attachments/${id}`, { headers: { Authorization: `Bearer ${API_TOKEN}` } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}
