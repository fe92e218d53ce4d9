import type { RestAnswer } from "./apply-fault.ts";
import { type Courier, createCourier, type Destination } from "./courier.ts";
import type { Delivered } from "./deliver-webhook.ts";
import { createFaultQueue, type FaultQueue } from "./fault.ts";
import { createMediaShelf, type MediaShelf } from "./media-shelf.ts";
import type { MessageRecord } from "./message-record.ts";
import { createOptOutBook, type OptOutBook } from "./opt-out-book.ts";
import type { RestRequest } from "./rest-call.ts";
import { type StatusStep, USUAL_STEPS } from "./status-step.ts";
import type { Weather } from "./weather.ts";

export interface TwilioStandInOptions {
  readonly accountSid: string;
  readonly authToken: string;
  readonly phoneNumbers: readonly string[];
  readonly apiKeys?: readonly { readonly key: string; readonly secret: string }[];
  readonly messagingServiceSid?: string | null;
  /** Where webhooks go. May be said later, with `pointAt`. */
  readonly destination?: Destination;
  /** Default: any free port, on the loopback. */
  readonly port?: number;
  readonly now?: () => Date;
  /** Sees what passes the REST API. */
  readonly watch?: Watcher;
}

/** Is shown every request and every honest answer, but none that is wrong because it was asked to be. */
export interface Watcher {
  onRequest(asked: RestRequest): void;
  onAnswer(asked: RestRequest, answer: RestAnswer): void;
}

/** A text that left by the REST API. */
export interface SentText {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly statusCallback: string | null;
  readonly at: Date;
  /** The request as it came. */
  readonly params: URLSearchParams;
}

/** A status callback and its answer. */
export interface Callback extends Delivered {
  readonly sid: string;
  readonly step: StatusStep;
}

/** Everything the stand-in remembers. The lists are oldest first and forget what is too old. */
export interface State {
  readonly options: TwilioStandInOptions;
  readonly now: () => Date;
  readonly courier: Courier;
  readonly faults: FaultQueue;
  readonly optOuts: OptOutBook;
  readonly records: MessageRecord[];
  readonly sent: SentText[];
  readonly callbacks: Callback[];
  readonly requests: RestRequest[];
  readonly shelf: MediaShelf;
  /** Where the stand-in listens; empty until it does. */
  url: string;
  /** What happens to a text after it is created, and whether the news overtake the API's answer. */
  plan: { readonly steps: readonly StatusStep[]; readonly beforeAnswer: boolean };
  /** Null: fair. */
  weather: Weather | null;
}

const USUAL_PLAN: State["plan"] = { steps: USUAL_STEPS, beforeAnswer: false };

/** Ours: a stand-in that runs for weeks in a sandbox forgets what is older. */
const MAX_KEPT = 1000;

export function createState(options: TwilioStandInOptions): State {
  const state: State = {
    options,
    now: options.now ?? (() => new Date()),
    courier: createCourier(options.authToken, options.destination ?? null, () => state.weather?.copies() ?? [0]),
    faults: createFaultQueue(),
    optOuts: createOptOutBook(),
    records: [],
    sent: [],
    callbacks: [],
    requests: [],
    shelf: createMediaShelf(),
    url: "",
    plan: USUAL_PLAN,
    weather: null,
  };
  return state;
}

/** As it was at the start; where webhooks go stays. */
export function resetState(state: State): void {
  state.faults.clear();
  state.optOuts.clear();
  state.shelf.clear();
  for (const list of [state.records, state.sent, state.callbacks, state.requests]) list.length = 0;
  state.plan = USUAL_PLAN;
  state.weather = null;
}

/** Adds to one of the lists. */
export function keep<T>(list: T[], entry: T): void {
  list.push(entry);
  if (list.length > MAX_KEPT) list.shift();
}

/** The numbers that share a customer's consent with `our`: all of a Messaging Service, or it alone. */
export function sharingConsent(
  our: string,
  { messagingServiceSid, phoneNumbers }: TwilioStandInOptions,
): readonly string[] {
  return messagingServiceSid ? phoneNumbers : [our];
}
