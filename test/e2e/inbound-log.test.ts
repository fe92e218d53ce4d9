import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faults } from "../../src/standins/messages/faults.ts";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { act, addOperator, PASSWORD, type Session, settled, signIn, trySignIn, write } from "../harness/desk.ts";
import { breakConnections, breakTable, cutDatabase, lockTable } from "../harness/outage.ts";
import { API_TOKEN, type Product, startProduct, TWILIO } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const WORD = "Rumpelstiltskin";
/** Of all customers here. */
const NUMBERS = "+155577788";
const NUMBER = `${NUMBERS}99`;
const OTHER_NUMBER = `${NUMBERS}00`;
const ADMIN = { email: "admin.of.the.log@example.com", password: "Sesame-open-0815" };
const ENV = {
  OPERATOR_EMAIL: ADMIN.email,
  OPERATOR_PASSWORD: ADMIN.password,
  ANTHROPIC_API_KEY: "sk-ant-very-secret-4711",
  LOG_LEVEL: "trace",
};

let product: Product;
let admin: Session;
beforeAll(async () => {
  product = await startProduct({ env: ENV });
  admin = await signIn(product, ADMIN);
});
afterAll(() => product.stop());

/** Lines that have something of a customer, an address or a secret in them. */
function leaks(): string[] {
  const secrets = [
    WORD,
    NUMBERS.slice(1),
    ADMIN.email,
    ADMIN.password,
    PASSWORD,
    "somebody.else@example.com",
    "wrong-password-1",
    API_TOKEN,
    TWILIO.authToken,
    ENV.ANTHROPIC_API_KEY,
    admin.Cookie.split("=")[1] ?? "",
  ].map((secret) => secret.toLowerCase());
  return product.logged.filter((line) => secrets.some((secret) => line.toLowerCase().includes(secret)));
}

const say = async (body: string, from = NUMBER) => {
  await product.twilio.text({ from, body });
  await settled(product);
  return await product.conversationOf(from);
};

/** What happened, by the lines about it. */
const messages = () => new Set(product.logged.map((line) => JSON.parse(line).msg as string));

