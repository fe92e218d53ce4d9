import { z } from "zod";

/**
 * A strict object schema with exactly the fields of the SDK's type `T`: one that the SDK gains or loses with an update
 * breaks the build here.
 */
export function shapeOf<T>() {
  return <S extends { [K in keyof T]-?: z.ZodType }>(shape: S & { [K in Exclude<keyof S, keyof T>]: never }) =>
    z.strictObject(shape as S);
}

/** A field that may be absent or null. */
export function nullable<S extends z.ZodType>(schema: S): z.ZodOptional<z.ZodNullable<S>> {
  return schema.nullable().optional();
}

/** A JSON object with any keys. */
export const anyObject = z.record(z.string(), z.unknown());
