import { type DestinationStream, type Logger, pino } from "pino";

/**
 * One line per thing that happened: ids, counts, outcomes. No customer text, no addresses, no secrets: what might carry
 * them, the words of foreign errors, is left out here, once for all.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: toSafeError }, timestamp: pino.stdTimeFunctions.isoTime };
  return destination ? pino(options, destination) : pino(options);
}

interface SafeError {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly cause?: SafeError;
}

const MOST_CAUSES = 5;

function toSafeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const isCode = (typeof code === "string" && /^[\w.-]{1,64}$/.test(code)) || typeof code === "number";
  const frames = framesOf(error);
  return {
    type: error.name === "Error" ? error.constructor.name : error.name,
    ...(isCode && { code: String(code) }),
    ...(!mayQuote(error) && { message: error.message }),
    ...(frames.length > 0 && { stack: frames.slice(0, 8).join("\n") }),
    ...(error.cause instanceof Error && depth < MOST_CAUSES && { cause: toSafeError(error.cause, depth + 1) }),
  };
}

/**
 * Classes whose messages quote their input, and all that descend from them: a parser its text, a database its values,
 * Prisma a whole call, a provider's client what the provider says about our request.
 */
const QUOTES_INPUT =
  /^(SyntaxError|ZodError|\$ZodError|DatabaseError|error|Prisma\w*|DriverAdapterError|URIError|RestException|APIError|DOMException)$/;

/** What the language itself says of a mistake in our code, and names nothing but our code. All else may quote a value. */
const ABOUT_CODE =
  /^(Cannot (read|set) properties of (undefined|null) \((reading|setting) '[A-Za-z_$][\w$]*'\)|[A-Za-z_$][\w$.]* is not (a function|a constructor|defined|iterable)|Maximum call stack size exceeded|Invalid time value|fetch failed|terminated)$/;

function mayQuote(error: Error): boolean {
  if (QUOTES_INPUT.test(error.name) || classesOf(error).some((name) => QUOTES_INPUT.test(name))) return true;
  const { code } = error as { code?: unknown };
  // Node's own: "The argument … must be …. Received '…'".
  const isNodes = typeof code === "string" && code.startsWith("ERR_");
  return (isNodes || error instanceof TypeError || error instanceof RangeError) && !ABOUT_CODE.test(error.message);
}

function classesOf(error: Error): string[] {
  const names: string[] = [];
  for (let type = Object.getPrototypeOf(error); type && type !== Error.prototype; type = Object.getPrototypeOf(type))
    names.push(String(type.constructor?.name));
  return names;
}

const FRAME = /^ {4}at .*(:\d+:\d+|<anonymous>|native)\)?$/;

/** Where it happened. The stack begins with the message, and a line of that may look like a place. */
function framesOf({ stack = "", message }: Error): string[] {
  const end = stack.indexOf(message);
  const places = end < 0 ? stack : stack.slice(end + message.length);
  return places.split("\n").filter((line) => FRAME.test(line));
}
