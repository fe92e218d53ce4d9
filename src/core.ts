import type Anthropic from "@anthropic-ai/sdk";
import type { Logger } from "pino";
import type { BreakerRules } from "./agent/breaker/breaker.ts";
import { withBreaker } from "./agent/breaker/with-breaker.ts";
import { createModel } from "./agent/model.ts";
import type { ModelAbilities } from "./agent/prompt.ts";
import { TOOLS } from "./agent/tools/registry.ts";
import { withCacheDiagnosis } from "./agent/with-cache-diagnosis.ts";
import { articleReadings } from "./article-readings.ts";
import { type FileLinks, LINK_FOR_PEOPLE_MS } from "./attachments/file-links.ts";
import type { FileStore } from "./attachments/file-store.ts";
import { createChannelHost } from "./channel-host.ts";
import type { ChannelAdapter, ChannelHost, ChannelName } from "./contract/index.ts";
import type { Drafted } from "./conversation/model.ts";
import { currentPrompt } from "./current-prompt.ts";
import type { Database } from "./database/database.ts";
import { ensureSecret } from "./database/secrets.ts";
import { type HandoffLines, handOffSilently } from "./handoff/hand-off.ts";
import { acceptAndIngest } from "./inbound/accept.ts";
import { ingestWork } from "./inbound/ingest-worker.ts";
import { mediaCopiesWork } from "./inbound/media-copies.ts";
import { mediaWork } from "./inbound/media-worker.ts";
import { createRawStore } from "./inbound/store-raws.ts";
import { DueWorker } from "./jobs/due-worker.ts";
import { LoopPace } from "./jobs/pace.ts";
import { joinProcesses } from "./jobs/process.ts";
import { createSideWork } from "./jobs/side-work.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import type { PolicySource } from "./knowledge/policy/policy-source.ts";
import type { Meter } from "./meter.ts";
import { fileAccess } from "./open-files.ts";
import { deliverWork } from "./outbound/deliver.ts";
import type { DeskAudience } from "./realtime/desk-namespace.ts";
import type { Hints } from "./realtime/hints.ts";
import { together, type Workers } from "./together.ts";
import { createTurnAudience, tellOfOperator } from "./turn-audience.ts";
import { createRules } from "./turn-rules.ts";
import { type TurnWork, turnWork } from "./turns/turn-worker.ts";
import { writeDraft } from "./turns/write-draft.ts";
import type { CodeDeps } from "./verification/send-code.ts";

export interface CoreParts {
  readonly database: Database;
  readonly log: Logger;
  readonly meter: Meter;
  readonly model: {
    readonly client: Anthropic;
    /** The model that answers customers. */
    readonly reply: string;
    /** The cheap one, for what only informs. */
    readonly triage: string;
    readonly abilities: ModelAbilities;
    /** How the cheap one is told to think least; null where it knows no way. */
    readonly triageThinking: Anthropic.ThinkingConfigParam | null;
  };
  readonly knowledge: Knowledge;
  /** The rules as they are now. */
  readonly policy: PolicySource;
  /** Where an answer may send the customer. */
  readonly links: {
    readonly hosts: readonly string[];
    /** Whether the hosts of the public articles count, too. */
    readonly alsoOfArticles: boolean;
    /** Mail addresses of our own. */
    readonly addresses: readonly string[];
  };
  /** Our address that one-time codes are mailed from; null: email is not turned on. */
  readonly mailFrom: string | null;
  /** Where the content of attachments is. */
  readonly files: FileStore;
  readonly fileLinks: Pick<FileLinks, "addressOf">;
  /** What was changed, here and in other processes. */
  readonly hints: Hints;
  /** Operators who look at a conversation while something happens in it. */
  readonly onlookers: DeskAudience;
  /** When a model is left alone, null: never; for tests. Absent: as it should be. */
  readonly breaker?: BreakerRules | null | undefined;
  /** Makes the adapters that are turned on, each with a host of its own. */
  createChannels(hostFor: (channel: ChannelName) => ChannelHost): readonly ChannelAdapter[];
}

/** The way of a message, running: from a channel to the raw row, the conversation, the turn, and out again. */
export interface Core extends Workers {
  /** This process, as the others see it. */
  readonly processId: string;
  readonly channels: ReadonlyMap<ChannelName, ChannelAdapter>;
  /** Something may be due. Only hints: without them the next poll finds it. */
  readonly wake: { ingest(): void; turns(): void; delivery(): void };
  /** A conversation was taken over here. */
  interruptTurn(conversationId: string): void;
  /** Has the assistant write an answer for an operator; nothing of it reaches the customer. */
  writeDraft(conversationId: string, instruction: string | null, signal: AbortSignal): Promise<Drafted>;
  /** Tells the customer, where his channel can, that an operator is writing. */
  operatorTyping(conversationId: string, operatorId: string, on: boolean): void;
  startChannels(): Promise<void>;
  stopChannels(): Promise<void>;
}

/** How often a process looks whether its turns were taken over elsewhere. */
const LOOK_FOR_TAKEOVERS_MS = 1_000;

