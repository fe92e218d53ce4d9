import "../../style/knowledge.css";
import "../../style/findings.css";
import "../../style/markdown.css";
import "../../style/article.css";
import "../../style/editor.css";
import { useEffect, useState } from "preact/hooks";
import { createKnowledge, type Knowledge } from "../../help-centre/create-knowledge.ts";
import { KnowledgePage } from "./knowledge-page.tsx";
import type { KnowledgeProps } from "./knowledge-props.ts";

/** The knowledge of whoever is signed in, kept while he is in the inbox. */
export function KnowledgePlaceView({ me, place, inbox, status, onSignedOut }: KnowledgeProps) {
  const [knowledge, setKnowledge] = useState<Knowledge | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one as long as one operator is signed in
  useEffect(() => {
    const made = createKnowledge(me, status, onSignedOut);
    setKnowledge(made);
    return () => made.stop();
  }, [me]);
  const isHere = place !== null;
  useEffect(() => status.watched(isHere), [status, isHere]);
  if (!knowledge || !place) return null;
  return <KnowledgePage knowledge={knowledge} place={place} inbox={inbox} status={status} onSignedOut={onSignedOut} />;
}
