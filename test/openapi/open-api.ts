/** The little of OpenAPI 3.0 that Twilio's description uses. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

export interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

export type Schemas = Readonly<Record<string, Schema>>;

/** A schema without references, which takes no property that it does not name. */
export function closed(schema: Schema, schemas: Schemas): Schema {
  const target = dereferenced(schema, schemas);
  const { properties, items } = target;
  return {
    ...target,
    ...(items && { items: closed(items, schemas) }),
    ...(properties && { properties: eachClosed(properties, schemas), additionalProperties: false }),
  };
}

/**
 * The same for what Twilio answers: every property is there, null or not, as in all that it has ever answered, though
 * its description requires none. Addresses are relative, as in its own examples, whatever `format: uri` promises.
 */
export function complete(schema: Schema, schemas: Schemas): Schema {
  const { format, ...target } = dereferenced(schema, schemas);
  const { properties, items } = target;
  return {
    ...target,
    ...(format === "uri-map" && { additionalProperties: { type: "string", format: "uri-reference" } }),
    ...(format !== undefined && format !== "uri-map" && { format: format === "uri" ? "uri-reference" : format }),
    ...(items && { items: complete(items, schemas) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, complete(one, schemas)])),
      additionalProperties: false,
      required: Object.keys(properties),
    }),
  };
}

function eachClosed(properties: Schemas, schemas: Schemas): Schemas {
  return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, closed(one, schemas)]));
}

function dereferenced(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref === undefined) return schema;
  const target = schemas[schema.$ref.replace("#/components/schemas/", "")];
  if (target === undefined) throw new Error(`${schema.$ref} leads nowhere`);
  return target;
}
