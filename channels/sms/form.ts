import { PayloadError } from "../../src/contract/index.ts";

/** The parameters of a form. A name that comes more than once has all its values: Twilio signs over all of them. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

/** Reads `application/x-www-form-urlencoded`. Every byte string is some form, so this never fails. */
export function parseForm(body: Uint8Array): Form {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(Buffer.from(body).toString("utf8"))) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  // `fromEntries` makes own properties even of names such as `__proto__`.
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? "") : all]));
}

/** The first value of a parameter, or null when it is missing or blank. */
export function field(form: Form, name: string): string | null {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  const first = typeof value === "string" ? value : value?.[0];
  return first === undefined || first.trim() === "" ? null : first;
}

/** @throws {PayloadError} when the parameter is missing or blank. */
export function requiredField(form: Form, name: string): string {
  const value = field(form, name);
  if (value === null) throw new PayloadError(`Twilio's request has no ${name}`);
  return value;
}
