/** Why what an operator wrote was not taken. */
export type SendProblem =
  /** No answer, or a failure on the server's side: it may be stored, so it is sent again under the same id. */
  | { readonly kind: "unclear"; readonly words: string }
  /** Everything public after `basedOnSeq` is to be read first. */
  | { readonly kind: "stale"; readonly words: string; readonly basedOnSeq: number }
  | { readonly kind: "owned"; readonly words: string; readonly assignee: string }
  | { readonly kind: "opted_out"; readonly words: string }
  /** It is certain that nothing is stored. */
  | { readonly kind: "refused"; readonly words: string };

/** `status` is null when there was no answer; `document` is the problem document, or anything. */
export function toSendProblem(status: number | null, document: unknown, basedOnSeq: number): SendProblem {
  const { detail, seq, assignee, optedOut } = membersOf(document);
  const words = typeof detail === "string" ? detail : null;
  if (status === null) return { kind: "unclear", words: "No connection. Nothing is lost: try again." };
  if (status >= 500) return { kind: "unclear", words: "The server could not take it. Nothing is lost: try again." };
  if (status !== 409) return { kind: "refused", words: words ?? `The server refused it (${status}).` };
  if (optedOut === true) return { kind: "opted_out", words: words ?? "The customer opted out." };
  if (typeof seq === "number")
    return {
      kind: "stale",
      words: "Somebody has written meanwhile. Read it, then send this all the same, or change it.",
      basedOnSeq,
    };
  if (typeof assignee === "string")
    return { kind: "owned", words: `${assignee} has this conversation now. Your text is kept.`, assignee };
  return { kind: "refused", words: words ?? "The server refused it." };
}

/** A draft that there is none of, in words. */
export function draftProblemWords(status: number | null, document: unknown): string {
  const { detail } = membersOf(document);
  if (status === null) return "No connection. Try again.";
  return typeof detail === "string" ? detail : "The server could not do it. Try again.";
}

/** An act that was refused, in words. */
export function actProblemWords(status: number | null, document: unknown): string {
  const { detail, assignee } = membersOf(document);
  if (status === null) return "No connection. Try again.";
  if (status === 409 && typeof assignee === "string") return `${assignee} has this conversation already.`;
  if (status >= 500) return "The server could not do it. Try again.";
  return typeof detail === "string" ? detail : `The server refused it (${status}).`;
}

function membersOf(document: unknown): Record<string, unknown> {
  return typeof document === "object" && document !== null ? (document as Record<string, unknown>) : {};
}
