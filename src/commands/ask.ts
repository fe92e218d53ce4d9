// npm run ask -- "text"   one question through the core; the answer as JSON
import { runCommand } from "./run-command.ts";
import { untilSorted } from "./until-sorted.ts";

const question = process.argv.slice(2).join(" ").trim();

if (question === "") {
  process.stderr.write('usage: npm run ask -- "text"\n');
  process.exitCode = 2;
} else
  await runCommand(async ({ say, database }) => {
    const { conversationId, answers, escalated } = await say(question);
    await untilSorted(conversationId, database);
    const { category, severity, turns } = await database.outside.conversation.findUniqueOrThrow({
      where: { id: conversationId },
      include: { turns: { include: { toolCalls: { orderBy: { at: "asc" } } }, orderBy: { startedAt: "asc" } } },
    });
    const actions = turns.flatMap(({ toolCalls }) =>
      toolCalls.map(({ tool, input, result }) => ({ tool, input, result })),
    );
    const response = answers.join("\n\n");
    process.stdout.write(
      `${JSON.stringify({ response, actions, escalated, category, severity, conversationId }, null, 2)}\n`,
    );
  });
