import type { Json } from "../../src/contract/index.ts";

/** A resource as Twilio's REST API writes it, fields of tomorrow included. */
export type Resource = Readonly<Record<string, Json>>;

export function isResource(value: unknown): value is Resource {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Empty: there is none, or it is none. */
export function textOf(resource: Resource, name: string): string {
  const value = resource[name];
  return typeof value === "string" ? value : "";
}

/** A date in RFC 2822. Null: there is none, or it cannot be read. */
export function timeOf(resource: Resource, name: "date_sent" | "date_created" | "date_updated"): Date | null {
  const time = Date.parse(textOf(resource, name));
  return Number.isNaN(time) ? null : new Date(time);
}