export async function startCore(parts: CoreParts): Promise<Core> {
  const { database, log, meter, hints, onlookers } = parts;
  // First, for it may say that the articles are too many.
  const prompt = currentPrompt(parts);
  const self = await joinProcesses(database, database.embedded, log);
  const raws = createRawStore(database.reserved);
  const channels: ReadonlyMap<ChannelName, ChannelAdapter> = new Map(
    parts.createChannels(hostFor).map((adapter) => [adapter.channel, adapter]),
  );
  const shared = { database, channels, processId: self.id, log, meter, codes: await codesOf(parts) };
  const beside = createSideWork();
  // Of all together: what one of them does, the others wait for.
  const pace = new LoopPace();
  const turnDeps = { ...shared, ...turnParts(parts, channels), prompt, beside, wakeDelivery: () => delivery.poke() };
  const turnsWork = turnWork(turnDeps);
  const turns = new DueWorker(turnsWork, log, pace);
  const wakeTurns = (at: Date): void => turns.poke(Math.max(at.getTime() - Date.now(), 0));
  const saying = { ...shared, wakeTurns, handOff: handOffSilently, files: fileAccess(parts.files, parts.fileLinks) };
  const delivery = new DueWorker(deliverWork(saying), log, pace);
  const taking = { ...shared, raws, wakeTurns, files: parts.files, lines: handoffLines(parts) };
  const ingest = new DueWorker(ingestWork(taking), log, pace);
  const media = new DueWorker(mediaWork({ ...shared, files: parts.files }), log);
  const copies = new DueWorker(mediaCopiesWork(shared), log);

  function hostFor(channel: ChannelName): ChannelHost {
    return createChannelHost(channel, {
      database,
      raws,
      hints,
      log: log.child({ channel }),
      wakeIngest: () => ingest.poke(),
      acceptAndIngest: (raw) => acceptAndIngest(raw, channel, { ...taking, wakeIngest: () => ingest.poke() }),
      addressOf: (file) => parts.fileLinks.addressOf(file, LINK_FOR_PEOPLE_MS),
      customerTyping: (conversationId, on) => onlookers.typing(conversationId, "customer", on),
    });
  }

  const stopLooking = lookForTakeovers(turnsWork, hints);

  return {
    processId: self.id,
    channels,
    wake: { ingest: () => ingest.poke(), turns: () => turns.poke(), delivery: () => delivery.poke() },
    ...oneByOne(channels),
    ...together({ ingest, media, copies, turns, delivery }, beside, async () => {
      stopLooking();
      await self.leave();
    }),
    interruptTurn: (conversationId) => turnsWork.interrupt(conversationId),
    writeDraft: (conversationId, instruction, signal) => writeDraft(conversationId, instruction, signal, turnDeps),
    operatorTyping(conversationId, operatorId, on) {
      tellOfOperator(conversationId, operatorId, on, { database, channels }).catch((error: Error) =>
        log.warn({ err: error }, "could not tell that an operator is writing"),
      );
    },
  };
}

function oneByOne(channels: Core["channels"]): Pick<Core, "startChannels" | "stopChannels"> {
  return {
    async startChannels() {
      for (const channel of channels.values()) await channel.start();
    },
    async stopChannels() {
      for (const channel of channels.values()) await channel.stop();
    },
  };
}

/** With what one-time codes are sent, and known again. */
async function codesOf({ database, mailFrom, policy }: CoreParts): Promise<CodeDeps> {
  const secret = await ensureSecret("verification", database);
  return { secret, from: mailFrom, company: () => policy.current.company };
}

/** The policy may be another one by the time somebody is handed over. */
function handoffLines({ policy }: CoreParts): HandoffLines {
  return {
    get normal() {
      return policy.current.handoff.normal;
    },
    get urgent() {
      return policy.current.handoff.urgent;
    },
    get language() {
      return policy.current.language;
    },
    get hours() {
      return policy.current.business_hours;
    },
  };
}

/** What a turn is made of beside the tables. */
function turnParts(parts: CoreParts, channels: ReadonlyMap<ChannelName, ChannelAdapter>) {
  const asked = withCacheDiagnosis(createModel(parts.model.client), parts.meter);
  const { log, meter, breaker } = parts;
  const model = breaker === null ? asked : withBreaker(asked, { log, meter, ...(breaker && { rules: breaker }) });
  return {
    model,
    tools: TOOLS,
    readings: articleReadings(parts),
    lines: handoffLines(parts),
    rules: createRules(parts),
    cheap: { model, name: parts.model.triage, thinking: parts.model.triageThinking },
    audience: createTurnAudience(channels, parts.onlookers),
  };
}

/** A takeover in another process is known at once by its hint, or a moment later by looking. */
function lookForTakeovers(work: TurnWork, hints: Hints): () => void {
  const timer = setInterval(() => work.lookForEnded(), LOOK_FOR_TAKEOVERS_MS);
  const leaveOff = hints.onAny((subjects) => {
    for (const subject of subjects) work.changed(subject);
  });
  return () => {
    clearInterval(timer);
    leaveOff();
  };
}
