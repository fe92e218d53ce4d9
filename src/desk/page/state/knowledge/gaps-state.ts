import type { Gap } from "./shapes.ts";

export interface GapsState {
  readonly items: readonly Gap[];
  /** How far back. */
  readonly days: number;
  readonly phase: "loading" | "ready" | "failed";
  /** Ids of those that are dismissed and that the server may still list. */
  readonly dismissed: ReadonlySet<string>;
}

export type GapsAction =
  | { readonly kind: "gaps_asked"; readonly days: number }
  | { readonly kind: "gaps_found"; readonly days: number; readonly items: readonly Gap[] }
  | { readonly kind: "gaps_failed"; readonly days: number }
  | { readonly kind: "gap_dismissed"; readonly id: string }
  /** It was not dismissed after all. */
  | { readonly kind: "gap_kept"; readonly id: string };

export const GAP_DAYS = [7, 30, 90, 180] as const;

export const noGaps: GapsState = { items: [], days: 30, phase: "loading", dismissed: new Set() };

export function reduceGaps(state: GapsState, action: GapsAction): GapsState {
  switch (action.kind) {
    case "gaps_asked":
      return { ...state, days: action.days, phase: action.days === state.days ? state.phase : "loading" };
    case "gaps_found":
      return action.days === state.days ? { ...state, items: action.items, phase: "ready" } : state;
    case "gaps_failed":
      return action.days === state.days && state.phase === "loading" ? { ...state, phase: "failed" } : state;
    case "gap_dismissed":
      return { ...state, dismissed: new Set([...state.dismissed, action.id]) };
    case "gap_kept":
      return { ...state, dismissed: new Set([...state.dismissed].filter((id) => id !== action.id)) };
  }
}

export const shownGaps = ({ items, dismissed }: GapsState): readonly Gap[] =>
  items.filter(({ id }) => !dismissed.has(id));
