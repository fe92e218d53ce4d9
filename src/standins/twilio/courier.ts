import { setTimeout as wait } from "node:timers/promises";
import { type Delivered, deliverWebhook, type WebhookForm } from "./deliver-webhook.ts";

/** Where the product is: by which name Twilio knows it, and where it really listens. They may be the same. */
export interface Destination {
  /** Such as `https://support.example.com`. Signatures are over addresses that begin with it. */
  readonly publicUrl: string;
  /** Such as `http://127.0.0.1:3000`. */
  readonly target: string;
}

export interface Parcel {
  /** The public address, as it was given to Twilio. */
  readonly publicUrl: string;
  readonly form: WebhookForm;
  readonly retries?: number;
  readonly signature?: string | null;
}

/** Carries webhooks to the product and knows which are under way. */
export interface Courier {
  pointAt(destination: Destination): void;
  /** The public address of a path of the product. @throws when nobody said where the product is. */
  addressOf(path: string): string;
  deliver(parcel: Parcel): Promise<Delivered>;
  /** Keeps `work` among what `settled` waits for. */
  follow(work: Promise<unknown>): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  /** Cuts what is under way. */
  stop(): Promise<void>;
}

/** `copies`: when each copy of a parcel is posted, ms from now. */
export function createCourier(authToken: string, begin: Destination | null, copies: () => readonly number[]): Courier {
  const underway = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  let destination = begin;

  const follow = (work: Promise<unknown>): void => {
    const done = work.catch(() => {}).finally(() => underway.delete(done));
    underway.add(done);
  };
  const settled = async (): Promise<void> => {
    while (underway.size > 0) await Promise.all(underway);
  };
  const post = async ({ publicUrl, form, retries = 0, signature }: Parcel, delayMs: number): Promise<Delivered> => {
    if (delayMs > 0) await wait(delayMs, undefined, { signal: stopping.signal });
    return deliverWebhook({
      publicUrl,
      target: targetOf(publicUrl, destination),
      form,
      authToken,
      retries,
      signal: stopping.signal,
      ...(signature === undefined ? {} : { signature }),
    });
  };
  return {
    pointAt(next) {
      destination = next;
    },
    addressOf(path) {
      if (destination === null) throw new Error("The stand-in does not know where webhooks go: call pointAt first");
      return trimSlash(destination.publicUrl) + path;
    },
    deliver(parcel) {
      const deliveries = copies().map((delayMs) => post(parcel, delayMs));
      for (const delivery of deliveries) follow(delivery);
      return deliveries[0] ?? Promise.resolve(LOST);
    },
    follow,
    settled,
    async stop() {
      stopping.abort();
      await settled();
    },
  };
}

const LOST: Delivered = { status: null, contentType: null, body: "", attempts: 0 };

/** Addresses that are not the product's are called as they are. */
function targetOf(publicUrl: string, destination: Destination | null): string {
  if (destination === null || !publicUrl.startsWith(trimSlash(destination.publicUrl))) return publicUrl;
  return trimSlash(destination.target) + publicUrl.slice(trimSlash(destination.publicUrl).length);
}

const trimSlash = (url: string): string => url.replace(/\/+$/, "");
