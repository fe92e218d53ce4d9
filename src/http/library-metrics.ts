import type { Meter } from "../meter.ts";
import type { Makers } from "./assistant-metrics.ts";

/** The articles as this process has them. */
export function libraryMetrics(make: Makers): Pick<Meter, "libraryRead"> {
  const articles = make.gauge("knowledge_articles", "Articles, by who may read them; drafts are read by nobody", [
    "audience",
  ]);
  const broken = make.gauge("knowledge_problems", "Files of articles that cannot be used", []);
  return {
    libraryRead({ problems, ...counts }) {
      for (const [audience, count] of Object.entries(counts)) articles.set({ audience }, count);
      broken.set(problems);
    },
  };
}
