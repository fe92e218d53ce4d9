import type { Logger } from "pino";
import { v7 as uuid } from "uuid";
import { CHAT, somebodyAt } from "../../channels/terminal/create-terminal-channel.ts";
import type { Config } from "../config.ts";
import type { Database } from "../database/database.ts";
import { openCommandDatabase } from "./open-command-database.ts";
import { type Dealt, openStage } from "./open-stage.ts";

/** The product behind a command of the terminal: one person who chats. */
export interface TerminalSession {
  readonly database: Database;
  readonly isStandIn: boolean;
  /** Says something and resolves when it is dealt with: answered, or given to a human. */
  say(text: string): Promise<Dealt>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/** What was opened is closed again when a later part fails. */
export async function openSession(config: Config, log: Logger): Promise<TerminalSession> {
  const openDatabase = () => openCommandDatabase(config, log);
  const { database, model, enter, close } = await openStage(config, log, { media: [CHAT], openDatabase });
  const { say } = enter(CHAT.channel, somebodyAt(uuid()));
  return { database, isStandIn: model.isStandIn, say, close };
}
