import type { AskTwilio, TwilioClient } from "./ask-twilio.ts";
import { isResource, type Resource } from "./twilio-resource.ts";

/** Twilio allows 1,000. So many texts are read within the deadline of one call. */
const PAGE_SIZE = 200;
/** Ours: a list that never ends is a fault of whoever answers for Twilio. */
const MAX_PAGES = 1000;

/** Where Twilio's client thinks it is; the call goes to the configured server. */
const API = "https://api.twilio.com";

/**
 * The messages from or to one of our numbers that Twilio sent or got at `since` or later, newest first.
 * https://www.twilio.com/docs/messaging/api/message-resource
 * @throws {SendError} when Twilio cannot be asked.
 */
export async function listMessages(
  number: { readonly to: string } | { readonly from: string },
  since: Date,
  ask: AskTwilio,
  signal: AbortSignal,
): Promise<Resource[]> {
  return await listAll(ask, signal, "/Messages.json", "messages", {
    ...("to" in number ? { To: number.to } : { From: number.from }),
    // Includes that second. Documented in GMT, for days; times are what Twilio's own client sends.
    "DateSent>": since.toISOString().replace(/\.\d+Z$/, "Z"),
    PageSize: PAGE_SIZE,
  });
}

/** The media of a message. @throws {SendError} when Twilio cannot be asked, or knows of none. */
export async function listMedia(sid: string, ask: AskTwilio, signal: AbortSignal): Promise<Resource[]> {
  const path = `/Messages/${encodeURIComponent(sid)}/Media.json`;
  return await listAll(ask, signal, path, "media_list", { PageSize: PAGE_SIZE });
}

async function listAll(
  ask: AskTwilio,
  signal: AbortSignal,
  path: string,
  name: string,
  filter: Readonly<Record<string, string | number>>,
): Promise<Resource[]> {
  const all: Resource[] = [];
  let next: string | null = null;
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const uri: string | null = next;
    // Each page has the whole deadline of a call.
    const page: Resource = await ask(
      signal,
      (client): Promise<Resource> =>
        uri === null ? get(client, `/2010-04-01/Accounts/${client.accountSid}${path}`, filter) : get(client, uri),
    );
    const items = page[name];
    if (Array.isArray(items)) all.push(...items.filter(isResource));
    next = typeof page["next_page_uri"] === "string" ? page["next_page_uri"] : null;
    if (next === null) return all;
  }
  return all;
}

/** Twilio's client parses what it knows and drops the rest; this keeps all of it. */
async function get(client: TwilioClient, path: string, params: object = {}): Promise<Resource> {
  // Only the path counts: our credentials go to no server that an answer names.
  const uri = API + pathOf(path);
  const answer: { readonly statusCode: number; readonly body: unknown } = await client.request({
    method: "get",
    uri,
    params,
  });
  const body: unknown = typeof answer.body === "string" ? JSON.parse(answer.body) : null;
  if (answer.statusCode !== 200) throw new ListRefusal(body);
  if (!isResource(body)) throw new TypeError("Twilio's list is not one");
  return body;
}

function pathOf(uri: string): string {
  const { pathname, search } = new URL(uri, API);
  return pathname + search;
}

/** Not of Twilio's words, which may repeat a number. */
class ListRefusal extends Error {
  override readonly name = "ListRefusal";
  readonly code: unknown;

  constructor(body: unknown) {
    super("Twilio refused to list");
    this.code = isResource(body) ? body["code"] : null;
  }
}
