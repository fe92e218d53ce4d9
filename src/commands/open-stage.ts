import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { v7 as uuid } from "uuid";
import {
  createTerminalChannel,
  type Medium,
  type TerminalChannel,
  type Typist,
  threadOf,
} from "../../channels/terminal/create-terminal-channel.ts";
import type { Config } from "../config.ts";
import type { ChannelHost, ChannelName } from "../contract/index.ts";
import { startCore } from "../core.ts";
import type { Database } from "../database/database.ts";
import { type Knowledge, openKnowledge } from "../knowledge/knowledge.ts";
import { openPolicy } from "../knowledge/policy/policy-source.ts";
import { NO_METER } from "../meter.ts";
import { type ModelClient, openModelClient } from "../model-client.ts";
import { openFiles } from "../open-files.ts";
import { openVectors } from "../open-vectors.ts";
import { NOBODY } from "../realtime/desk-namespace.ts";
import { createHints } from "../realtime/hints.ts";
import { openPolicyWith, type PolicyFacts } from "./policy-with-facts.ts";

/** The product behind a command: the same core, people who type, no network but the model's. */
export interface Stage {
  readonly database: Database;
  readonly model: Pick<ModelClient, "isStandIn" | "reply" | "triage">;
  /** Lets somebody begin a thread on a medium that was named at the opening. */
  enter(channel: ChannelName, who: Typist): Person;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export interface Person {
  /** Says something, in one or several messages, and resolves when all is dealt with: answered, or given to a human. */
  say(...texts: string[]): Promise<Dealt>;
}

export interface Dealt {
  readonly conversationId: string;
  /** What was shown since the last time, in order. */
  readonly answers: readonly string[];
  readonly escalated: boolean;
}

export interface StageOptions {
  readonly media: readonly Medium[];
  /** Null: the policy is as its file says. */
  readonly policyFacts?: PolicyFacts | null;
  openDatabase(): Promise<Database>;
}

const LOOK_EVERY_MS = 25;
const DRAIN_MS = 2_000;
/** A help centre of thousands of articles is searched by words for the time being. */
const VECTORS_MS = 20_000;
/** What is tried is the answer: it is not to differ because the machine is busy. */
const QUESTION_MS = 10_000;

/** What was opened is closed again when a later part fails. */
export async function openStage(config: Config, log: Logger, options: StageOptions): Promise<Stage> {
  const undo: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    for (const step of undo.reverse()) await step();
  };
  const closeOnce = (): Promise<void> => (closing ??= close());
  try {
    return { ...(await open(config, log, options, (step) => undo.push(step))), close: closeOnce };
  } catch (error) {
    await closeOnce();
    throw error;
  }
}

async function open(
  config: Config,
  log: Logger,
  { media, openDatabase, policyFacts = null }: StageOptions,
  onClose: (step: () => Promise<void>) => void,
): Promise<Omit<Stage, "close">> {
  const dir = config.knowledgeDir;
  const policy = policyFacts ? await openPolicyWith(policyFacts, dir) : await openPolicy({ dir });
  onClose(async () => policy.stop());
  const model = await openModelClient(config.model, log);
  onClose(() => model.stop());
  const database = await openDatabase();
  onClose(() => database.close());
  const vectors = await openVectors(config, { database, log, meter: NO_METER, questionMs: QUESTION_MS });
  onClose(() => vectors.close());
  const knowledge = await openKnowledge({ dir, log, database, vectors });
  onClose(() => knowledge.close());
  await untilFound(knowledge);
  const files = await openFiles(config, database);
  const hints = createHints(database.changes);
  onClose(async () => hints.stop());
  const terminals = createTerminals(media);
  const core = await startCore({
    database,
    log,
    knowledge,
    policy,
    links: config.links,
    meter: NO_METER,
    model,
    mailFrom: null,
    files: files.store,
    fileLinks: files.links,
    hints,
    onlookers: NOBODY,
    createChannels: terminals.create,
  });
  onClose(() => core.stopWorkers(DRAIN_MS));
  core.startWorkers();
  return { database, model, enter: (channel, who) => personAt(channel, who, terminals, database) };
}

/** The same question shall get the same passages the first time, too: not by words now, and by meaning a moment later. */
async function untilFound(knowledge: Pick<Knowledge, "status">): Promise<void> {
  const until = Date.now() + VECTORS_MS;
  for (;;) {
    const { done, total, error } = knowledge.status.vectors;
    if (done >= total || error !== null || Date.now() > until) return;
    await sleep(LOOK_EVERY_MS);
  }
}

/** The channels that were asked for, and what each session has been shown and not yet fetched. */
interface Terminals {
  create(hostFor: (channel: ChannelName) => ChannelHost): readonly TerminalChannel[];
  of(channel: ChannelName): TerminalChannel;
  readonly shown: Map<string, string[]>;
}

function createTerminals(media: readonly Medium[]): Terminals {
  const shown = new Map<string, string[]>();
  const made: TerminalChannel[] = [];
  const show = (session: string, text: string): boolean => (shown.get(session)?.push(text) ?? 0) > 0;
  return {
    shown,
    create(hostFor) {
      made.push(...media.map((medium) => createTerminalChannel(medium, show, hostFor(medium.channel))));
      return made;
    },
    of(channel) {
      const terminal = made.find((one) => one.channel === channel);
      if (!terminal) throw new Error(`nobody plays the channel ${channel}`);
      return terminal;
    },
  };
}

function personAt(channel: ChannelName, who: Typist, terminals: Terminals, database: Database): Person {
  const terminal = terminals.of(channel);
  const heard: string[] = [];
  terminals.shown.set(who.session, heard);
  return {
    async say(...texts) {
      for (const text of texts) await terminal.type(who, text, uuid());
      const { id, owner } = await untilDealtWith(channel, who.session, database);
      return { conversationId: id, answers: heard.splice(0), escalated: owner !== "assistant" };
    },
  };
}

/** Nothing unanswered, nothing running, nothing on its way out. */
async function untilDealtWith(channel: ChannelName, session: string, { outside }: Database) {
  const where = { channel_threadKey: { channel, threadKey: threadOf(session) } };
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
