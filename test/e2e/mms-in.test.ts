import { randomUUID } from "node:crypto";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShownAttachment } from "../../src/contract/index.ts";
import { problemOf, settled } from "../harness/desk.ts";
import { modelRequests } from "../harness/model-requests.ts";
import { API_TOKEN, type Product, startProduct, type Whole } from "../harness/product.ts";
import { WHOLE } from "../harness/shapes.ts";
import { until } from "../harness/until.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

let customers = 0;
const newNumber = (): string => {
  customers += 1;
  return `+1555720${String(customers).padStart(4, "0")}`;
};

/** A photo that nobody else sends. */
const photo = () => ({
  contentType: "image/jpeg",
  content: Buffer.from(`\xff\xd8\xff\xe0\0\x10JFIF\0${randomUUID()}`, "latin1"),
});

const filesOf = ({ messages }: Whole): readonly ShownAttachment[] => messages[0]?.attachments ?? [];

function filesWhen(number: string, ...states: ShownAttachment["state"][]): Promise<Whole> {
  return product.conversationWhen(
    number,
    (whole) => String(filesOf(whole).map(({ state }) => state)) === String(states),
  );
}

async function download(id: string, url = product.url) {
  const headers = { Authorization: `Bearer ${API_TOKEN}` };
  const response = await fetch(`${url}/api/attachments/${id}`, { headers });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** As if all its waiting was over. */
const now = (id: string, attempts?: number) =>
  product.database.outside.attachment.update({
    where: { id },
    data: { nextTryAt: new Date(), ...(attempts !== undefined && { attempts }) },
  });

describe("a text with files", () => {
  it("shows them all, and gives them out as they were sent [MMSI-1]", async () => {
    const number = newNumber();
    const card = { contentType: "text/x-vcard", content: Buffer.from("BEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD\r\n") };
    const files = [photo(), card, { contentType: "audio/amr", content: Buffer.from("#!AMR\n\x3c") }];
    await product.twilio.text({ from: number, body: "Here they are", media: files });
    const whole = await filesWhen(number, "ready", "ready", "ready");
    expect(WHOLE.parse(whole)).toEqual(whole);
    expect(filesOf(whole)).toMatchObject([
      { filename: "image-1.jpg", contentType: "image/jpeg", size: files[0]?.content.byteLength },
      { filename: "contact-2.vcf", contentType: "text/vcard", size: card.content.byteLength },
      { filename: "audio-3.amr", contentType: "audio/amr", size: 7 },
    ]);
    for (const [index, { id }] of filesOf(whole).entries()) {
      const { status, headers, bytes } = await download(id);
      expect(status).toBe(200);
      expect(bytes).toEqual(files[index]?.content);
      expect(headers.get("content-disposition")).toMatch(/^attachment; filename=/);
    }
    expect(product.twilio.storeRequests.filter(({ hasCredentials }) => hasCredentials)).toEqual([]);
  });

  it("is a message without words, too, and the assistant is told what came [MMSI-1]", async () => {
    const number = newNumber();
    await product.twilio.text({ from: number, body: "", media: [photo()] });
    const whole = await filesWhen(number, "ready");
    expect(whole.messages[0]).toMatchObject({ author: "customer", text: "", fullText: "", class: "human" });
    await settled(product);
    const asked = modelRequests(product.model).filter(({ metadata }) => metadata?.user_id === whole.conversation.id);
    expect(JSON.stringify(asked[0]?.messages)).toContain("[attached file: image-1.jpg]");
  });

  it("gives out a page as bytes, whatever it is called [MMSI-6]", async () => {
    const number = newNumber();
    const page = { contentType: "image/png", content: Buffer.from("<!doctype html><script>alert(1)</script>") };
    await product.twilio.text({ from: number, body: "", media: [page] });
    const [file] = filesOf(await filesWhen(number, "ready"));
    expect(file).toMatchObject({ filename: "image-1.bin", contentType: "application/octet-stream" });
    expect((await download(file?.id ?? "")).headers.get("content-type")).toBe("application/octet-stream");
  });
});

describe("a file that lags its text", () => {
  it("is there soon after Twilio has it, and an open desk is told [MMSI-7, MMSI-9]", async () => {
    const number = newNumber();
    product.twilio.failMedia({ kind: "status", status: 404 });
    const sent = photo();
    await product.twilio.text({ from: number, body: "Look", media: [sent] });
    const first = await product.conversationWhen(number, (whole) => filesOf(whole).length > 0);
    const [waiting] = filesOf(first);
    expect(waiting).toMatchObject({ filename: "image-1.jpg", size: null });

    const page = io(`${product.url}/desk`, { transports: ["websocket"], forceNew: true, auth: { token: API_TOKEN } });
    const told: { messageId: string; attachments: ShownAttachment[] }[] = [];
    page.on("attachments", (news) => told.push(news));
    const { conversation, messages } = first;
    await page.timeout(5_000).emitWithAck("watch", { conversationId: conversation.id, afterSeq: conversation.seq });
    await until("the news", () => told.at(-1)?.attachments[0]?.state === "ready");
    page.disconnect();
    expect(told.at(-1)).toMatchObject({
      messageId: messages[0]?.id,
      attachments: [{ id: waiting?.id, size: sent.content.byteLength }],
    });
    expect((await download(waiting?.id ?? "")).bytes).toEqual(sent.content);
  });

  it("is said to be on its way until then [MMSI-9]", async () => {
    const number = newNumber();
    const hold = product.twilio.holdMedia();
    await product.twilio.text({ from: number, body: "Look", media: [photo()] });
    await hold.arrived;
    const [file] = filesOf(await filesWhen(number, "pending"));
    const answer = await product.api("GET", `/api/attachments/${file?.id}`);
    problemOf(answer, 404);
    expect(answer.body).toMatchObject({ detail: expect.stringMatching(/on its way/), canRetry: false });
    expect(answer.headers.get("retry-after")).toBe("5");
    hold.release();
    await filesWhen(number, "ready");
  });

  it.each([
    ["is cut off", { kind: "cut" }],
    ["is said to be longer than it is", { kind: "length", bytes: 10_000 }],
    ["meets a Twilio that is down", { kind: "status", status: 503 }],
  ] as const)("comes whole at the next try when it %s [MMSI-7]", async (_, fault) => {
    const number = newNumber();
    product.twilio.failMedia(fault);
    const sent = photo();
    await product.twilio.text({ from: number, body: "Look", media: [sent] });
    const id = await until("a failed try", async () => {
      const where = { attempts: { gt: 0 }, error: { not: null }, state: "pending" } as const;
      return (await product.database.outside.attachment.findFirst({ where }))?.id;
    });
    await now(id);
    await filesWhen(number, "ready");
    expect((await download(id)).bytes).toEqual(sent.content);
  });
});

describe("a file that never comes", () => {
  const failed = async (number: string, why: RegExp, canRetry: boolean): Promise<string> => {
    const whole = await filesWhen(number, "failed");
    expect(whole.messages[0]?.text).toBe("Look");
    const [file] = filesOf(whole);
    expect(file).toMatchObject({ filename: "image-1.jpg", size: null });
    const answer = await product.api("GET", `/api/attachments/${file?.id}`);
    problemOf(answer, 404);
    expect(answer.body).toMatchObject({ detail: expect.stringMatching(why), canRetry });
    expect(JSON.stringify(answer.body)).not.toMatch(/ME[0-9a-f]{32}|AC1111|http/);
    return file?.id ?? "";
  };

  it("stays visible, says why, and an operator has it fetched again [MMSI-7, MMSI-10]", async () => {
    const number = newNumber();
    product.twilio.failMedia({ kind: "status", status: 410 });
    const sent = photo();
    await product.twilio.text({ from: number, body: "Look", media: [sent] });
    const id = await failed(number, /^Twilio has the file no more\.$/, true);
    const retry = () => product.api("POST", `/api/attachments/${id}/retry`);
    const both = await Promise.all([retry(), retry()]);
    expect(both.map(({ body }) => body)).toEqual([{ state: "pending" }, { state: "pending" }]);
    await filesWhen(number, "ready");
    expect((await download(id)).bytes).toEqual(sent.content);
    problemOf(await retry(), 409);
    expect(
      await product.database.outside.attachment.count({
        where: { message: { conversation: { theirAddress: number } } },
      }),
    ).toBe(1);
  });

  it("is given up when the last try has failed as well [MMSI-7]", async () => {
    const number = newNumber();
    product.twilio.failMedia({ kind: "status", status: 404 }, 2);
    await product.twilio.text({ from: number, body: "Look", media: [photo()] });
    const id = await until("the first failure", async () => {
      const where = { attempts: 1, error: { not: null }, state: "pending" } as const;
      return (await product.database.outside.attachment.findFirst({ where }))?.id;
    });
    await now(id, 7);
    await failed(number, /not have the file, or not yet/, true);
  });

  it.each([
    ["the metadata of a cloud", "http://169.254.169.254/latest/meta-data/"],
    ["our own machine", "http://127.0.0.1:1/"],
    ["no TLS", "http://store.example/a.jpg"],
  ])("is not looked for where Twilio would never send us: %s [MMSI-4]", async (_, to) => {
    const number = newNumber();
    product.twilio.failMedia({ kind: "redirect", to });
    await product.twilio.text({ from: number, body: "Look", media: [photo()] });
    await failed(number, /not on the public internet/, true);
  });

  it("is not asked for at a host that is not Twilio's, signed or not [MMSI-2]", async () => {
    const number = newNumber();
    // Our own port: were it asked for, we would be asked.
    await product.twilio.text({ from: number, body: "Look", mediaUrl: `${product.url}/channels/sms/inbound.jpg` });
    await failed(number, /not kept at Twilio/, true);
  });

  it("is there without an address to fetch it by, and cannot be fetched again [MMSI-1, MMSI-10]", async () => {
    const number = newNumber();
    const extra = { NumMedia: "1", MediaContentType0: "image/jpeg" };
    await product.twilio.text({ from: number, body: "Look", extra });
    const id = await failed(number, /was not kept/, false);
    problemOf(await product.api("POST", `/api/attachments/${id}/retry`), 409);
    problemOf(await product.api("POST", `/api/attachments/${randomUUID()}/retry`), 404);
    problemOf(await product.api("POST", `/api/attachments/${id}/retry`, undefined, {}), 401);
  });

  it("does not keep us from the next one when it never ends [MMSI-5]", async () => {
    const number = newNumber();
    product.twilio.failMedia({ kind: "endless" });
    await product.twilio.text({ from: number, body: "Look", media: [photo()] });
    await failed(number, /larger than 16 MB/, true);
    const another = newNumber();
    await product.twilio.text({ from: another, body: "Look", media: [photo()] });
    await filesWhen(another, "ready");
  });
});

describe("what is logged of media", () => {
  it("names no file, no number and no address of Twilio's [MMSI-7]", async () => {
    const number = newNumber();
    product.twilio.failMedia({ kind: "status", status: 404 });
    await product.twilio.text({ from: number, body: "Look", media: [photo()] });
    const lines = await until("the line", () => {
      const about = product.logged.filter((line) => line.includes("media fetched"));
      return about.length > 0 && about;
    });
    expect(lines.join("\n")).not.toMatch(/ME[0-9a-f]{32}|image-1|\+1555|https?:/);
  });
});

describe("where copies at Twilio are not wanted", () => {
  it("each is deleted once its file is here, also when Twilio did not the first time [MMSI-11]", async () => {
    const careful = await startProduct({ env: { TWILIO_DELETE_MEDIA: "1" } });
    try {
      careful.twilio.fail({ kind: "server_error", status: 503 }, { on: "media_delete" });
      careful.twilio.failMedia({ kind: "status", status: 404 });
      const number = newNumber();
      const files = [photo(), photo()];
      await careful.twilio.text({ from: number, body: "", media: files });
      expect(careful.twilio.media).toHaveLength(2);
      const ready = ({ messages }: Whole): boolean =>
        messages[0]?.attachments.every(({ state }) => state === "ready") === true;
      const whole = await careful.conversationWhen(number, ready);
      await until("Twilio to have no copy", () => careful.twilio.media.length === 0, 20_000);
      for (const [index, { id }] of filesOf(whole).entries())
        expect((await download(id, careful.url)).bytes).toEqual(files[index]?.content);
      await until("nothing to be left to delete", async () => {
        return (await careful.database.outside.attachment.count({ where: { reference: { not: null } } })) === 0;
      });
    } finally {
      await careful.stop();
    }
  });
});
