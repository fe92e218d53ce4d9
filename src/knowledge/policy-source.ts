import { type Policy, readPolicy } from "./policy.ts";

/** The rules as they are now. */
export interface PolicySource {
  readonly current: Policy;
  stop(): void;
}

/** @throws {PolicyError} when the file is broken at the start. */
export async function openPolicy({ dir }: { readonly dir: string }): Promise<PolicySource> {
  const current = await readPolicy(dir);
  return { current, stop() {} };
}
