import type { RestAnswer } from "./apply-fault.ts";
import { toAnswer } from "./apply-fault.ts";
import type { MediaShelf, Medium } from "./media-shelf.ts";
import { storePath } from "./media-store.ts";
import { refuse } from "./refusal.ts";
import type { RestRequest } from "./rest-call.ts";

export type MediaCall = { readonly messageSid: string } & (
  | { readonly kind: "media_list" }
  | { readonly kind: "media_describe" | "media_delete" | "media_content"; readonly sid: string }
);

const PATH = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages\/([^/]+)\/Media(?:\/([^/.]+))?(\.json)?$/;
const DEFAULT_PAGE_SIZE = 50;

/** The path of a medium: with `.json` behind it that of its description, without that of its content. */
export function mediaPath(accountSid: string, { messageSid, sid }: Pick<Medium, "messageSid" | "sid">): string {
  return `/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/${sid}`;
}

/** Which call about media a request is; null: none, or another account's. */
export function mediaCallOf({ method, path }: RestRequest, accountSid: string): MediaCall | null {
  const [, account, messageSid, sid, json] = PATH.exec(path) ?? [];
  if (account !== accountSid || messageSid === undefined) return null;
  if (sid === undefined) return json && method === "GET" ? { kind: "media_list", messageSid } : null;
  if (method === "DELETE") return { kind: "media_delete", messageSid, sid };
  if (method !== "GET") return null;
  return { kind: json ? "media_describe" : "media_content", messageSid, sid };
}

export function answerMedia(
  call: MediaCall,
  asked: RestRequest,
  shelf: MediaShelf,
  account: { readonly accountSid: string; readonly url: string; hasMessage(sid: string): boolean },
): RestAnswer {
  if (!account.hasMessage(call.messageSid)) return toAnswer(refuse(20404, 404));
  const ofMessage = shelf.media.filter(({ messageSid }) => messageSid === call.messageSid);
  if (call.kind === "media_list") return listed(ofMessage, asked, account.accountSid);
  const medium = ofMessage.find(({ sid }) => sid === call.sid);
  if (medium === undefined) return toAnswer(refuse(20404, 404));
  switch (call.kind) {
    case "media_describe":
      return { status: 200, body: JSON.stringify(renderMedium(medium, account.accountSid)) };
    case "media_delete":
      shelf.remove(medium.sid);
      return { status: 204, body: "" };
    case "media_content":
      return content(medium, shelf, account.url);
  }
}

/** Twilio hands out no content itself: it sends whoever may have it to its store. */
function content(medium: Medium, { faults }: MediaShelf, url: string): RestAnswer {
  const fault = faults.take("api");
  if (fault?.kind === "status") return toAnswer(refuse(fault.status === 404 ? 20404 : 20500, fault.status));
  const location = fault?.kind === "redirect" ? fault.to : url + storePath(medium);
  return { status: 307, body: "", headers: { location } };
}

function listed(media: readonly Medium[], { path, query }: RestRequest, accountSid: string): RestAnswer {
  const size = Number(query.get("PageSize") ?? DEFAULT_PAGE_SIZE);
  const page = Number(query.get("Page") ?? 0);
  const items = media.slice(page * size, (page + 1) * size);
  const uriOf = (number: number): string => `${path}?PageSize=${size}&Page=${number}`;
  return {
    status: 200,
    body: JSON.stringify({
      first_page_uri: uriOf(0),
      end: page * size + Math.max(items.length - 1, 0),
      previous_page_uri: page === 0 ? null : uriOf(page - 1),
      media_list: items.map((medium) => renderMedium(medium, accountSid)),
      uri: uriOf(page),
      page_size: size,
      start: page * size,
      next_page_uri: (page + 1) * size < media.length ? uriOf(page + 1) : null,
      page,
    }),
  };
}

/** Every property of `api.v2010.account.message.media` in Twilio's OpenAPI. */
function renderMedium(medium: Medium, accountSid: string): Readonly<Record<string, unknown>> {
  const at = medium.createdAt.toUTCString().replace("GMT", "+0000");
  return {
    account_sid: accountSid,
    content_type: medium.contentType,
    date_created: at,
    date_updated: at,
    parent_sid: medium.messageSid,
    sid: medium.sid,
    uri: `${mediaPath(accountSid, medium)}.json`,
  };
}
