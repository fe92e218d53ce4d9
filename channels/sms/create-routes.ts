import type {
  ChannelHost,
  RawInbound,
  WebhookRequest,
  WebhookResponse,
  WebhookRoute,
} from "../../src/contract/index.ts";
import type { Form } from "./form.ts";
import { createRefusalLog } from "./refusal-log.ts";
import { INBOUND_PATH, type SmsConfig, STATUS_PATH } from "./sms-config.ts";
import { inboundToRaw, statusToRaw } from "./to-raw.ts";
import { verifiedForm } from "./verified-form.ts";

/** Ours. Twilio's requests are a few KB: at most 1,600 characters of text and ten media URLs. */
const MAX_BODY_BYTES = 64 * 1024;

/** Nothing to say: the answer is sent later, through the REST API. */
const EMPTY_TWIML: WebhookResponse = { status: 200, contentType: "text/xml", body: "<Response/>" };

/** The two endpoints that Twilio calls. While `isReceiving` says no they answer 503, so that Twilio tries again. */
export function createRoutes(config: SmsConfig, isReceiving: () => boolean, host: ChannelHost): WebhookRoute[] {
  const refused = createRefusalLog(host.log);
  const route = (
    path: string,
    toRaw: (request: WebhookRequest, form: Form) => RawInbound,
    done: WebhookResponse,
  ): WebhookRoute => ({
    method: "POST",
    path,
    maxBodyBytes: MAX_BODY_BYTES,
    async handle(request) {
      if (!isReceiving()) return { status: 503 };
      const form = verifiedForm(request, config);
      if (form === null) {
        refused(path);
        return { status: 403 };
      }
      await host.accept(toRaw(request, form));
      return done;
    },
  });
  return [route(INBOUND_PATH, inboundToRaw, EMPTY_TWIML), route(STATUS_PATH, statusToRaw, { status: 200 })];
}
