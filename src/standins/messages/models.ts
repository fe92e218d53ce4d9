import type Anthropic from "@anthropic-ai/sdk";

/** What one model allows, as the Models API tells it and as the Messages API enforces it. As of November 2026. */
export interface ModelProfile {
  readonly info: Anthropic.ModelInfo;
  /** Other ids that mean this model. */
  readonly aliases: readonly string[];
  /** A shorter prefix is silently not cached, tokens. */
  readonly minCacheTokens: number;
  /** Accepts `tool_choice` any and tool. */
  readonly forcedToolChoice: boolean;
  /** Accepts a conversation that ends with an assistant message. */
  readonly prefill: boolean;
  /** The highest effort that goes with thinking turned off; null when any does. */
  readonly maxEffortWithoutThinking: Effort | null;
  /** What becomes of the thinking's text when the request does not say. */
  readonly thinkingDisplay: "summarized" | "omitted";
}

export type Effort = NonNullable<Anthropic.OutputConfig["effort"]>;
export const EFFORTS: readonly Effort[] = ["low", "medium", "high", "xhigh", "max"];

type ThinkingKind = keyof Anthropic.ThinkingTypes;

interface Sketch {
  readonly id: string;
  readonly line: Anthropic.ModelLine;
  readonly maxInput: number;
  readonly maxOutput: number;
  readonly thinking: readonly ThinkingKind[];
  readonly effort: readonly Effort[];
  readonly released?: string;
  readonly deprecated?: string;
  readonly retires?: string;
  readonly retired?: boolean;
  readonly rules: Omit<ModelProfile, "info" | "aliases">;
  readonly aliases?: readonly string[];
}

const MILLION = 1_000_000;
const current = {
  minCacheTokens: 512,
  forcedToolChoice: false,
  prefill: false,
  maxEffortWithoutThinking: "high",
  thinkingDisplay: "omitted",
} as const;
const older = { ...current, minCacheTokens: 1024, forcedToolChoice: true, maxEffortWithoutThinking: null } as const;
const oldest = { ...older, minCacheTokens: 4096, prefill: true, thinkingDisplay: "summarized" } as const;

/** Newest first, as the API lists them. Where the vendor's date is not known, the epoch stands for it. */
const SKETCHES: readonly Sketch[] = [
  {
    id: "claude-haiku-5-5",
    line: "haiku",
    maxInput: MILLION,
    maxOutput: 128_000,
    thinking: ["adaptive", "between_tools", "disabled"],
    effort: EFFORTS,
    released: "2026-10-07T00:00:00Z",
    // Its minimum is not published; 4,096 is what its predecessor had.
    rules: { ...current, minCacheTokens: 4096, forcedToolChoice: true },
  },
  {
    id: "claude-sonnet-5-5",
    line: "sonnet",
    maxInput: MILLION,
    maxOutput: 128_000,
    thinking: ["adaptive", "between_tools"],
    effort: EFFORTS,
    rules: current,
  },
  {
    id: "claude-opus-5-5",
    line: "opus",
    maxInput: MILLION,
    maxOutput: 128_000,
    thinking: ["adaptive", "between_tools"],
    effort: EFFORTS,
    rules: current,
  },
  {
    id: "claude-sonnet-5",
    line: "sonnet",
    maxInput: MILLION,
    maxOutput: 128_000,
    thinking: ["adaptive", "disabled"],
    effort: EFFORTS,
    rules: older,
  },
  {
    id: "claude-sonnet-4-6",
    line: "sonnet",
    maxInput: MILLION,
    maxOutput: 64_000,
    thinking: ["adaptive", "disabled", "enabled"],
    effort: ["low", "medium", "high", "max"],
    rules: { ...older, thinkingDisplay: "summarized" },
  },
  {
    id: "claude-haiku-4-5-20251001",
    line: "haiku",
    maxInput: 200_000,
    maxOutput: 64_000,
    thinking: ["disabled", "enabled"],
    effort: [],
    released: "2025-10-15T00:00:00Z",
    rules: oldest,
    aliases: ["claude-haiku-4-5"],
  },
  {
    id: "claude-sonnet-4-5-20250929",
    line: "sonnet",
    maxInput: 200_000,
    maxOutput: 64_000,
    thinking: ["disabled", "enabled"],
    effort: [],
    released: "2025-09-29T00:00:00Z",
    deprecated: "2026-08-31T00:00:00Z",
    retires: "2026-11-30T00:00:00Z",
    rules: { ...oldest, minCacheTokens: 1024 },
    aliases: ["claude-sonnet-4-5"],
  },
  {
    id: "claude-3-7-sonnet-20250219",
    line: "sonnet",
    maxInput: 200_000,
    maxOutput: 64_000,
    thinking: ["disabled", "enabled"],
    effort: [],
    released: "2025-02-24T00:00:00Z",
    deprecated: "2025-10-28T00:00:00Z",
    retires: "2026-02-19T00:00:00Z",
    retired: true,
    rules: { ...oldest, minCacheTokens: 1024 },
    aliases: ["claude-3-7-sonnet-latest"],
  },
];

