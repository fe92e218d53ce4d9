import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { ShownState } from "../../src/contract/index.ts";
import { until } from "../harness/until.ts";
import { markedText, markOf } from "./marking-brain.ts";
import { Tab, type TabOptions } from "./tab.ts";

/** Visitors of a site who chat without a pause, each in several tabs, and send again what was not acknowledged. */
export interface Visitors {
  readonly all: readonly Visitor[];
  /** One of those who are there now, whose conversation is the assistant's; null: there is none. */
  present(): { readonly conversationId: string; write(): Promise<void> } | null;
  /** Called whenever a tab is shown a piece of an answer. */
  onDelta(listener: (() => void) | null): void;
  /** Write no more. Resolves when all is acknowledged and every tab is open again. */
  stop(): Promise<void>;
  leave(): void;
}

const BETWEEN_MESSAGES_MS = [500, 2_000] as const;
/** How many chat at a time, and after how many messages one leaves and another comes. */
const PRESENT = 4;
const MESSAGES_EACH = 8;
const MOST_TABS = 3;
const SEND_AGAIN_MS = 40;
/** A server that is killed again and again may be gone before anybody is let in, many lives long. */
const ENOUGH_MS = 240_000;
/** Where their marks begin: nobody else writes as much. */
const FIRST_MARK = 200_000;

/** `urls`: the processes of the product. */
export function startVisitors(urls: readonly string[]): Visitors {
  const all: Visitor[] = [];
  const present = new Set<Visitor>();
  let written = 0;
  let isWriting = true;
  let deltaCame: (() => void) | null = null;
  const nextMark = (): string => {
    written += 1;
    return markOf(FIRST_MARK + written - 1);
  };
  const come = async (): Promise<void> => {
    while (isWriting) {
      const visitor = new Visitor({ urls, onDelta: () => deltaCame?.() }, nextMark);
      all.push(visitor);
      present.add(visitor);
      await visitor.chat(() => isWriting);
      present.delete(visitor);
    }
  };
  const working = Promise.all(Array.from({ length: PRESENT }, come));
  return {
    all,
    present() {
      for (const visitor of present) {
        const { conversationId } = visitor;
        if (conversationId !== null && visitor.owner === "assistant")
          return { conversationId, write: () => visitor.write() };
      }
      return null;
    },
    onDelta(listener) {
      deltaCame = listener;
    },
    async stop() {
      isWriting = false;
      await working;
      const tabs = all.flatMap((visitor) => visitor.tabs);
      for (const tab of tabs) tab.open();
      await until("all tabs to be connected", () => tabs.every((tab) => tab.isConnected), ENOUGH_MS);
    },
    leave() {
      for (const { tabs } of all) for (const tab of tabs) tab.close();
    },
  };
}

export class Visitor {
  /** Of what he wrote, all of it acknowledged once everybody has stopped. */
  readonly marks: string[] = [];
  /** All tabs that he has ever had. */
  readonly tabs: Tab[] = [];
  readonly #newTab: () => Tab;
  readonly #nextMark: () => string;

  constructor(options: Omit<TabOptions, "browser">, nextMark: () => string) {
    const browser = { session: null };
    this.#newTab = () => new Tab({ ...options, browser });
    this.#nextMark = nextMark;
  }

  get conversationId(): string | null {
    return this.tabs.flatMap(({ seen }) => seen)[0]?.conversationId ?? null;
  }

  /** Who must act next, as his pages have heard. */
  get owner(): ShownState | null {
    return this.tabs.find((tab) => tab.isConnected)?.state.owner ?? null;
  }

  /** Stays for some messages, or until a human is to come, as long as `mayWrite`, and closes all tabs. */
  async chat(mayWrite: () => boolean): Promise<void> {
    const first = this.#newTab();
    this.tabs.push(first);
    first.open();
    // Another tab has the same session only once there is one.
    await until("a session", () => first.isConnected, ENOUGH_MS);
    for (let n = 0; n < MESSAGES_EACH && mayWrite(); n += 1) {
      // Sometimes two at once, in any order.
      await Promise.all(randomInt(4) === 0 ? [this.write(), this.write()] : [this.write()]);
      await pause(randomInt(...BETWEEN_MESSAGES_MS));
      this.#shuffle();
      if (this.owner === "queued") break;
    }
    for (const tab of this.tabs) tab.close();
  }

  /** Resolves when it is acknowledged, by whichever tab. */
  async write(): Promise<void> {
    const mark = this.#nextMark();
    this.marks.push(mark);
    const clientId = randomUUID();
    for (;;) {
      const open = this.tabs.filter((tab) => tab.isConnected);
      if (await open[randomInt(Math.max(open.length, 1))]?.send(clientId, markedText(mark))) return;
      await pause(SEND_AGAIN_MS);
    }
  }

  /** One tab is opened, afresh or with what it has, and another perhaps closed. */
  #shuffle(): void {
    if (this.tabs.length < MOST_TABS && randomInt(3) === 0) this.tabs.push(this.#newTab());
    for (const tab of this.tabs) tab.open();
    if (this.tabs.length > 1 && randomInt(4) === 0) this.tabs[randomInt(this.tabs.length)]?.close();
  }
}
