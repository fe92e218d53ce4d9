import type { ComponentChildren } from "preact";
import { type Block, type Inline, parseLinks, parseMarkdown } from "./parse-markdown.ts";

/** What the assistant wrote. Only elements that are named here can come of it. */
export function RichText({ text }: { readonly text: string }) {
  return <>{parseMarkdown(text).map(renderBlock)}</>;
}

/** What a human wrote. */
export function PlainText({ text }: { readonly text: string }) {
  return <p class="plain">{parseLinks(text).map(renderInline)}</p>;
}

// Pieces of a text are told apart by nothing but their place.
function renderBlock(block: Block, index: number): ComponentChildren {
  switch (block.kind) {
    case "paragraph":
      return <p key={index}>{block.children.map(renderInline)}</p>;
    case "heading":
      return (
        <p key={index} class="heading">
          {block.children.map(renderInline)}
        </p>
      );
    case "quote":
      return <blockquote key={index}>{block.children.map(renderInline)}</blockquote>;
    case "code":
      return (
        <pre key={index}>
          <code>{block.text}</code>
        </pre>
      );
    case "list": {
      const items = block.items.map((item, place) => <li key={place}>{item.map(renderInline)}</li>);
      if (block.start === null) return <ul key={index}>{items}</ul>;
      return (
        <ol key={index} start={block.start}>
          {items}
        </ol>
      );
    }
  }
}

function renderInline(inline: Inline, index: number): ComponentChildren {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return <code key={index}>{inline.text}</code>;
    case "strong":
      return <strong key={index}>{inline.children.map(renderInline)}</strong>;
    case "emphasis":
      return <em key={index}>{inline.children.map(renderInline)}</em>;
    case "link":
      return (
        <a key={index} href={inline.href} target="_blank" rel="noopener noreferrer nofollow">
          {inline.children.map(renderInline)}
        </a>
      );
  }
}
