/** What told us whether somebody may be written to: a stored row of theirs, or a code of the provider. */

export const sourceOfRaw = (rawId: string): string => `raw:${rawId}`;

/** Whether they said so themselves. */
export const isOwnWord = ({ source }: { readonly source: string }): boolean => source.startsWith("raw:");
