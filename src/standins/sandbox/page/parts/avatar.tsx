import { initialsOf } from "../state/people.ts";

/** `tone`: one of five colours of the style sheet, for whoever has no picture. */
export function Avatar({ name, tone }: { readonly name: string; readonly tone: number }) {
  return (
    <span class={`avatar tone-${tone % 5}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
