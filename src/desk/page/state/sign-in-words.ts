/** Why nobody was signed in. `status` is null when there was no answer. */
export function signInWords(status: number | null, document: unknown): string {
  if (status === null) return "No connection to the server. Try again.";
  if (status === 401) return "The email address or the password is wrong.";
  if (status === 429) return `Too many attempts. Try again ${inMinutes(document)}.`;
  if (status >= 500) return "The server has a problem. Try again in a moment.";
  return "The server did not accept this.";
}

function inMinutes(document: unknown): string {
  const seconds = Number((document as { retryAfterSeconds?: unknown } | null)?.retryAfterSeconds);
  if (!(seconds > 0)) return "later";
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "in a minute" : `in ${minutes} minutes`;
}
