import { useRef, useState } from "preact/hooks";
import type { SandboxPlay } from "../create-sandbox.ts";
import type { Person } from "../state/people.ts";
import { personOf, type SandboxState } from "../state/sandbox-state.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";
import { PersonDialog } from "./person-dialog.tsx";

/** Whom of the customers one plays. */
export function PersonPicker({ play, state }: { readonly play: SandboxPlay; readonly state: SandboxState }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [edited, setEdited] = useState<Person | null>(null);
  const person = personOf(state);
  const edit = (whom: Person | null): void => {
    setEdited(whom);
    dialog.current?.showModal();
  };
  return (
    <div class="picker">
      <span class="quiet picker-label">You are</span>
      <fieldset class="people">
        <legend class="sr">Which customer you are</legend>
        {state.people.map(({ id, name }, index) => (
          <label key={id} class="person" title={name}>
            <input type="radio" name="who" checked={id === person.id} onChange={() => play.choose(id)} />
            <Avatar name={name} tone={index} />
            <span class="sr">{name}</span>
          </label>
        ))}
      </fieldset>
      <button type="button" class="person-name" title="Change name, number or address" onClick={() => edit(person)}>
        {person.name}
      </button>
      <button type="button" class="icon-button" aria-label="Be somebody else" onClick={() => edit(null)}>
        <Icon name="add" />
      </button>
      <PersonDialog key={edited?.id ?? "new"} dialog={dialog} person={edited} onMeet={play.meet} />
    </div>
  );
}
