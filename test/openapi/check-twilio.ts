import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { RestAnswer } from "../../src/standins/twilio/apply-fault.ts";
import type { RestRequest } from "../../src/standins/twilio/rest-call.ts";
import { closed, complete, type OpenApi, type Operation, type Schema } from "./open-api.ts";

/** See `x-provenance` in it. */
const TWILIO = JSON.parse(
  readFileSync(new URL("../fixtures/sms/twilio-openapi.json", import.meta.url), "utf8"),
) as OpenApi;

const FORM = "application/x-www-form-urlencoded";

/** E.164, a short code, or a name. */
const PHONE_NUMBER = /^(\+[1-9]\d{6,14}|\d{3,8}|[A-Za-z][A-Za-z0-9 ]{0,10})$/;
const RFC_2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/;

// What comes in addresses and forms is text: it is taken for the number or the truth value that it reads like.
const asText = withFormats(new Ajv({ allErrors: true, coerceTypes: true, strictTypes: false }));
const asJson = withFormats(new Ajv({ allErrors: true, strictTypes: false }));

function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv, ["uri", "uri-reference", "date-time", "int64"]);
  return ajv
    .addFormat("phone-number", PHONE_NUMBER)
    .addFormat("date-time-rfc-2822", RFC_2822)
    .addFormat("currency", /^[A-Z]{3}$/i);
}

interface Checks {
  readonly path: RegExp;
  readonly method: string;
  readonly ofPath: ValidateFunction;
  readonly ofQuery: ValidateFunction;
  readonly listed: ReadonlySet<string>;
  /** Null: it takes no form. */
  readonly ofForm: ValidateFunction | null;
  readonly ofAnswer: ReadonlyMap<number, ValidateFunction | null>;
}

const CHECKS: readonly Checks[] = Object.entries(TWILIO.paths).flatMap(([path, operations]) =>
  ["get", "post", "delete"].flatMap((method) => {
    const operation = operations[method];
    return operation === undefined ? [] : [toChecks(path, method.toUpperCase(), operation)];
  }),
);

const ofRefusal = asJson.compile({
  type: "object",
  properties: {
    code: { type: "integer" },
    message: { type: "string", minLength: 1 },
    more_info: { type: "string", format: "uri" },
    status: { type: "integer", minimum: 400, maximum: 599 },
  },
  required: ["code", "message", "more_info", "status"],
  additionalProperties: false,
});

/** Content of media has the address of its description, without the ending. It is no part of the description. */
const MEDIA_CONTENT = /^\/2010-04-01\/Accounts\/AC[0-9a-f]{32}\/Messages\/(SM|MM)[0-9a-f]{32}\/Media\/ME[0-9a-f]{32}$/i;

/** How a request departs from Twilio's OpenAPI. */
export function wrongInRequest(asked: RestRequest): readonly string[] {
  const about = `${asked.method} ${asked.path}`;
  if (asked.credentials === null) return [`${about}: no HTTP Basic`];
  if (asked.method === "GET" && MEDIA_CONTENT.test(asked.path)) return [];
  const found = checksOf(asked);
  if (found === null) return [`${about}: no such operation`];
  const { checks, values } = found;
  return [
    ...violations(checks.ofPath, values, `${about}: path`),
    ...violations(checks.ofQuery, toValues(asked.query, new Set()), `${about}: query`),
    ...wrongInForm(asked, checks).map((wrong) => `${about}: ${wrong}`),
  ];
}

function wrongInForm({ form, contentType }: RestRequest, { ofForm, listed }: Checks): readonly string[] {
  if (ofForm === null) return form.size === 0 ? [] : ["a body where none belongs"];
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  return [
    ...(type === FORM ? [] : [`a body of the type ${contentType}`]),
    ...violations(ofForm, toValues(form, listed), "form"),
  ];
}

/** How an answer departs from Twilio's OpenAPI, or from how Twilio refuses. */
export function wrongInAnswer(asked: RestRequest, { status, body }: RestAnswer): readonly string[] {
  const about = `${asked.method} ${asked.path} answered with ${status}`;
  if (status >= 400) return violations(ofRefusal, parsed(body), about);
  const found = checksOf(asked);
  if (found === null) return [`${about}: no such operation`];
  const check = found.checks.ofAnswer.get(status);
  if (check === undefined) return [`${about}: not a status of this operation`];
  if (check === null) return body === "" ? [] : [`${about}: a body where none belongs`];
  return violations(check, parsed(body), about);
}

function toChecks(path: string, method: string, operation: Operation): Checks {
  const parameters = operation.parameters ?? [];
  const among = (place: "path" | "query"): Schema => {
    const here = parameters.filter((parameter) => parameter.in === place);
    return {
      type: "object",
      properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
      required: here.filter(({ required }) => required).map(({ name }) => name),
    };
  };
  const { schemas } = TWILIO.components;
  const form = operation.requestBody?.content[FORM]?.schema;
  const answers = Object.entries(operation.responses).map(([status, { content }]) => {
    const schema = content?.["application/json"]?.schema;
    return [Number(status), schema === undefined ? null : asJson.compile(complete(schema, schemas))] as const;
  });
  return {
    path: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
    method,
    ofPath: asText.compile(among("path")),
    ofQuery: asText.compile(closed(among("query"), schemas)),
    listed: new Set(
      Object.entries(form?.properties ?? {}).flatMap(([name, { type }]) => (type === "array" ? [name] : [])),
    ),
    ofForm: form === undefined ? null : asText.compile(closed(form, schemas)),
    ofAnswer: new Map(answers),
  };
}

function checksOf({ method, path }: RestRequest) {
  for (const checks of CHECKS) {
    const match = method === checks.method ? checks.path.exec(path) : null;
    if (match !== null) return { checks, values: { ...match.groups } };
  }
  return null;
}

/** A name that is given more than once has a list of values, which is wrong unless the schema says so. */
function toValues(params: URLSearchParams, listed: ReadonlySet<string>): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const all = params.getAll(name);
      return [name, all.length > 1 || listed.has(name) ? all : (all[0] ?? "")];
    }),
  );
}

function violations(check: ValidateFunction, value: unknown, about: string): readonly string[] {
  if (check(value)) return [];
  return (check.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = "additionalProperty" in params ? ` (${String(params["additionalProperty"])})` : "";
    return `${about}${instancePath} ${message}${extra}`;
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return `not JSON: ${body.slice(0, 80)}`;
  }
}
