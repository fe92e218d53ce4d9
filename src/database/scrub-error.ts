import { Prisma } from "./generated/client.ts";

/**
 * The error without what it quotes: Prisma puts all arguments of a query that it refuses into the message, and
 * PostgreSQL the whole row that a check refuses into the detail. Both are customers' words, and errors are logged.
 */
export function scrubError(error: unknown): unknown {
  if (error instanceof Prisma.PrismaClientValidationError) return withoutArguments(error);
  if (error instanceof Prisma.PrismaClientKnownRequestError) dropDetail(error);
  if (error instanceof Error && error.cause !== undefined) error.cause = scrubError(error.cause);
  return error;
}

/** The message ends with what is wrong, after an empty line: "Argument `at`: Invalid value provided. Expected …". */
function withoutArguments({ message, clientVersion }: Prisma.PrismaClientValidationError): Error {
  const [, call] = /Invalid `(.*?)` invocation/.exec(message) ?? [];
  const [wrong] = message.split("\n\n").slice(-1);
  return new Prisma.PrismaClientValidationError(`${call ?? "A query"} was refused. ${wrong?.trim()}`, {
    clientVersion,
  });
}

function dropDetail({ meta }: Prisma.PrismaClientKnownRequestError): void {
  const adapterError = meta?.["driverAdapterError"];
  if (!(adapterError instanceof Error) || typeof adapterError.cause !== "object" || !adapterError.cause) return;
  if ("detail" in adapterError.cause) delete adapterError.cause.detail;
}
