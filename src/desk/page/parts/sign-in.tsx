import { useState } from "preact/hooks";
import { signInWords } from "../state/sign-in-words.ts";
import { signIn } from "../wire/api.ts";
import { ApiError } from "../wire/call.ts";

export function SignIn({ onSignedIn }: { readonly onSignedIn: (name: string) => void }) {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function submit(form: FormData): Promise<void> {
    setAsking(true);
    setProblem(null);
    try {
      onSignedIn(await signIn(field(form, "email"), field(form, "password")));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(signInWords(error.status, error.document));
      setAsking(false);
    }
  }
  return (
    <main class="sign-in">
      <form
        class="sign-in-card"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget)).catch(reportError);
        }}
      >
        <span class="logo" aria-hidden="true" />
        <h1>Switchboard</h1>
        <p class="quiet">Sign in to the inbox.</p>
        <label>
          Email
          <input name="email" type="email" autocomplete="username" required maxLength={320} />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="current-password" required maxLength={1_024} />
        </label>
        <p class="problem" role="alert">
          {problem}
        </p>
        <button class="primary" type="submit" disabled={isAsking}>
          {isAsking ? "Signing in…" : "Sign in"}
        </button>
      </form>
    </main>
  );
}

function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
