import type { KnowledgeStatus } from "./shapes.ts";

export interface StatusState {
  /** As it was told last; null: not yet. */
  readonly status: KnowledgeStatus | null;
  /** It could not be asked for when that was tried last. */
  readonly isFailing: boolean;
}

export type StatusAction =
  | { readonly kind: "status_found"; readonly status: KnowledgeStatus }
  | { readonly kind: "status_failed" };

export const noStatus: StatusState = { status: null, isFailing: false };

export function reduceStatus(state: StatusState, action: StatusAction): StatusState {
  switch (action.kind) {
    case "status_found":
      return { status: action.status, isFailing: false };
    case "status_failed":
      return { ...state, isFailing: true };
  }
}
