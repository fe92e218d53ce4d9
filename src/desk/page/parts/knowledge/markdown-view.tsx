import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { type Block, type Inline, toMarkdownTree } from "../../state/knowledge/markdown-tree.ts";

interface MarkdownViewProps {
  /** Markdown of anybody. */
  readonly text: string;
  /** BCP 47; null: as the page. */
  readonly lang?: string | null;
}

/** Markdown as it is published, under the heading of an article, made of elements of our own alone. */
export function MarkdownView({ text, lang = null }: MarkdownViewProps) {
  const blocks = useMemo(() => toMarkdownTree(text), [text]);
  return (
    <div class="markdown" dir="auto" lang={lang ?? undefined}>
      {blocks.map(showBlock)}
    </div>
  );
}

function showBlock(block: Block, key: number): JSX.Element {
  switch (block.kind) {
    case "paragraph":
      return <p key={key}>{block.children.map(showInline)}</p>;
    case "heading": {
      const Heading = HEADINGS[block.depth] ?? "h6";
      return <Heading key={key}>{block.children.map(showInline)}</Heading>;
    }
    case "quote":
      return <blockquote key={key}>{block.blocks.map(showBlock)}</blockquote>;
    case "list": {
      const items = block.items.map((item, at) => <li key={at}>{item.map(showItemBlock)}</li>);
      return block.start === null ? (
        <ul key={key}>{items}</ul>
      ) : (
        <ol key={key} start={block.start}>
          {items}
        </ol>
      );
    }
    case "code":
      return (
        <pre key={key}>
          <code>{block.text}</code>
        </pre>
      );
    case "rule":
      return <hr key={key} />;
    case "table":
      return <TableView key={key} table={block} />;
  }
}

/** The title of the article is a heading of the second level. */
const HEADINGS: Readonly<Record<number, "h3" | "h4" | "h5" | "h6">> = { 1: "h3", 2: "h3", 3: "h4", 4: "h5" };

/** What an item begins with stands beside its mark. */
function showItemBlock(block: Block, at: number): JSX.Element {
  return block.kind === "paragraph" && at === 0 ? (
    <span key={at}>{block.children.map(showInline)}</span>
  ) : (
    showBlock(block, at)
  );
}

function TableView({ table: { head, rows } }: { readonly table: Extract<Block, { readonly kind: "table" }> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may be wider than the page, and then it scrolls
    <div class="table-frame" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={at} scope="col">
                {cell.map(showInline)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column}>{cell.map(showInline)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function showInline(inline: Inline, key: number): JSX.Element | string {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return <code key={key}>{inline.text}</code>;
    case "break":
      return <br key={key} />;
    case "strong":
      return <strong key={key}>{inline.children.map(showInline)}</strong>;
    case "emphasis":
      return <em key={key}>{inline.children.map(showInline)}</em>;
    case "deleted":
      return <del key={key}>{inline.children.map(showInline)}</del>;
    case "link": {
      const children = inline.children.map(showInline);
      if (inline.href.startsWith("#"))
        return (
          <a key={key} href={inline.href}>
            {children}
          </a>
        );
      return (
        <a key={key} href={inline.href} target="_blank" rel="noopener noreferrer">
          {children}
        </a>
      );
    }
  }
}
