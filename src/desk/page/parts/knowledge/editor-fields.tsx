import type { ArticleFields } from "../../state/knowledge/article-fields.ts";
import type { Audience } from "../../state/knowledge/shapes.ts";

interface EditorFieldsProps {
  readonly fields: ArticleFields;
  readonly isNew: boolean;
  readonly isLocked: boolean;
  readonly onChange: (change: Partial<ArticleFields>) => void;
}

/** What is said of an article before its text. */
export function EditorFields({ fields, isNew, isLocked, onChange }: EditorFieldsProps) {
  const text = (name: "title" | "slug" | "url" | "tags" | "language", label: string, about: string) => (
    <label class={`field field-${name}`}>
      <span>{label}</span>
      <input
        value={fields[name]}
        placeholder={about}
        readOnly={isLocked || (name === "slug" && !isNew)}
        maxLength={name === "url" || name === "tags" ? 2_000 : 300}
        {...(name === "url" && { inputMode: "url", spellcheck: false })}
        onInput={(event) => onChange({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <div class="fields">
      {text("title", "Title", "What a customer would ask")}
      {text("slug", "Name", "as-a-file-name")}
      {text("url", "Address", "https://… where customers can read it")}
      {text("tags", "Tags", "other words for it, with commas between")}
      {text("language", "Language", "en")}
      <AudienceField audience={fields.audience} isLocked={isLocked} onChange={(audience) => onChange({ audience })} />
      <label class="field-draft">
        <input
          type="checkbox"
          checked={fields.draft}
          disabled={isLocked}
          onChange={(event) => onChange({ draft: event.currentTarget.checked })}
        />
        <span>
          Draft <span class="quiet">(nobody finds it)</span>
        </span>
      </label>
    </div>
  );
}

interface AudienceFieldProps {
  readonly audience: Audience | null;
  readonly isLocked: boolean;
  readonly onChange: (audience: Audience) => void;
}

const CHOICES = [
  ["public", "Customers"],
  ["internal", "Operators only"],
] as const;

function AudienceField({ audience, isLocked, onChange }: AudienceFieldProps) {
  return (
    <fieldset class="modes field-audience">
      <legend>Who may read it</legend>
      {CHOICES.map(([value, label]) => (
        <label key={value} class="mode">
          <input
            type="radio"
            name="audience"
            checked={audience === value}
            disabled={isLocked}
            onChange={() => onChange(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
