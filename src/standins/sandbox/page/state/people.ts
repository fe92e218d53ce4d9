/** A customer whom one plays. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** E.164, or a short code. */
  readonly number: string;
  readonly address: string;
}

/** Numbers that authorities keep free for fiction, and domains that belong to nobody (RFC 2606, section 3). */
export const FIRST_PEOPLE: readonly Person[] = [
  { id: "ada", name: "Ada Lindqvist", number: "+12025550143", address: "ada@example.com" },
  { id: "joerg", name: "Jörg Müller", number: "+493023125042", address: "joerg.mueller@example.net" },
  { id: "maya", name: "Maya Okafor", number: "+447700900123", address: "maya@example.org" },
];

/** What is wrong with it, in words; null: nothing. */
export function problemWith({ name, number, address }: Omit<Person, "id">): string | null {
  if (name.trim() === "") return "A person needs a name.";
  if (!/^(\+[1-9]\d{6,14}|\d{3,8})$/.test(number)) return "The number must look like +12025550143.";
  if (!/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(address))
    return "The address must look like ada@example.com.";
  return null;
}

export function initialsOf(name: string): string {
  const [first, ...rest] = name.trim().split(/\s+/);
  return [first, rest.at(-1)].map((word) => Array.from(word ?? "")[0] ?? "").join("");
}
