import { asksForSecrets } from "./after/asks-secrets.ts";
import { falseClaims } from "./after/claims.ts";
import { type Confirmed, confirmedBy, readSource, valuesIn } from "./after/confirmed.ts";
import { confirmingDates } from "./after/dates.ts";
import { addressesIn, endsOf, strayAddresses } from "./after/destinations.ts";
import { confirmedPhones } from "./after/identifiers.ts";
import { normalText } from "./after/normal-text.ts";
import { falsePromises, forbiddenPhrases, isCommitment } from "./after/promises.ts";
import { remembering } from "./after/remembering.ts";
import { secretsIn } from "./after/secrets.ts";
import { sentencesOf } from "./after/sentences.ts";
import type { Value } from "./after/value.ts";
import type { Destinations, Evidence, Finding, Guard } from "./guard.ts";
import type { GuardRules } from "./guard-rules.ts";

/**
 * What in an answer nothing confirms: figures are compared by value, in any of the languages the assistant writes; links
 * by their host and page; what was done by the tools that did it.
 */
export function createAfter(
  { forbiddenPromises }: Pick<GuardRules, "forbiddenPromises">,
  destinations: Destinations,
): Guard["after"] {
  const ends = endsOf(destinations);
  const known = new WeakMap<Evidence, Confirmed>();
  const read = remembering(MOST_SOURCES, (source) => readSource(source, ends));

  function confirmed(evidence: Evidence): Confirmed {
    const before = known.get(evidence);
    if (before) return before;
    const now = confirmedBy(evidence, ends, read);
    known.set(evidence, now);
    return now;
  }

  return (draft, evidence) => {
    const text = normalText(draft);
    const { values, bySources, addresses, sayings } = confirmed(evidence);
    const written = addressesIn(text, ends);
    const sentences = sentencesOf(text);
    return distinct([
      ...strayAddresses(written, destinations, addresses),
      ...valuesIn(written.rest, "draft")
        .filter((value) => !isConfirmed(value, values))
        .map(toFinding),
      ...sentences.flatMap((sentence) => falseClaims(sentence, evidence, sayings)),
      ...sentences.flatMap((sentence) => falsePromises(sentence, sayings)),
      ...sentences.filter(isCommitment).flatMap((sentence) => ownTimes(sentence, bySources)),
      ...forbiddenPhrases(text, forbiddenPromises),
      ...sentences.flatMap((sentence) => asksForSecrets(sentence, sayings)),
      ...secretsIn(draft, evidence),
    ]);
  };
}

/** As many passages as customers ask about in a while; each is a few KB, and takes some milliseconds to read. */
const MOST_SOURCES = 500;

const toFinding = ({ kind, text }: Value): Finding => ({ kind, text });

/** By when we do something is for a source to say, however often the customer has said it. */
function ownTimes(sentence: string, bySources: ReadonlySet<string>): readonly Finding[] {
  return valuesIn(sentence, "draft")
    .filter((value) => (value.kind === "duration" || value.kind === "date") && !isConfirmed(value, bySources))
    .map(({ text }) => ({ kind: "promise", text }));
}

function isConfirmed({ kind, keys, text }: Value, values: ReadonlySet<string>): boolean {
  return confirmingKeys(kind, keys, text).some((key) => values.has(key));
}

function confirmingKeys(kind: Value["kind"], keys: readonly string[], text: string): readonly string[] {
  if (kind === "date") return confirmingDates(keys);
  // A number with a country's code is confirmed by the number without.
  return kind === "phone" && text.startsWith("+") ? confirmedPhones(keys) : keys;
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ kind, text }) => {
    const key = `${kind} ${text}`;
    return !seen.has(key) && seen.add(key);
  });
}
