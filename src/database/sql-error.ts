/** What PostgreSQL said about a statement that it refused. */
interface SqlError {
  /** Five characters: appendix A of PostgreSQL's manual. */
  readonly code: string;
  /** The name of the constraint or of the unique index. */
  readonly constraint: string | null;
}

/**
 * Whether a unique constraint or index refused a row; with a name, whether that one did.
 * @param name as in the database: `RawInbound_channel_externalId_key`.
 */
export function isUniqueViolation(error: unknown, name?: string): boolean {
  const refusal = sqlErrorOf(error);
  return refusal?.code === "23505" && (name === undefined || refusal.constraint === name);
}

/** Whether the transaction only had bad luck with others at the same time: 40001 is serialization, 40P01 a deadlock. */
export function isConflict(error: unknown): boolean {
  const code = sqlErrorOf(error)?.code;
  return code === "40001" || code === "40P01";
}

/**
 * PostgreSQL's error behind `error`, or null when there is none: behind Prisma's, behind the driver's own, and behind
 * whatever was thrown with one of these as its `cause`.
 */
function sqlErrorOf(error: unknown): SqlError | null {
  for (let current = error, depth = 0; isRecord(current) && depth < 8; depth += 1) {
    const found = fromDriver(current) ?? fromPrisma(current);
    if (found) return found;
    current = current["cause"];
  }
  return null;
}

/** `DatabaseError` of pg. */
function fromDriver({ code, severity, constraint }: Readonly<Record<string, unknown>>): SqlError | null {
  if (typeof code !== "string" || typeof severity !== "string") return null;
  return { code, constraint: typeof constraint === "string" ? constraint : null };
}

/** Prisma keeps what its adapter made of the error in `meta.driverAdapterError.cause`. */
function fromPrisma({ meta }: Readonly<Record<string, unknown>>): SqlError | null {
  const adapterError = isRecord(meta) ? meta["driverAdapterError"] : null;
  const cause = isRecord(adapterError) ? adapterError["cause"] : null;
  if (!isRecord(cause) || typeof cause["originalCode"] !== "string") return null;
  const constraint = isRecord(cause["constraint"]) ? cause["constraint"]["index"] : null;
  return { code: cause["originalCode"], constraint: typeof constraint === "string" ? constraint : null };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
