/** The little of JSON Schema that Twilio's description of a message uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

const RFC_2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/;

/** Where a value departs from its schema. All properties are to be there, and no others. */
export function violations(
  value: unknown,
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  at = "$",
): readonly string[] {
  const target = schema.$ref === undefined ? schema : schemas[schema.$ref.replace("#/components/schemas/", "")];
  if (target === undefined) return [`${at}: unknown reference`];
  if (value === null) return target.nullable ? [] : [`${at}: null`];
  if (target.properties !== undefined) return ofProperties(value, target.properties, schemas, at);
  if (target.type === "array") {
    if (!Array.isArray(value) || target.items === undefined) return [`${at}: not a list`];
    const { items } = target;
    return value.flatMap((one, index) => violations(one, items, schemas, `${at}[${index}]`));
  }
  return isFine(value, target) ? [] : [`${at}: ${JSON.stringify(value)}`];
}

function ofProperties(
  value: unknown,
  properties: Readonly<Record<string, Schema>>,
  schemas: Readonly<Record<string, Schema>>,
  at: string,
): readonly string[] {
  const entries = new Map(Object.entries(value as object));
  const missing = Object.keys(properties).filter((name) => !entries.has(name));
  return [
    ...missing.map((name) => `${at}.${name}: missing`),
    ...[...entries].flatMap(([name, one]) => {
      const schema = properties[name];
      return schema === undefined ? [`${at}.${name}: unknown`] : violations(one, schema, schemas, `${at}.${name}`);
    }),
  ];
}

function isFine(value: unknown, schema: Schema): boolean {
  if (schema.type === "integer") return Number.isInteger(value);
  if (schema.type === "object") return typeof value === "object";
  return (
    typeof value === "string" &&
    (schema.enum === undefined || schema.enum.includes(value)) &&
    (schema.pattern === undefined || new RegExp(schema.pattern).test(value)) &&
    (schema.format !== "date-time-rfc-2822" || RFC_2822.test(value))
  );
}
