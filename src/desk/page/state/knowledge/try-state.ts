import type { Audience, Passage } from "./shapes.ts";

/** A question that is tried, and what somebody who asks it would be given. */
export interface TryState {
  readonly question: string;
  /** As whom. */
  readonly audience: Audience;
  readonly phase: "none" | "asking" | "found" | "failed";
  /** Of the question that was asked last, best first. */
  readonly passages: readonly Passage[];
  /** That question; what is in the field may be another one by now. */
  readonly asked: string;
  /** Rises with every question that is asked: an answer to an earlier one is none. */
  readonly round: number;
}

export type TryAction =
  | { readonly kind: "question_typed"; readonly question: string }
  | { readonly kind: "question_asked"; readonly audience: Audience }
  | { readonly kind: "passages_found"; readonly round: number; readonly passages: readonly Passage[] }
  | { readonly kind: "passages_failed"; readonly round: number };

export const nothingTried: TryState = {
  question: "",
  audience: "public",
  phase: "none",
  passages: [],
  asked: "",
  round: 0,
};

export function reduceTry(state: TryState, action: TryAction): TryState {
  switch (action.kind) {
    case "question_typed":
      return { ...state, question: action.question };
    case "question_asked": {
      const asked = state.question.trim();
      const phase = asked === "" ? "none" : "asking";
      return { ...state, audience: action.audience, asked, phase, round: state.round + 1 };
    }
    case "passages_found":
      return action.round === state.round ? { ...state, passages: action.passages, phase: "found" } : state;
    case "passages_failed":
      return action.round === state.round ? { ...state, passages: [], phase: "failed" } : state;
  }
}
