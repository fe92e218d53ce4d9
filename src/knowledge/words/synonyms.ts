import { termsOf } from "./words.ts";

/** Words of one line stand for one another: everyday English of software and bills, whatever the articles are about. */
const ALIKE = `price cost fee charge
  refund reimbursement reimburse
  cancel end terminate quit
  delete remove erase
  restore recover undelete
  setup turnon switchon enable activate
  turnoff switchoff disable deactivate
  invoice receipt
  largest biggest maximum max
  missing lost
  phone mobile smartphone cellphone
  invite add
  colleague teammate coworker member
  broken wrong
  yearly annual annually
  reset renew
  change switch update replace
  upgrade change
  downgrade change
  down outage offline
  buy purchase
  cryptocurrency crypto bitcoin
  create make
  mail email
  everyone everybody
  person human
  stored hosted kept
  refused declined rejected
  left remaining`;

const groups = new Map<string, Set<string>>();
for (const line of ALIKE.split("\n")) {
  const stems = [...termsOf(line)].map(({ stem }) => stem);
  for (const stem of stems) {
    const group = groups.get(stem) ?? new Set();
    for (const other of stems) if (other !== stem) group.add(other);
    groups.set(stem, group);
  }
}

const NONE: ReadonlySet<string> = new Set();

/** The stems of other words for the same; empty for most. */
export function synonymsOf(stem: string): ReadonlySet<string> {
  return groups.get(stem) ?? NONE;
}
