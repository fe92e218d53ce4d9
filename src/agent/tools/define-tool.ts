import type Anthropic from "@anthropic-ai/sdk";
import { z } from "zod";
import type { Source } from "../../conversation/model.ts";
import type { Effects } from "../effects.ts";
import type { ToolResult } from "../turn.ts";
import type { CustomerRecord } from "./customer-record.ts";

/** A passage of an article, as the search returns it. */
export interface Passage {
  readonly slug: string;
  readonly title: string;
  readonly heading: string | null;
  readonly text: string;
  readonly url: string | null;
  /** Decides the order. */
  readonly score?: number;
  readonly why?: Why;
}

/** What made a passage come. */
export interface Why {
  /** How near it is to the question in meaning, -1 to 1; null where it was found by words alone. */
  readonly cosine: number | null;
  /** How much of the question its words cover, 0 to 1. */
  readonly coverage: number;
}

/** What a tool that only reads may use. Who is asking comes from the server, never from the model. */
export interface Readings {
  /** `before`: what the customer wrote before it, newest last, for a question that leans on that. */
  searchKnowledge(query: string, before?: readonly string[]): Promise<readonly Passage[]>;
  /** The same by words alone, at once: a handoff waits for no vector. */
  searchByWords(query: string, before?: readonly string[]): readonly Passage[];
  /** Whether customers may be told of the article: one that was found in an earlier turn may have been taken back since. */
  isPublic?(source: Source): boolean;
  /** All articles stand in the prompt: there is nothing more to find. */
  readonly hasLibrary?: boolean;
  /** The contact that this conversation is with, as it stands now. */
  customer(): Promise<CustomerRecord>;
  /** The customer's identity is proven now, and his are the words that are being answered. */
  isVerified(): Promise<boolean>;
}

interface Common<Input> {
  readonly name: string;
  /** For the model: what it does, when to use it, what comes back. */
  readonly description: string;
  readonly input: z.ZodType<Input>;
  /** `verified`: does not run, and tells nothing, unless the customer's identity is proven at that moment. */
  readonly requires?: "verified";
}

/** A tool is a schema and a function. What it reads needs no fence; what it changes passes it. */
export type Tool<Input = never> =
  | (Common<Input> & {
      readonly effect: "read";
      run(input: Input, readings: Readings): ToolResult | Promise<ToolResult>;
    })
  | (Common<Input> & {
      readonly effect: "write";
      /** It ends the turn, so calls beside it run first. */
      readonly isLast?: boolean;
      run(input: Input, effects: Effects): Promise<ToolResult>;
    })
  | (Common<Input> & {
      /** Runs only after the customer's explicit yes, in a later message, to these very parameters. Once. */
      readonly effect: "irreversible";
      /** What would be done, for the model to ask about: an infinitive, such as `cancel order A-1001 for good`. */
      asks(input: Input): string;
      /** What the question must name word for word, such as an order number. */
      names(input: Input): readonly string[];
      run(input: Input, effects: Effects): Promise<ToolResult>;
    });

/** Any tool: its input is unknown until its own schema has parsed it. */
export type AnyTool = Tool<never>;

export function defineTool<Input>(tool: Tool<Input>): AnyTool {
  // Only `input.parse` makes the values that `run` is given, so what goes in is of the tool's own type.
  return tool as unknown as AnyTool;
}

/** What came of a call, the same words for the model and for people. */
export function told(text: string, isError = false): ToolResult {
  return { content: text, summary: text, isError };
}

/** A tool cannot do it, for a reason the model may read. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}

/** What strict tools may not say in their schema; our own parsing still holds them to it. */
const NOT_IN_STRICT = new Set(["$schema", "minLength", "maxLength", "minimum", "maximum", "pattern", "format"]);

/** The tool as the Messages API wants it. */
export function toApiTool({ name, description, input }: AnyTool): Anthropic.Tool {
  const schema = withoutUnsupported(z.toJSONSchema(input)) as Anthropic.Tool.InputSchema;
  return { name, description, strict: true, input_schema: schema };
}

function withoutUnsupported(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutUnsupported);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => !NOT_IN_STRICT.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutUnsupported(value)]));
}
