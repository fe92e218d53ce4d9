// npm run chat   one conversation in the terminal; exit, quit or bye ends it, and so does a handoff
import { createInterface } from "node:readline";
import { runCommand } from "./run-command.ts";

const FAREWELLS = new Set(["exit", "quit", "bye"]);

await runCommand(async ({ say, isStandIn }) => {
  const isTerminal = process.stdin.isTTY === true;
  if (isStandIn) print("(No ANTHROPIC_API_KEY: a stand-in for the model answers, from the knowledge base.)\n");
  print("Assistant: Hello! How can I help you today?\n");
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: isTerminal,
    prompt: "You: ",
  });
  let isOpen = true;
  lines.once("close", () => {
    isOpen = false;
  });
  lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (FAREWELLS.has(text.toLowerCase())) {
      print("Assistant: Thank you for getting in touch. Goodbye!\n");
      break;
    }
    if (text !== "") {
      const { answers, escalated } = await say(text);
      for (const answer of answers) print(`\nAssistant: ${answer}\n`);
      if (escalated) {
        print("\n(The conversation is with a human now.)\n");
        break;
      }
    }
    // What was piped in may have come to its end while the answer was on its way.
    if (isOpen) lines.prompt();
  }
  lines.close();
});

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
