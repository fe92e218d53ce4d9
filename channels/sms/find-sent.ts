import { type OutboundPart, providerId, SendError, type Sent } from "../../src/contract/index.ts";
import type { AskTwilio, TwilioClient } from "./ask-twilio.ts";
import { lasting, withLinks, withoutSignatures } from "./link-lines.ts";

/** Ours: a customer and one of our numbers rarely have more, so one request usually answers. Twilio allows 1,000. */
const PAGE_SIZE = 200;

/** How far our clock may be ahead of Twilio's, whose times moreover are cut to the second. */
const CLOCK_SKEW_MS = 10_000;

type MessagePage = Awaited<ReturnType<TwilioClient["messages"]["page"]>>;
type Message = MessagePage["instances"][number];

/**
 * Looks for an ambiguous text in Twilio's own list, newest first: the same words between the same numbers, created
 * after the first attempt began. There is no way to look it up by our tag.
 * @throws {SendError} when Twilio cannot be asked; the text may have gone out all the same.
 */
export async function findSent(part: OutboundPart, signal: AbortSignal, ask: AskTwilio): Promise<Sent | null> {
  const since = part.firstAttemptAt.getTime() - CLOCK_SKEW_MS;
  try {
    return await ask(signal, async (client) => {
      // Not filtered by `DateSent`: a text that still waits in Twilio's queue has none, would be missed and sent again.
      let page: Pick<MessagePage, "instances" | "nextPage"> = await client.messages.page({
        to: part.to,
        from: part.from,
        pageSize: PAGE_SIZE,
      });
      for (;;) {
        const found = page.instances.find((message) => isRecent(message, since) && isPart(message, part));
        if (found !== undefined) return { providerId: providerId(found.sid) };
        if (!page.instances.some((message) => isRecent(message, since))) return null;
        const next = page.nextPage();
        if (next === undefined) return null;
        page = await next;
      }
    });
  } catch (error) {
    throw error instanceof SendError ? stillOpen(error) : error;
  }
}

/** A message without a readable date counts as recent: a second copy is worse than a missed one. */
function isRecent(message: Message, since: number): boolean {
  return !(message.dateCreated instanceof Date) || message.dateCreated.getTime() >= since;
}

/**
 * Texts to us, and those that Twilio replied by itself. A server that only resembles Twilio may tell no direction: then
 * the numbers do, for a second copy is worse than a missed one.
 */
const NOT_OURS: ReadonlySet<string> = new Set(["inbound", "outbound-reply", "outbound-call"]);

function isPart(message: Message, part: OutboundPart): boolean {
  return (
    !NOT_OURS.has(message.direction) &&
    // A server that only resembles Twilio may list what was not asked for.
    message.to === part.to &&
    // Twilio leaves it out for as long as a Messaging Service has not chosen.
    (message.from === part.from || message.from === null) &&
    isBody(message.body ?? "", part) &&
    // Those of a text with files are counted when Twilio has fetched them; one without has none from the start.
    (part.files.length > 0 || Number(message.numMedia ?? 0) === 0)
  );
}

/** Twilio may have refused the media, and was then sent links in their place. */
function isBody(body: string, { text, files }: OutboundPart): boolean {
  if (body.trim() === text.trim()) return true;
  if (files.length === 0) return false;
  return withoutSignatures(body).trim() === withoutSignatures(withLinks(text, lasting(files))).trim();
}

/** Whatever kept us from asking, the text itself is as uncertain as before. */
function stillOpen(error: SendError): SendError {
  return new SendError(error.message, {
    code: error.code,
    retryable: error.retryable,
    maybeSent: true,
    retryAfterMs: error.retryAfterMs,
    concerns: error.concerns,
    cause: error.cause,
  });
}
