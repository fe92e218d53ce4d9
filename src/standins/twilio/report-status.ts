import type { Delivered } from "./deliver-webhook.ts";
import type { MessageRecord } from "./message-record.ts";
import type { State } from "./state.ts";
import type { StatusStep } from "./status-step.ts";

/** Moves a message on and tells whoever asked for callbacks; null when nobody did. */
export async function reportStatus(
  record: MessageRecord,
  step: StatusStep,
  { courier, now: clock }: Pick<State, "courier" | "now">,
): Promise<Delivered | null> {
  const now = clock();
  record.status = step.status;
  record.updatedAt = now;
  record.errorCode = step.errorCode ?? null;
  if (step.status === "sent") record.sentAt ??= now;
  if (record.statusCallback === null) return null;

  return courier.deliver({
    publicUrl: record.statusCallback,
    form: {
      ApiVersion: "2010-04-01",
      MessageStatus: step.status,
      SmsSid: record.sid,
      SmsStatus: step.status,
      ...(step.errorCode === undefined ? {} : { ErrorCode: String(step.errorCode) }),
      ...(step.status === "delivered" ? { RawDlrDoneDate: dlrDate(now) } : {}),
      ...(record.messagingServiceSid === null ? {} : { MessagingServiceSid: record.messagingServiceSid }),
      To: record.to,
      From: record.from,
      MessageSid: record.sid,
      AccountSid: record.accountSid,
    },
  });
}

/** Such as `2411230959`: how carriers write the minute of arrival. */
function dlrDate(date: Date): string {
  return date.toISOString().replaceAll(/\D/g, "").slice(2, 12);
}
