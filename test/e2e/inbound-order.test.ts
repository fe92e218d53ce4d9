import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, settled, write } from "../harness/desk.ts";
import { breakConnections, breakTable } from "../harness/outage.ts";
import { OUR_NUMBER, type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

let lastNumber = 0;
const newNumber = () => {
  lastNumber += 1;
  return `+1555030${String(lastNumber).padStart(4, "0")}`;
};
const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

async function seqs(number: string) {
  const { conversation, messages, events } = await product.conversationOf(number);
  return { given: [...messages, ...events].map(({ seq }) => seq).sort((a, b) => a - b), last: conversation.seq };
}

async function customerTexts(number: string): Promise<string[]> {
  const { messages } = await product.conversationOf(number);
  return messages.filter(({ author }) => author === "customer").map(({ text }) => text);
}

describe("many texts at once", () => {
  it("of many numbers are numbered without gaps or doubles, each conversation by itself [IN-5]", async () => {
    const numbers = Array.from({ length: 6 }, newNumber);
    await Promise.all(
      numbers.flatMap((from) => oneTo(8).map((n) => product.twilio.text({ from, body: `Question ${n}?` }))),
    );
    await settled(product);
    for (const number of numbers) {
      const { given, last } = await seqs(number);
      expect(given).toEqual(oneTo(last));
      expect(await customerTexts(number)).toHaveLength(8);
    }
  });

  it("of one number stand in the order they came [IN-5]", async () => {
    const from = newNumber();
    const bodies = oneTo(25).map((n) => `Text ${n}`);
    for (const body of bodies) await product.twilio.text({ from, body });
    await settled(product);
    expect(await customerTexts(from)).toEqual(bodies);
  });

  it("of one number stand in the order they came also over two processes, each taken in once [IN-5, IN-2]", async () => {
    const from = newNumber();
    const bodies = oneTo(24).map((n) => `Text ${n}`);
    const { url: otherUrl, stop } = await product.startBeside();
    const by = (target: string) => product.twilio.pointAt({ publicUrl: product.url, target });
    for (const [index, body] of bodies.entries()) {
      by(index % 2 ? otherUrl : product.url);
      const { sid } = await product.twilio.text({ from, body });
      by(index % 2 ? product.url : otherUrl);
      expect(await product.twilio.text({ from, body, sid })).toMatchObject({ status: 200 });
    }
    by(product.url);
    await settled(product);
    await stop();
    expect(await customerTexts(from)).toEqual(bodies);
  });

  it("while operators claim, write, take notes, release and close, all share one sequence [IN-5]", async () => {
    const from = newNumber();
    await product.twilio.text({ from, body: "Hello?" });
    const { conversation } = await product.conversationOf(from);
    const desk = async (round: number) => {
      await act(product, conversation.id, "claim");
      await write(product, conversation.id, { text: `A note of round ${round}`, internal: true });
      await write(product, conversation.id, { text: `An answer of round ${round}` });
      await act(product, conversation.id, round % 2 ? "release" : "close");
    };
    const texts = oneTo(25).map((n) => product.twilio.text({ from, body: `Text ${n}` }));
    await Promise.all([...texts, ...oneTo(6).map(desk)]);
    await settled(product);
    const { given, last } = await seqs(from);
    expect(given).toEqual(oneTo(last));
  });
});

describe("when texts cannot be taken in for a moment", () => {
  it("because connections break, they stand in the order they came [IN-5]", async () => {
    const from = newNumber();
    const bodies = oneTo(24).map((n) => `Text ${n}`);
    for (const [index, body] of bodies.entries()) {
      const { sid } = await product.twilio.text({ from, body });
      if (index % 8 === 3) await breakConnections(product);
      // A webhook whose own connection broke is refused, and Twilio tries again.
      await until("the text to be stored", async () => (await product.twilio.text({ from, body, sid })).status === 200);
    }
    await settled(product);
    expect(await customerTexts(from)).toEqual(bodies);
  });

  it("the next ones of the same number wait for them, and others do not [IN-5]", async () => {
    const [from, other] = [newNumber(), newNumber()];
    const mend = await breakTable(product, "Message", "INSERT", "NEW.text = 'First'");
    const { sid } = await product.twilio.text({ from, body: "First" });
    await until("a first attempt", () =>
      product.database.outside.rawInbound.findFirst({ where: { externalId: sid, attempts: { gt: 0 } } }),
    );
    await product.twilio.text({ from, body: "Second" });
    await product.twilio.text({ from: other, body: "Hello" });
    await product.conversationOf(other);
    await mend();
    await settled(product);
    expect(await customerTexts(from)).toEqual(["First", "Second"]);
  });

  it("yet not for long: one that can never be stored does not hold up a STOP [IN-7]", async () => {
    const from = newNumber();
    const mend = await breakTable(product, "Message", "INSERT", "NEW.text = 'Poison'");
    await product.twilio.text({ from, body: "Poison" });
    await product.twilio.text({ from, body: "STOP" });
    const { conversation } = await product.conversationOf(from);
    expect(conversation.flags).toEqual(["opted_out"]);
    await mend();
  });
});

it("takes in what waits at the start at once, and nobody waits behind one who wrote very much", async () => {
  const waiting = (n: number, from: string) => {
    const form = { MessageSid: `SMwaits${n}`, From: from, To: OUR_NUMBER, Body: `Text ${n}` };
    return {
      channel: "sms" as const,
      externalId: form.MessageSid,
      contentType: "application/x-www-form-urlencoded",
      meta: { url: "/channels/sms/inbound" },
      body: Buffer.from(new URLSearchParams(form).toString()),
      receivedAt: new Date(Date.now() - 60_000 + n),
    };
  };
  const [much, little] = [newNumber(), newNumber()];
  await product.twilio.text({ from: much, body: "Text 0" });
  await act(product, (await product.conversationOf(much)).conversation.id, "claim");
  await settled(product);
  await product.stopProcess();
  await product.database.outside.rawInbound.createMany({
    data: [...oneTo(300).map((n) => waiting(n, much)), waiting(301, little)],
  });
  await product.startProcess();
  await product.conversationOf(little);
  const left = await product.database.outside.rawInbound.count({ where: { state: "pending" } });
  expect(left).toBeGreaterThan(0);
  await settled(product);
  expect(await customerTexts(much)).toEqual(["Text 0", ...oneTo(300).map((n) => `Text ${n}`)]);
});

it("looks for what waits by the index that was made for it, however many rows are done", async () => {
  const { pool } = product.database;
  await pool.query(`
    INSERT INTO "RawInbound" (id, channel, "externalId", "contentType", body, state, "receivedAt")
    SELECT gen_random_uuid(), 'sms', 'done ' || i, 'text/plain', '', 'done', now() FROM generate_series(1, 20000) i`);
  await pool.query(`ANALYZE "RawInbound"`);
  const scans = async () => {
    const { rows } = await pool.query<{ seq: string; pending: string }>(`
      SELECT (SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'RawInbound') AS seq,
        (SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'RawInbound_pending_idx') AS pending`);
    return { whole: Number(rows[0]?.seq), pending: Number(rows[0]?.pending) };
  };
  let before = await scans();
  await until("looks that need nothing but the index", async () => {
    const now = await scans();
    if (now.pending < before.pending + 2) return false;
    const isAlone = now.whole === before.whole;
    before = now;
    return isAlone;
  });
});
