import { isLoopback } from "./is-loopback.ts";

type Given = Readonly<Record<string, string | undefined>>;

/** Known to the interface, and without effect in this version. */
const NOT_YET = /^(SLACK_|PAGERDUTY_|ZENDESK_|FRESHDESK_|LINEAR_)/;

/** What is allowed and yet worth a word, of valid settings that are not empty. */
export function remarksOn(given: Given, sandbox: boolean): string[] {
  return [...withoutEffect(given, sandbox), ...weakSecrets(given), ...(sandbox ? inReach(given) : outOfReach(given))];
}

function withoutEffect(given: Given, sandbox: boolean): string[] {
  const notYet = Object.keys(given)
    .filter((name) => NOT_YET.test(name))
    .map((name) => `${name}: not part of this version yet`);
  const real = /^(TWILIO_|ANTHROPIC_|VOYAGE_|SUPPORT_EMAIL$|IMAP_|SMTP_|DATABASE_URL$)/;
  const shut = sandbox
    ? Object.keys(given)
        .filter((name) => real.test(name))
        .map((name) => `${name}: the sandbox talks to stand-ins only`)
    : [];
  const secret = sandbox && given["WIDGET_SECRET"] !== undefined;
  const idle = sandbox ? [] : idleVoyage(given);
  return [
    ...notYet,
    ...shut,
    ...idle,
    ...(secret ? ["WIDGET_SECRET: has no effect in the sandbox, which makes its own"] : []),
  ];
}

function idleVoyage({ EMBEDDINGS, ...others }: Given): string[] {
  if (EMBEDDINGS !== "local" && EMBEDDINGS !== "off") return [];
  const names = Object.keys(others).filter((name) => name.startsWith("VOYAGE_"));
  return names.map((name) => `${name}: has no effect with EMBEDDINGS=${EMBEDDINGS}`);
}

function weakSecrets({ API_TOKEN, OPERATOR_PASSWORD }: Given): string[] {
  return Object.entries({ API_TOKEN, OPERATOR_PASSWORD })
    .filter(([, secret]) => secret !== undefined && secret.length < 12)
    .map(([name]) => `${name}: has fewer than 12 characters, which is easily guessed`);
}

/** A sandbox is for whoever sits at its machine. */
function inReach({ HOST }: Given): string[] {
  return HOST === undefined || isLoopback(HOST)
    ? []
    : ["HOST: other machines reach the sandbox, which is for this one: SANDBOX=0 ends it, HOST=127.0.0.1 keeps it in"];
}

/** Settings that start without a complaint and then nobody is reached, or nobody gets in. */
function outOfReach({ PUBLIC_URL, TWILIO_ACCOUNT_SID, TWILIO_API_BASE_URL, ...others }: Given): string[] {
  const isTwilio = TWILIO_ACCOUNT_SID !== undefined && TWILIO_API_BASE_URL === undefined;
  const isLocal = PUBLIC_URL === undefined || isLoopback(new URL(PUBLIC_URL).hostname);
  const hasOperator = others["OPERATOR_EMAIL"] !== undefined || others["API_TOKEN"] !== undefined;
  return [
    ...(TWILIO_ACCOUNT_SID === undefined && others["SUPPORT_EMAIL"] === undefined
      ? ["Neither SMS nor email is turned on: customers reach only the widget. SANDBOX=1 turns on stand-ins for all."]
      : []),
    ...(isTwilio && isLocal ? ["PUBLIC_URL: is an address of this machine, where Twilio's webhooks do not get"] : []),
    ...(hasOperator
      ? []
      : ["OPERATOR_EMAIL, API_TOKEN: without one of them nobody can sign in but whom an earlier start has made"]),
  ];
}
