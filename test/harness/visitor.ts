import type { Delta, ShownMessage } from "../../src/contract/index.ts";
import { openPage, type Page, taken } from "../channels/widget/open-page.ts";
import type { Product, Whole } from "./product.ts";
import { until } from "./until.ts";

/** A visitor of the site, with what his page shows. */
export interface Visitor extends Page {
  /** Sends, and returns the message as it is stored. */
  write(text: string): Promise<ShownMessage>;
  /** The conversation as the desk sees it. */
  whole(): Promise<Whole>;
  /** The first message that is so, at most 15 s later. */
  messageWhen(what: string, isSo: (message: ShownMessage) => boolean): Promise<ShownMessage>;
  /** What the page shows of an answer that is being written: pieces at their places, nothing after a retract. */
  writing(turnId: string): string;
  conversationId(): string;
}

/** Opens the chat of a product, or of another process on its database. */
export async function visit(product: Product, auth: unknown = {}, url = product.url): Promise<Visitor> {
  const page = openPage(`${url}/widget`, { auth, acknowledges: true });
  await page.connected();
  let conversationId = page.session().conversationId;
  const idOf = (): string => {
    conversationId ??= page.messages()[0]?.conversationId ?? null;
    if (conversationId === null) throw new Error("no conversation yet");
    return conversationId;
  };
  return {
    ...page,
    async write(text) {
      const message = taken(await page.say(text));
      conversationId = message.conversationId;
      return message;
    },
    async whole() {
      return (await product.api<Whole>("GET", `/api/conversations/${idOf()}`)).body;
    },
    messageWhen: (what, isSo) => until(what, () => page.messages().find(isSo)),
    writing: (turnId) => page.came.reduce((shown, [event, payload]) => after(shown, event, payload, turnId), ""),
    conversationId: idOf,
  };
}

function after(shown: string, event: string, payload: unknown, turnId: string): string {
  if ((payload as { turnId?: unknown } | null)?.turnId !== turnId) return shown;
  if (event === "retract") return "";
  if (event !== "delta") return shown;
  const { offset, text } = payload as Delta;
  return offset > shown.length ? shown : shown.slice(0, offset) + text;
}

export const fromAssistant = ({ author }: ShownMessage): boolean => author === "assistant";
export const fromOperator = ({ author }: ShownMessage): boolean => author === "operator";
