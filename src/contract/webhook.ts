/** A request of a provider, as plain data. */
export interface WebhookRequest {
  /** Path and query as they came, such as `/channels/sms/inbound?x=1`. The outside calls it `PUBLIC_URL` + this. */
  readonly url: string;
  /** Names lowercased; a repeated header is joined as HTTP joins it. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Byte for byte, empty when there is none. */
  readonly body: Uint8Array;
}

export interface WebhookResponse {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string;
}

/** One endpoint that a provider calls. `handle` may throw: then the answer is 503 and the provider tries again. */
export interface WebhookRoute {
  readonly method: "POST" | "GET";
  /** Below the root, such as `/channels/sms/inbound`. */
  readonly path: string;
  /** Larger bodies are answered with 413 and never reach `handle`. */
  readonly maxBodyBytes: number;
  handle(request: WebhookRequest): Promise<WebhookResponse>;
}
