import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { applyFault, type RestAnswer, toAnswer, write } from "./apply-fault.ts";
import type { Destination, Parcel } from "./courier.ts";
import { createMessage } from "./create-message.ts";
import type { Delivered } from "./deliver-webhook.ts";
import { type Calls, createHold, type Fault, type Held } from "./fault.ts";
import { listPage } from "./list-page.ts";
import { answerMedia, mediaCallOf } from "./media-calls.ts";
import type { MediaFault } from "./media-fault.ts";
import type { Medium, StoreRequest } from "./media-shelf.ts";
import { isStorePath, serveStore } from "./media-store.ts";
import { renderMessage } from "./message-record.ts";
import { type IncomingText, receiveText } from "./receive-text.ts";
import { refuse } from "./refusal.ts";
import { reportStatus } from "./report-status.ts";
import { callOf, callsOf, type RestCall, type RestRequest, readRequest } from "./rest-call.ts";
import {
  type Callback,
  createState,
  keep,
  resetState,
  type SentText,
  type State,
  sharingConsent,
  type TwilioStandInOptions,
} from "./state.ts";
import type { StatusStep } from "./status-step.ts";
import type { Weather } from "./weather.ts";

export interface TwilioStandIn {
  /** Of the REST API, such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** What left by the REST API, oldest first, the last thousand. */
  readonly sent: readonly SentText[];
  /** Status callbacks and how they were answered. */
  readonly callbacks: readonly Callback[];
  /** Requests to the REST API, refused ones included. */
  readonly requests: readonly RestRequest[];
  /** Files that came with texts and were not deleted. */
  readonly media: readonly Pick<Medium, "sid" | "messageSid">[];
  /** Requests to the store of media, which the REST API redirects to. */
  readonly storeRequests: readonly StoreRequest[];

  /** Where webhooks go from now on. */
  pointAt(destination: Destination): void;
  /** Delivers a text from a phone to the product, as a signed webhook. Resolves with the product's answer. */
  text(text: IncomingText): Promise<Delivered & { readonly sid: string }>;
  /** Posts any form to any of the product's addresses: repeated, forged or mangled ones too. */
  deliver(parcel: Parcel): Promise<Delivered>;

  /** From now on, what happens to a text after it is created. `beforeAnswer`: the news overtake the API's answer. */
  planCallbacks(steps: readonly StatusStep[], options?: { readonly beforeAnswer?: boolean }): void;
  /** One more step for a text that was sent; null when it has no callback. @throws when there is no such text. */
  report(sid: string, step: StatusStep): Promise<Delivered | null>;
  /** As if the customer had texted STOP when nobody listened. */
  optOut(our: string, their: string): void;

