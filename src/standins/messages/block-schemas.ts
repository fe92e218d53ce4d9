import type Anthropic from "@anthropic-ai/sdk";
import { z } from "zod";
import { anyObject, nullable, shapeOf } from "./shape.ts";

export const cacheControl = nullable(
  shapeOf<Anthropic.CacheControlEphemeral>()({
    type: z.literal("ephemeral"),
    ttl: z.enum(["5m", "1h"]).optional(),
  }),
);

const citationsConfig = shapeOf<Anthropic.CitationsConfigParam>()({ enabled: z.boolean().optional() });
const index = z.int().min(0);

const citation = z.discriminatedUnion("type", [
  shapeOf<Anthropic.CitationSearchResultLocationParam>()({
    type: z.literal("search_result_location"),
    cited_text: z.string(),
    start_block_index: index,
    end_block_index: index,
    search_result_index: index,
    source: z.string(),
    title: z.string().nullable(),
  }),
  shapeOf<Anthropic.CitationCharLocationParam>()({
    type: z.literal("char_location"),
    cited_text: z.string(),
    document_index: index,
    document_title: z.string().nullable(),
    start_char_index: index,
    end_char_index: index,
  }),
  shapeOf<Anthropic.CitationPageLocationParam>()({
    type: z.literal("page_location"),
    cited_text: z.string(),
    document_index: index,
    document_title: z.string().nullable(),
    start_page_number: index,
    end_page_number: index,
  }),
  shapeOf<Anthropic.CitationContentBlockLocationParam>()({
    type: z.literal("content_block_location"),
    cited_text: z.string(),
    document_index: index,
    document_title: z.string().nullable(),
    start_block_index: index,
    end_block_index: index,
  }),
]);

export const textBlock = shapeOf<Anthropic.TextBlockParam>()({
  type: z.literal("text"),
  text: z.string(),
  cache_control: cacheControl,
  citations: nullable(z.array(citation)),
});

const imageBlock = shapeOf<Anthropic.ImageBlockParam>()({
  type: z.literal("image"),
  source: z.discriminatedUnion("type", [
    shapeOf<Anthropic.Base64ImageSource>()({
      type: z.literal("base64"),
      media_type: z.enum(["image/jpeg", "image/png", "image/gif", "image/webp"]),
      data: z.string().min(1),
    }),
    shapeOf<Anthropic.URLImageSource>()({ type: z.literal("url"), url: z.string() }),
  ]),
  cache_control: cacheControl,
  transformations: nullable(anyObject),
});

const documentBlock = shapeOf<Anthropic.DocumentBlockParam>()({
  type: z.literal("document"),
  source: z.discriminatedUnion("type", [
    shapeOf<Anthropic.Base64PDFSource>()({
      type: z.literal("base64"),
      media_type: z.literal("application/pdf"),
      data: z.string().min(1),
    }),
    shapeOf<Anthropic.PlainTextSource>()({
      type: z.literal("text"),
      media_type: z.literal("text/plain"),
      data: z.string(),
    }),
    shapeOf<Anthropic.URLPDFSource>()({ type: z.literal("url"), url: z.string() }),
  ]),
  cache_control: cacheControl,
  citations: nullable(citationsConfig),
  context: nullable(z.string()),
  title: nullable(z.string()),
});

const searchResultBlock = shapeOf<Anthropic.SearchResultBlockParam>()({
  type: z.literal("search_result"),
  source: z.string().min(1),
  title: z.string().min(1),
  content: z.array(textBlock).min(1),
  cache_control: cacheControl,
  citations: citationsConfig.optional(),
});

const thinkingBlock = shapeOf<Anthropic.ThinkingBlockParam>()({
  type: z.literal("thinking"),
  thinking: z.string(),
  signature: z.string(),
});

const redactedThinkingBlock = shapeOf<Anthropic.RedactedThinkingBlockParam>()({
  type: z.literal("redacted_thinking"),
  data: z.string(),
});

/** From issues: `messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`. */
const toolUseId = z.string().regex(/^[a-zA-Z0-9_-]+$/);

const toolUseBlock = shapeOf<Anthropic.ToolUseBlockParam>()({
  type: z.literal("tool_use"),
  id: toolUseId,
  name: z.string().min(1),
  input: anyObject,
  cache_control: cacheControl,
  caller: z.strictObject({ type: z.literal("direct") }).optional(),
  toolset_name: nullable(z.string()),
});

const toolResultBlock = shapeOf<Anthropic.ToolResultBlockParam>()({
  type: z.literal("tool_result"),
  tool_use_id: toolUseId,
  content: z
    .union([
      z.string(),
      z.array(z.discriminatedUnion("type", [textBlock, imageBlock, documentBlock, searchResultBlock])),
    ])
    .optional(),
  is_error: z.boolean().optional(),
  cache_control: cacheControl,
  toolset_name: nullable(z.string()),
});

/** Any block of a message. The blocks of the vendor's own tools are not known here and so are refused. */
export const contentBlock = z.discriminatedUnion("type", [
  textBlock,
  imageBlock,
  documentBlock,
  searchResultBlock,
  thinkingBlock,
  redactedThinkingBlock,
  toolUseBlock,
  toolResultBlock,
]);
