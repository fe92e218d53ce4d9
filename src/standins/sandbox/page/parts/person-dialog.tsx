import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { type Person, problemWith } from "../state/people.ts";

interface PersonDialogProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  /** Null: somebody new. */
  readonly person: Person | null;
  onMeet(person: Person): void;
}

/** Who somebody is: to the phone company, to his mail server, and to the site. */
export function PersonDialog({ dialog, person, onMeet }: PersonDialogProps) {
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <dialog ref={dialog} class="dialog is-narrow" aria-labelledby="person-title">
      <h2 id="person-title">{person ? "This customer" : "Another customer"}</h2>
      <form
        method="dialog"
        onSubmit={(event) => {
          const fields = new FormData(event.currentTarget);
          const field = (name: string): string => {
            const value = fields.get(name);
            return typeof value === "string" ? value.trim() : "";
          };
          const number = field("number").replaceAll(/[\s().-]/g, "");
          const met = { name: field("name"), number, address: field("address") };
          const found = problemWith(met);
          setProblem(found);
          if (found === null) onMeet({ id: person?.id ?? `person-${Date.now()}`, ...met });
          else event.preventDefault();
        }}
      >
        <label>
          Name
          <input name="name" defaultValue={person?.name ?? ""} maxLength={80} autocomplete="off" />
        </label>
        <label>
          Phone number
          <input name="number" type="tel" defaultValue={person?.number ?? "+1"} maxLength={24} autocomplete="off" />
        </label>
        <label>
          Mail address
          <input name="address" type="email" defaultValue={person?.address ?? ""} maxLength={200} autocomplete="off" />
        </label>
        <p class="problem" role="alert">
          {problem}
        </p>
        <div class="dialog-foot">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="primary">
            {person ? "Save" : "Be this customer"}
          </button>
        </div>
      </form>
    </dialog>
  );
}
