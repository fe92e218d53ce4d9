/** Where this folder says what happens. Ids, counts and PostgreSQL's own words; no customer text, no secrets. */
export interface DatabaseLog {
  info(about: Readonly<Record<string, string | number | boolean>>, message: string): void;
  warn(about: Readonly<Record<string, string | number | boolean>>, message: string): void;
}
