import { closed, found, type Rule, text, user, withMessages } from "./rule.ts";

export const CITATION_RULES: readonly Rule[] = [
  {
    rule: "citations in a user's text",
    bad: withMessages(
      user(
        text("You said so.", {
          citations: [
            {
              type: "search_result_location",
              cited_text: "x",
              search_result_index: 0,
              source: "x",
              title: null,
              start_block_index: 0,
              end_block_index: 1,
            },
          ],
        }),
      ),
    ),
    says: "`citations` are not permitted",
    good: withMessages(user(text("You said so.", { citations: [] }))),
  },
  {
    rule: "some results cited, some not",
    bad: withMessages(user(found({ citations: { enabled: true } }), found(), text("Hi"))),
    says: "citations must be enabled on all or none",
    good: withMessages(
      user(found({ citations: { enabled: true } }), found({ citations: { enabled: true } }), text("Hi")),
    ),
  },
  {
    rule: "citations and a format",
    bad: {
      ...withMessages(user(found({ citations: { enabled: true } }), text("Hi"))),
      output_config: { format: { type: "json_schema", schema: closed({ a: { type: "string" } }) } },
    },
    says: "incompatible with citations",
    good: {
      ...withMessages(user(found(), text("Hi"))),
      output_config: { format: { type: "json_schema", schema: closed({ a: { type: "string" } }) } },
    },
  },
];
