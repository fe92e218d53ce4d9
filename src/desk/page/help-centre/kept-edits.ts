import type { ArticleFields } from "../state/knowledge/article-fields.ts";
import { noFields } from "../state/knowledge/article-fields.ts";
import { type Edit, isChanged } from "../state/knowledge/article-state.ts";
import { keep, recall } from "../storage.ts";

const keyOf = (me: string, keptAs: string): string => `switchboard:knowledge:${me}:${keptAs}`;

/** What this operator had written there and not saved; null: nothing. */
export function recallEdit(me: string, keptAs: string): Edit | null {
  const found = recall(keyOf(me, keptAs));
  const { fields, began, over } = (found ?? {}) as Record<string, unknown>;
  const isEdit = areFields(fields) && areFields(began) && (over === null || typeof over === "string");
  return isEdit ? { fields, began, over, keptAs } : null;
}

export function keepEdit(me: string, edit: Edit): void {
  const { fields, began, over, keptAs } = edit;
  keep(keyOf(me, keptAs), isChanged(edit) ? { fields, began, over } : null);
}

export function forgetEdit(me: string, keptAs: string): void {
  keep(keyOf(me, keptAs), null);
}

function areFields(value: unknown): value is ArticleFields {
  if (typeof value !== "object" || value === null) return false;
  const { audience, ...others } = value as Record<string, unknown>;
  const isAudience = audience === null || audience === "public" || audience === "internal";
  const names = Object.keys(noFields).filter((name) => name !== "audience") as Exclude<
    keyof ArticleFields,
    "audience"
  >[];
  return isAudience && names.every((name) => typeof others[name] === typeof noFields[name]);
}
