import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SMS_CAPABILITIES } from "../../channels/sms/create-sms-channel.ts";
import { CHAT, type Medium } from "../../channels/terminal/create-terminal-channel.ts";
import { openStage, type Stage } from "../../src/commands/open-stage.ts";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { exportTranscripts } from "../../src/transcripts/export-transcripts.ts";
import type { TranscriptLine } from "../../src/transcripts/to-line.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { ROOT } from "../programs/run-program.ts";

const LONG_AGO = new Date("2026-01-01");
const SMS: Medium = {
  channel: "sms",
  capabilities: { ...SMS_CAPABILITIES, findsSent: false, burst: { quietMs: 0, atMostMs: 0 } },
};

/** Takes lines as slowly as it likes. */
function collector(): { readonly stream: Writable; lines(): TranscriptLine[]; text(): string } {
  const chunks: string[] = [];
  const stream = new Writable({
    highWaterMark: 64,
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      setImmediate(done);
    },
  });
  const text = () => chunks.join("");
  return {
    stream,
    text,
    lines: () =>
      text()
        .trim()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  };
}

describe("the export of transcripts", () => {
  let base: TestDatabase;
  let folder: TemporaryFolder;
  let stage: Stage;

  const exported = async (since = LONG_AGO, withNotes = false) => {
    const out = collector();
    const count = await exportTranscripts(since, out.stream, base.database, {
      withNotes,
      ourMailboxes: new Set<string>(),
    });
    return { count, lines: out.lines(), text: out.text() };
  };

  beforeAll(async () => {
    base = await createTestDatabase();
    folder = temporaryFolder();
    const config = readConfig({ DATA_DIR: folder.path, KNOWLEDGE_DIR: join(ROOT, "knowledge") });
    const log = createLogger("error", { write: (line: string) => void process.stderr.write(line) });
    stage = await openStage(config, log, {
      media: [CHAT, SMS],
      openDatabase: async () => ({ ...base.database, close: async () => {} }),
    });
  });

  afterAll(async () => {
    await stage.close();
    await base.drop();
    folder.remove();
  });

  it("tells what was said and done, and what it cost, without who it was [EVAL-7]", async () => {
    const who = { session: randomUUID(), name: "Wilhelmina Summers", isVerified: false, subject: null };
    const her = stage.enter("widget", who);
    await her.say(
      "Hi, this is Wilhelmina Summers (wilhelmina.summers@customer.example, +1 555 010 9988). I was charged twice this month.",
    );
    const { conversationId } = await her.say(
      "I live at 12 Main Street, Springfield, IL 62704. Can I talk to a real person please?\n\nThanks,\nWilhelmina",
    );
    const { text, lines } = await exported();
    for (const secret of [
      "Wilhelmina",
      "Summers",
      "customer.example",
      "010 9988",
      "Main Street",
      "Springfield",
      who.session,
    ])
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    const line = lines.find(({ id }) => id === conversationId);
    expect(line).toMatchObject({ version: 1, channel: "widget", owner: "queued", subject: null, identity: "claimed" });
    expect(line?.tickets).toMatchObject([{ category: "billing", number: expect.stringMatching(/^TKT-\d+$/) }]);
    expect(line?.handoffs).toMatchObject([{ trigger: "customer", priority: "normal" }]);
    expect(line?.turns.map(({ outcome }) => outcome)).toEqual(["replied", "handed_off"]);
    const [first, second] = line?.turns ?? [];
    expect(first?.messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
    expect(first?.messages[0]?.text).toBe(
      "Hi, this is [name 1] ([email 1], [phone 1]). I was charged twice this month.",
    );
    expect(first?.tools.map(({ tool }) => tool)).toEqual(
      expect.arrayContaining(["lookup_knowledge_base", "create_support_ticket"]),
    );
    expect(first?.spent?.calls).toBeGreaterThan(0);
    expect(first?.spent?.costMicros).toBeGreaterThan(0);
    expect(second?.messages.map(({ author }) => author)).toEqual(["customer", "system"]);
    expect(second?.messages[0]?.text).toBe(
      "I live at [address 1]. Can I talk to a real person please?\n\nThanks,\n[name 1]",
    );
    expect(line?.spent.costMicros).toBeGreaterThanOrEqual(first?.spent?.costMicros ?? 0);
  });

  it("has the articles behind an answer, and hides what was sent by mistake [EVAL-7]", async () => {
    const person = stage.enter("sms", { session: randomUUID(), name: null, isVerified: false, subject: null });
    const { conversationId } = await person.say("My card 4111 1111 1111 1111 was declined, how do I change it?");
    const { lines, text } = await exported();
    expect(text).not.toMatch(/4111[ -]?1111[ -]?1111/);
    const line = lines.find(({ id }) => id === conversationId);
    expect(line?.turns[0]?.messages.at(-1)?.sources?.length).toBeGreaterThan(0);
  });

  it("leaves notes out unless they are asked for, and knows what a human answered [EVAL-8]", async () => {
    const person = stage.enter("widget", { session: randomUUID(), name: null, isVerified: false, subject: null });
    const { conversationId } = await person.say("I want to speak to a human, please.");
    const { outside } = base.database;
    const conversation = await outside.conversation.findUniqueOrThrow({ where: { id: conversationId } });
    const message = { conversationId, engagement: 1, fullText: "", at: new Date() };
    const { seq } = conversation;
    await outside.message.createMany({
      data: [
        { ...message, seq: seq + 1, author: "customer", text: "Hello? Kim?" },
        { ...message, seq: seq + 2, author: "operator", internal: true, text: "Sounds like Paula again" },
        { ...message, seq: seq + 3, author: "operator", text: "Hello, how can I help?" },
      ],
    });
    const without = (await exported()).lines.find(({ id }) => id === conversationId);
    const withNotes = (await exported(LONG_AGO, true)).lines.find(({ id }) => id === conversationId);
    const said = (line: TranscriptLine | undefined) =>
      line?.turns.map(({ outcome, messages }) => [
        outcome,
        messages.map(({ author, note }) => (note ? "note" : author)),
      ]);
    expect(said(without)).toEqual([
      ["handed_off", ["customer", "system"]],
      [null, ["customer", "operator"]],
    ]);
    expect(said(withNotes)?.[1]).toEqual([null, ["customer", "note", "operator"]]);
  });

  it("misses none of many, in as many batches as it takes, and stops at the day [EVAL-8]", async () => {
    const { outside } = base.database;
    const contact = await outside.contact.create({ data: {} });
    const conversation = {
      contactId: contact.id,
      channel: "sms",
      ourAddress: "+1",
      theirAddress: "+15550001111",
    } as const;
    const data = Array.from({ length: 230 }, (_, index) => ({
      ...conversation,
      threadKey: `many:${index}`,
      lastMessageAt: new Date(index % 10 === 0 ? "2025-06-01" : "2026-06-01"),
    }));
    const before = (await exported(LONG_AGO)).count;
    await outside.conversation.createMany({ data });
    const { lines, count } = await exported(LONG_AGO);
    expect(count - before).toBe(207);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(count);
    expect((await exported(new Date("2099-01-01"))).lines).toEqual([]);
  });
});