describe("nothing of a customer, no address and no secret is in the log", () => {
  it("when all goes well [LOG-1]", async () => {
    const { conversation } = await say(`My name is ${WORD}. What does the Pro plan cost?`);
    await say(`I want to talk to a human about ${WORD}`);
    await write(product, conversation.id, { text: `Dear ${WORD}` }, admin);
    await write(product, conversation.id, { text: `${WORD} is a VIP`, internal: true }, admin);
    await act(product, conversation.id, "release", admin);
    await say("STOP");
    await say("START");
    const { messages: said } = await product.conversationOf(NUMBER);
    await product.api("GET", `/api/messages/${said[0]?.id}/raw`);
    await product.api("GET", `/api/conversations?q=${WORD}&assignee=${ADMIN.email}`);
    await settled(product);
    expect(messages()).toContain("turn ended");
    expect(messages()).toContain("delivery attempted");
    expect(leaks()).toEqual([]);
  });

  it("when callers make mistakes [LOG-1]", async () => {
    const { conversation } = await product.conversationOf(NUMBER);
    await trySignIn(product, { email: ADMIN.email, password: "wrong-password-1" });
    await trySignIn(product, { email: "somebody.else@example.com", password: ADMIN.password });
    await product.api("POST", `/api/conversations/${conversation.id}/messages`, { text: WORD, basedOnSeq: WORD });
    await product.api("GET", `/api/conversations?cursor=${WORD}&q=%00${WORD}`);
    await product.api("GET", `/${WORD}?token=${API_TOKEN}`);
    await product.api("GET", "/api/conversations", undefined, { Authorization: `Bearer ${API_TOKEN}x` });
    await fetch(`${product.url}/api/session`, {
      method: "POST",
      body: `{"email":"${ADMIN.email}","password":${ADMIN.password}`,
      headers: { "Content-Type": "application/json" },
    });
    const form = { From: NUMBER, Body: WORD, MessageSid: "SMforged" };
    await product.twilio.deliver({ publicUrl: `${product.url}/channels/sms/inbound`, form, signature: "bm8=" });
    expect(messages()).toContain("refused requests without Twilio's signature: if it was Twilio, check PUBLIC_URL");
    expect(leaks()).toEqual([]);
  });

  it("when a request is not understood [LOG-1]", async () => {
    for (const odd of [
      { To: OTHER_NUMBER },
      { From: `whatsapp:${NUMBER}` },
      { MessageSid: "", SmsSid: "", SmsMessageSid: "" },
    ])
      await product.twilio.text({ from: NUMBER, body: WORD, extra: odd });
    const dead = await until("the dead letters", async () => {
      const { body } = await product.api<{ items: unknown[] }>("GET", "/api/dead-letters");
      return body.items.length === 3 && JSON.stringify(body);
    });
    expect(dead).not.toMatch(new RegExp(`${WORD}|${NUMBER.slice(1)}`));
    expect(messages()).toContain("could not ingest");
    expect(leaks()).toEqual([]);
  });

  it("when the database refuses a row and quotes it [LOG-1]", async () => {
    const { pool } = product.database;
    await pool.query(`
      CREATE FUNCTION quote() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'bad: %', NEW USING DETAIL = NEW::text, HINT = NEW::text; END $$;
      CREATE TRIGGER quote BEFORE INSERT ON "Message" FOR EACH ROW EXECUTE FUNCTION quote();`);
    const { sid } = await product.twilio.text({ from: NUMBER, body: `${WORD} again` });
    const row = await until("a first attempt", () =>
      product.database.outside.rawInbound.findFirst({ where: { externalId: sid, attempts: { gt: 0 } } }),
    );
    const { conversation } = await product.conversationOf(NUMBER);
    const refused = await write(product, conversation.id, { text: `${WORD} on the desk` }, admin);
    await pool.query(`DROP TRIGGER quote ON "Message"; DROP FUNCTION quote`);
    expect(refused.status).toBe(500);
    expect(JSON.stringify([row.error, refused.body])).not.toMatch(new RegExp(WORD, "i"));
    await settled(product);
    expect(messages()).toContain("request failed");
    expect(leaks()).toEqual([]);
  });

  it("when the database breaks, goes and comes back [LOG-1]", async () => {
    for (const table of ["Turn", "TurnStep", "Outbox"] as const) {
      const mend = await breakTable(product, table, "INSERT");
      await product.twilio.text({ from: OTHER_NUMBER, body: `${WORD} while ${table} is broken` });
      await until("a failure", () => product.logged.some((line) => /"level":[45]0/.test(line)));
      await mend();
    }
    await product.twilio.text({ from: OTHER_NUMBER, body: `${WORD} and broken connections` });
    await breakConnections(product);
    await settled(product);
    const lock = await lockTable(product, "Message");
    await product.twilio.text({ from: OTHER_NUMBER, body: `${WORD} half way in` });
    await lock.waited();
    const bringBack = await cutDatabase(product);
    lock.letGo();
    await until("the work to fail", () => messages().has("work failed"));
    await product.twilio.text({ from: OTHER_NUMBER, body: `${WORD} in an outage` });
    await product.api("GET", `/api/conversations?q=${WORD}`);
    await trySignIn(product, ADMIN);
    await bringBack();
    await until("readiness", async () => (await product.api("GET", "/readyz")).status === 200);
    await settled(product);
    expect(messages()).toContain("a webhook could not be handled");
    expect(leaks()).toEqual([]);
  });

  it("when the providers fail [LOG-1]", async () => {
    const ways = [
      { kind: "rate_limited" },
      { kind: "refused", code: 21211 },
      { kind: "server_error", status: 500 },
      { kind: "drop" },
      { kind: "garbled", body: `<html>${WORD} ${NUMBER}` },
    ] as const;
    for (const [index, fault] of ways.entries()) {
      product.twilio.fail(fault);
      await product.twilio.text({ from: `${NUMBERS}1${index}`, body: `${WORD} and ${fault.kind}` });
    }
    for (const fault of [faults.serverError(), faults.badGateway(), faults.cutMidText(reply(text(WORD)))]) {
      product.model.script([{ fault }, { reply: reply(text(`Hello ${WORD}`)) }]);
      await product.twilio.text({ from: OTHER_NUMBER, body: `${WORD} and the model` });
    }
    product.model.script([
      { reply: reply(toolUse(`tool_${WORD}`, { words: WORD })) },
      { reply: reply(text(`That did not work, ${WORD}.`)) },
    ]);
    await product.twilio.text({ from: OTHER_NUMBER, body: `${WORD} and a tool that nobody knows` });
    await settled(product);
    expect(leaks()).toEqual([]);
  });

  it("when processes stop and start [LOG-1]", async () => {
    await addOperator(product, "somebody.else@example.com");
    await product.stopProcess();
    await product.startProcess();
    expect(leaks()).toEqual([]);
  });
});