export const MODELS: readonly ModelProfile[] = SKETCHES.map(toProfile);

const byId = new Map(MODELS.flatMap((model) => [model.info.id, ...model.aliases].map((id) => [id, model] as const)));

/** The model of that id or alias, retired ones included. */
export function modelOf(id: string): ModelProfile | undefined {
  return byId.get(id);
}

function toProfile(sketch: Sketch): ModelProfile {
  const lifecycle = sketch.retired === true ? "retired" : sketch.deprecated === undefined ? "active" : "deprecated";
  return {
    ...sketch.rules,
    aliases: sketch.aliases ?? [],
    info: {
      type: "model",
      id: sketch.id,
      display_name: displayName(sketch.id),
      line: sketch.line,
      lifecycle,
      created_at: sketch.released ?? "1970-01-01T00:00:00Z",
      deprecated_at: sketch.deprecated ?? null,
      retires_at: sketch.retires ?? null,
      max_input_tokens: sketch.maxInput,
      max_tokens: sketch.maxOutput,
      capabilities: toCapabilities(sketch),
    } satisfies Anthropic.ModelInfo,
  };
}

function toCapabilities(sketch: Sketch): Anthropic.ModelCapabilities {
  const yes = { supported: true };
  const no = { supported: false };
  const when = (supported: boolean) => ({ supported });
  const effort = (level: Effort) => when(sketch.effort.includes(level));
  const thinks = (kind: ThinkingKind) => when(sketch.thinking.includes(kind));
  return {
    batch: yes,
    citations: yes,
    code_execution: no,
    context_management: {
      supported: true,
      clear_thinking_20251015: yes,
      clear_tool_uses_20250919: yes,
      compact_20260112: no,
    },
    effort: {
      supported: sketch.effort.length > 0,
      low: effort("low"),
      medium: effort("medium"),
      high: effort("high"),
      xhigh: effort("xhigh"),
      max: effort("max"),
    },
    image_input: yes,
    pdf_input: yes,
    server_tools: { supported: false, code_execution: no, web_search: no },
    structured_outputs: yes,
    thinking: {
      supported: true,
      types: {
        adaptive: thinks("adaptive"),
        between_tools: thinks("between_tools"),
        disabled: thinks("disabled"),
        enabled: thinks("enabled"),
      },
    },
  };
}

/** `claude-haiku-4-5-20251001` is shown as `Claude Haiku 4.5`. */
function displayName(id: string): string {
  const words = id.replace(/-\d{8}$/, "").split("-");
  const names = words.filter((word) => !/^\d+$/.test(word)).map((word) => word[0]?.toUpperCase() + word.slice(1));
  return `${names.join(" ")} ${words.filter((word) => /^\d+$/.test(word)).join(".")}`;
}
