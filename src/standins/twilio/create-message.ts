import { setImmediate as nextTurn } from "node:timers/promises";
import { type RestAnswer, toAnswer } from "./apply-fault.ts";
import { checkCreate, type Draft } from "./check-create.ts";
import { type MessageRecord, newRecord, renderMessage } from "./message-record.ts";
import { reportStatus } from "./report-status.ts";
import { keep, type State } from "./state.ts";
import type { StatusStep } from "./status-step.ts";

/** `POST …/Messages.json`. */
export async function createMessage(params: URLSearchParams, state: State): Promise<RestAnswer> {
  const { options, optOuts } = state;
  const checked = checkCreate(params, {
    phoneNumbers: options.phoneNumbers,
    messagingServiceSid: options.messagingServiceSid ?? null,
    isOptedOut: (from, to) => optOuts.has(from, to),
  });
  if (checked.kind === "refused") return toAnswer(checked.why);

  const record = store(checked.draft, params, state);
  const answer = { status: 201, body: JSON.stringify(renderMessage(record)) };
  const { steps, beforeAnswer } = state.plan;
  const tell = async (step: StatusStep): Promise<void> => {
    const delivered = await reportStatus(record, step, state);
    if (delivered !== null) keep(state.callbacks, { sid: record.sid, step, ...delivered });
  };
  const news = async (): Promise<void> => {
    if (state.weather !== null) await Promise.all(steps.map(tell));
    else for (const step of steps) await tell(step);
  };
  if (beforeAnswer || state.weather?.isEarly()) await news();
  else state.courier.follow(nextTurn().then(news));
  return answer;
}

function store(draft: Draft, params: URLSearchParams, { options, now, records, sent }: State): MessageRecord {
  const record = newRecord({
    ...draft,
    accountSid: options.accountSid,
    direction: "outbound-api",
    createdAt: now(),
  });
  keep(records, record);
  keep(sent, {
    sid: record.sid,
    from: record.from,
    to: record.to,
    body: record.body,
    statusCallback: record.statusCallback,
    at: record.createdAt,
    params,
  });
  return record;
}
