import { CREATE_PARAMETERS, checkParameters } from "./parameters.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** What Twilio knows of the account when a text is to be created. */
export interface Account {
  readonly phoneNumbers: readonly string[];
  readonly messagingServiceSid: string | null;
  isOptedOut(from: string, to: string): boolean;
}

/** What a create request asks for, once it is found in order. */
export interface Draft {
  readonly from: string;
  readonly isFromChosen: boolean;
  readonly to: string;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  readonly messagingServiceSid: string | null;
  readonly statusCallback: string | null;
}

export type Checked =
  | { readonly kind: "fine"; readonly draft: Draft }
  | { readonly kind: "refused"; readonly why: Refusal };

const E164 = /^\+[1-9]\d{7,14}$/;
/** Twilio's limit for the body, with error 21617. */
const MAX_BODY_LENGTH = 1600;
/** Twilio's limit for media, with error 21623. */
const MAX_MEDIA = 10;

/** Twilio's own checks, in its order as far as that is known, with its codes. */
export function checkCreate(params: URLSearchParams, account: Account): Checked {
  const draft: Draft = {
    from: params.get("From") ?? account.phoneNumbers[0] ?? "",
    isFromChosen: !params.has("From"),
    to: params.get("To") ?? "",
    body: params.get("Body") ?? "",
    mediaUrls: params.getAll("MediaUrl"),
    messagingServiceSid: params.get("MessagingServiceSid"),
    statusCallback: params.get("StatusCallback"),
  };
  const why =
    checkParameters(params, CREATE_PARAMETERS) ??
    checkRecipient(draft) ??
    checkSender(params, draft, account) ??
    checkContent(params, draft) ??
    (account.isOptedOut(draft.from, draft.to) ? refuse(21610) : null);
  return why === null ? { kind: "fine", draft } : { kind: "refused", why };
}

function checkRecipient({ from, to }: Draft): Refusal | null {
  if (to === "") return refuse(21604);
  if (!E164.test(to)) return refuse(21211);
  return to === from ? refuse(21266) : null;
}

function checkSender(params: URLSearchParams, draft: Draft, account: Account): Refusal | null {
  const { from, messagingServiceSid } = draft;
  if (messagingServiceSid !== null && messagingServiceSid !== account.messagingServiceSid) return refuse(21705);
  if (!params.has("From")) return messagingServiceSid === null ? refuse(21603) : null;
  if (!/^\+?\w[\w ]*$/.test(from)) return refuse(21212);
  return account.phoneNumbers.includes(from) ? null : refuse(21659);
}

function checkContent(params: URLSearchParams, draft: Draft): Refusal | null {
  const { body, mediaUrls, statusCallback } = draft;
  if (body === "" && mediaUrls.length === 0 && !params.has("ContentSid"))
    return refuse(params.has("Body") ? 21602 : 21619);
  if (body.length > MAX_BODY_LENGTH) return refuse(21617);
  if (mediaUrls.length > MAX_MEDIA) return refuse(21623);
  return statusCallback !== null && !isWebAddress(statusCallback) ? refuse(21609) : null;
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === "http:" || url.protocol === "https:") && !url.hostname.includes("_");
}
