import { type Interpretation, PayloadError, type StoredRaw } from "../../src/contract/index.ts";
import { parseForm } from "./form.ts";
import { interpretListed } from "./reconcile-raw.ts";
import { INBOUND_PATH, LISTED_PATH, type SmsConfig, STATUS_PATH } from "./sms-config.ts";
import { toInbound } from "./to-inbound.ts";
import { toReceipt } from "./to-receipt.ts";

/** What Twilio's request says. @throws {PayloadError} when it is none that we know. */
export function interpret(
  raw: StoredRaw,
  config: Pick<SmsConfig, "phoneNumbers" | "messagingServiceSid" | "apiBaseUrl">,
): Interpretation {
  const url = URL.parse(raw.meta["url"] ?? "", "https://any.invalid");
  const form = parseForm(raw.body);
  // The web server takes a path in any case and with a slash at its end, as Twilio's configuration may have it.
  switch (url?.pathname.toLowerCase().replace(/\/+$/, "")) {
    case INBOUND_PATH:
      return toInbound(form, config, null);
    case STATUS_PATH:
      return toReceipt(form, url.searchParams.get("m"), config);
    case LISTED_PATH:
      return interpretListed(raw.body, config);
    default:
      throw new PayloadError("Stored for a path that is not one of Twilio's");
  }
}
