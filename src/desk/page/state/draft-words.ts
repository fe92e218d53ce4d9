/** What kind of thing nothing confirms, as the guard names it. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  amount: "An amount",
  percentage: "A percentage",
  duration: "A length of time",
  date: "A date",
  link: "A link",
  email: "An email address",
  phone: "A phone number",
  ticket: "A ticket number",
  claim: "Something said to be done",
  promise: "A promise",
  secret: "Something not meant for customers",
};

export function findingWords({ kind, text }: { readonly kind: string; readonly text: string }): string {
  return `${KIND_WORDS[kind] ?? "Something"}: ${text}`;
}
