import { parseAddress } from "./addresses.ts";

/** What a mail server says about one recipient. */
export interface DeliveryNews {
  /** Lowercased; null when the report does not say. */
  readonly recipient: string | null;
  /** RFC 3464, section 2.3.3, with what free reports say put into the same words. */
  readonly action: "failed" | "delayed" | "delivered" | "relayed" | "expanded";
  /** An enhanced status such as `5.1.1`, else a reply code such as `550`, else null. */
  readonly code: string | null;
}

const ACTIONS = ["failed", "delayed", "delivered", "relayed", "expanded"] as const;

/** A report about more recipients than a mail of ours can have is none of ours: what is said of so many is read. */
export const MAX_RECIPIENTS = 100;

/** A `message/delivery-status` part (RFC 3464): a group of fields about the mail, then one for each recipient. */
export function parseDeliveryStatus(part: string): readonly DeliveryNews[] {
  return part
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/, MAX_RECIPIENTS)
    .flatMap((group) => {
      const fields = fieldsOf(group);
      const recipient = recipientOf(fields.get("original-recipient")) ?? recipientOf(fields.get("final-recipient"));
      const code = statusIn(fields.get("status") ?? "") ?? statusIn(fields.get("diagnostic-code") ?? "");
      const word = /^\w+/.exec(fields.get("action")?.toLowerCase() ?? "")?.[0];
      const action = ACTIONS.find((known) => known === word) ?? actionOf(code);
      return fields.has("final-recipient") || fields.has("original-recipient") ? [{ recipient, action, code }] : [];
    });
}

/** The most telling code in a text: an enhanced status, else a reply code; permanent ones first. */
export function statusIn(text: string): string | null {
  return (
    /(?<![\d.])5\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/.exec(text)?.[0] ??
    /(?<![\d.])4\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/.exec(text)?.[0] ??
    /(?<![\d.:])55[0-4](?=[ -])/.exec(text)?.[0] ??
    null
  );
}

export function actionOf(code: string | null): "failed" | "delayed" {
  return code?.startsWith("4.") ? "delayed" : "failed";
}

function fieldsOf(group: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let name = "";
  for (const line of group.split("\n")) {
    if (/^[ \t]/.test(line)) {
      fields.set(name, `${fields.get(name) ?? ""} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(":");
    name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** `rfc822; jane@example.com`, or what programs make of it. */
function recipientOf(value: string | undefined): string | null {
  return value === undefined ? null : parseAddress(value.slice(value.indexOf(";") + 1).replace(/[<>]/g, ""));
}