  /** What goes wrong with the next calls. Several wait in line. */
  fail(fault: Fault, options?: { readonly on?: Calls; readonly times?: number }): void;
  /** What goes wrong with the next media that are fetched. */
  failMedia(fault: Exclude<MediaFault, { kind: "held" }>, times?: number): void;
  /** Keeps the next content waiting until it is released. */
  holdMedia(): Held;
  /** What was to go wrong with calls that have not come yet goes well. */
  mend(): void;
  /** What goes wrong by chance from now on; null: nothing. */
  weather(weather: Weather | null): void;
  /** Keeps the next call waiting until it is released. `created`: the text exists by then. */
  hold(options?: { readonly on?: Calls; readonly created?: boolean }): Held;
  /** Resolves when no webhook is under way any more. */
  settled(): Promise<void>;
  /** Forgets everything but where webhooks go. */
  reset(): void;
  /** Cuts what is under way and frees the port. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Twilio on this machine: its REST API for messages, and its signed webhooks. The sandbox uses it, and tests, which
 * also tell it what should go wrong. It keeps everything in memory and logs nothing.
 */
export async function startTwilioStandIn(options: TwilioStandInOptions): Promise<TwilioStandIn> {
  const state = createState(options);
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    serve(request, response, state, stopping.signal).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  state.url = `http://127.0.0.1:${port}`;

  const close = async (): Promise<void> => {
    stopping.abort();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await Promise.all([closed, state.courier.stop()]);
  };
  let closing: Promise<void> | null = null;
  return {
    url: state.url,
    ...controls(state),
    stop: () => (closing ??= close()),
  };
}

function controls(state: State): Omit<TwilioStandIn, "url" | "stop"> {
  const { courier, faults, records, sent, callbacks, requests, options, shelf } = state;
  return {
    sent,
    callbacks,
    requests,
    media: shelf.media,
    storeRequests: shelf.requests,
    pointAt: (destination) => courier.pointAt(destination),
    text: (text) => receiveText(text, state),
    deliver: (parcel) => courier.deliver(parcel),
    planCallbacks(steps, { beforeAnswer = false } = {}) {
      state.plan = { steps, beforeAnswer };
    },
    async report(sid, step) {
      const record = records.find((candidate) => candidate.sid === sid);
      if (record === undefined) throw new Error("There is no such text");
      const delivered = await reportStatus(record, step, state);
      if (delivered !== null) keep(callbacks, { sid, step, ...delivered });
      return delivered;
    },
    optOut(our, their) {
      state.optOuts.read("STOP", null, sharingConsent(our, options), their);
    },
    fail: (fault, { on = "create", times = 1 } = {}) => faults.add(fault, on, times),
    failMedia: (fault, times = 1) => shelf.faults.add(fault, times),
    holdMedia() {
      const { held, gate } = createHold();
      shelf.faults.add({ kind: "held", ...gate }, 1);
      return held;
    },
    mend: () => faults.clear(),
    weather(weather) {
      state.weather = weather;
    },
    hold({ on = "create", created = false } = {}) {
      const { held, gate } = createHold();
      faults.add({ kind: "held", gate, created }, on, 1);
      return held;
    },
    settled: () => courier.settled(),
    reset: () => resetState(state),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  state: State,
  stopping: AbortSignal,
): Promise<void> {
  const asked = await readRequest(request);
  if (asked === null) return write(response, toAnswer(refuse(20001, 413)));
  if (isStorePath(asked.path)) return serveStore(asked.path, { request, response }, state.shelf, stopping);
  keep(state.requests, asked);
  const { watch } = state.options;
  watch?.onRequest(asked);
  if (!isKnown(asked, state.options)) return write(response, toAnswer(refuse(20003, 401)));
  const media = mediaCallOf(asked, state.options.accountSid);
  if (media !== null) {
    const canFail = media.kind === "media_list" || media.kind === "media_delete";
    const fault = canFail ? state.faults.take(media.kind) : null;
    const hand = async (): Promise<RestAnswer> => {
      const { accountSid } = state.options;
      const hasMessage = (wanted: string): boolean => state.records.some(({ sid }) => sid === wanted);
      const given = answerMedia(media, asked, state.shelf, { accountSid, url: state.url, hasMessage });
      // Content is no part of the description.
      if (media.kind !== "media_content") watch?.onAnswer(asked, given);
      return given;
    };
    if (fault === null) return write(response, await hand());
    return applyFault(fault, hand, { request, response }, stopping);
  }
  const call = callOf(asked, state.options.accountSid);
  if (call === null) return write(response, toAnswer(refuse(20404, 404)));

  const calls = callsOf(call, asked);
  const fault = state.faults.take(calls) ?? state.weather?.fault(calls) ?? null;
  const perform = async (): Promise<RestAnswer> => {
    const given = await answer(call, asked, state);
    watch?.onAnswer(asked, given);
    return given;
  };
  if (fault === null) return write(response, await perform());
  await applyFault(fault, perform, { request, response }, stopping);
}

async function answer(call: RestCall, asked: RestRequest, state: State): Promise<RestAnswer> {
  switch (call.kind) {
    case "create":
      return createMessage(asked.form, state);
    case "list": {
      const listed = listPage(state.records, asked.path, asked.query);
      return listed.kind === "page" ? { status: 200, body: listed.body } : toAnswer(listed.why);
    }
    case "fetch": {
      const record = state.records.find(({ sid }) => sid === call.sid);
      if (record === undefined) return toAnswer(refuse(20404, 404));
      return { status: 200, body: JSON.stringify(renderMessage(record)) };
    }
  }
}

function isKnown({ credentials }: RestRequest, { accountSid, authToken, apiKeys = [] }: TwilioStandInOptions): boolean {
  if (credentials === null) return false;
  const [username, password] = credentials;
  return [{ key: accountSid, secret: authToken }, ...apiKeys].some(
    ({ key, secret }) => key === username && secret === password,
  );
}
