import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { v7 as uuid } from "uuid";
import { createTerminalChannel, type TerminalChannel } from "../../channels/terminal/create-terminal-channel.ts";
import { createFileStore } from "../attachments/file-store.ts";
import type { Config } from "../config.ts";
import { startCore } from "../core.ts";
import type { Database } from "../database/database.ts";
import { openKnowledge } from "../knowledge/knowledge.ts";
import { openPolicy } from "../knowledge/policy-source.ts";
import { NO_METER } from "../meter.ts";
import { openModelClient } from "../model-client.ts";
import { NOBODY } from "../realtime/desk-namespace.ts";
import { createHints } from "../realtime/hints.ts";
import { openCommandDatabase } from "./open-command-database.ts";

/** The product behind a command of the terminal: the same core, one person, no network. */
export interface TerminalSession {
  readonly database: Database;
  readonly isStandIn: boolean;
  /** Says something and resolves when it is dealt with: answered, or given to a human. */
  say(text: string): Promise<Dealt>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export interface Dealt {
  readonly conversationId: string;
  /** What was shown, in order. */
  readonly answers: readonly string[];
  readonly escalated: boolean;
}

const LOOK_EVERY_MS = 25;
const DRAIN_MS = 2_000;

/** What was opened is closed again when a later part fails. */
export async function openSession(config: Config, log: Logger): Promise<TerminalSession> {
  const undo: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    for (const step of undo.reverse()) await step();
  };
  const closeOnce = (): Promise<void> => (closing ??= close());
  try {
    return { ...(await open(config, log, (step) => undo.push(step))), close: closeOnce };
  } catch (error) {
    await closeOnce();
    throw error;
  }
}

async function open(
  config: Config,
  log: Logger,
  onClose: (step: () => Promise<void>) => void,
): Promise<Omit<TerminalSession, "close">> {
  const policy = await openPolicy({ dir: config.knowledgeDir });
  onClose(async () => policy.stop());
  const model = await openModelClient(config.model, log);
  onClose(() => model.stop());
  const database = await openCommandDatabase(config, log);
  onClose(() => database.close());
  const knowledge = await openKnowledge({ dir: config.knowledgeDir, log });
  onClose(() => knowledge.close());
  const hints = createHints(database.changes);
  onClose(async () => hints.stop());
  const shown: string[] = [];
  const session = uuid();
  const made: TerminalChannel[] = [];
  const core = await startCore({
    database,
    log,
    knowledge,
    policy,
    linkHosts: config.linkHosts,
    meter: NO_METER,
    model,
    files: createFileStore(join(config.dataDir, "attachments")),
    hints,
    onlookers: NOBODY,
    createChannels(hostFor) {
      made.push(createTerminalChannel(session, (text) => shown.push(text), hostFor("widget")));
      return made;
    },
  });
  onClose(() => core.stopWorkers(DRAIN_MS));
  return {
    database,
    isStandIn: model.isStandIn,
    async say(text) {
      await made[0]?.type(text, uuid());
      const conversation = await untilDealtWith(session, database);
      return {
        conversationId: conversation.id,
        answers: shown.splice(0),
        escalated: conversation.owner !== "assistant",
      };
    },
  };
}

/** Nothing unanswered, nothing running, nothing on its way out. */
async function untilDealtWith(session: string, { outside }: Database) {
  const where = { channel_threadKey: { channel: "widget" as const, threadKey: `terminal:${session}` } };
  for (;;) {
    const raws = await outside.rawInbound.findMany({
      where: { state: { not: "done" }, meta: { path: ["session"], equals: session } },
      select: { state: true, error: true },
    });
    const dead = raws.find(({ state }) => state === "dead");
    if (dead) throw new Error(`What was typed could not be taken in: ${dead.error}`);
    const conversation = raws.length === 0 ? await outside.conversation.findUnique({ where }) : null;
    if (conversation) {
      const { id: conversationId, owner, customerSeq, answeredSeq } = conversation;
      const waiting = await outside.outbox.count({ where: { conversationId, state: { in: ["pending", "sending"] } } });
      const isHandled = owner !== "assistant" || customerSeq <= answeredSeq;
      if (isHandled && waiting === 0) return conversation;
    }
    await sleep(LOOK_EVERY_MS);
  }
}
