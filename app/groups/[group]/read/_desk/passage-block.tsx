// One numbered passage of the page: its element by kind, its number in the margin, its words with their marks, and the way to its notes.
import type { ReactNode } from "react";
import { passageAnchor } from "#app/groups/[group]/read/_desk/addresses.ts";
import { NoteCount } from "#app/groups/[group]/read/_desk/note-count.tsx";
import { PassageHtml } from "#app/groups/[group]/read/_desk/passage-html.tsx";
import type { StoredPassage } from "#domain/shapes/book.ts";
import type { PassageKind } from "#domain/text/model.ts";

type BlockTag = "p" | "blockquote" | "li" | "div" | "figure" | "aside" | "pre" | "h2" | "h3" | "h4" | "h5" | "h6";

const tags: Record<Exclude<PassageKind, "heading">, BlockTag> = {
  paragraph: "p",
  quote: "blockquote",
  verse: "p",
  item: "li",
  table: "div",
  figure: "figure",
  formula: "div",
  note: "aside",
  code: "pre",
  rule: "div",
};
const headings = ["h2", "h3", "h4", "h5", "h6"] as const;

function tagOf({ kind, level = 2 }: StoredPassage["passage"]): BlockTag {
  return kind === "heading" ? (headings[Math.min(6, Math.max(2, level)) - 2] ?? "h2") : tags[kind];
}

const roles: Partial<Record<PassageKind, string>> = { note: "doc-footnote", rule: "separator" };

export interface PassageBlockProps {
  stored: StoredPassage;
  /** The inner HTML of the passage, marks painted. */
  html: string;
  /** Names of the passage and, for a table, of its box. */
  words: { passage: string; table: string };
}

export function PassageBlock({ stored, html, words }: PassageBlockProps): ReactNode {
  const { passage, number, id } = stored;
  const Tag = tagOf(passage);
  const attributes = {
    id: passageAnchor(number),
    className: "passage",
    role: roles[passage.kind],
    lang: passage.lang,
    dir: passage.dir,
    "data-passage": id,
    "data-number": number,
    "data-kind": passage.kind,
    "data-depth": passage.depth,
    "data-align": passage.align,
    "data-quoted": passage.quoted ? "" : undefined,
  };
  if (passage.kind === "rule") return <Tag {...attributes} />;
  return (
    <Tag {...attributes}>
      <a className="passage-number" href={`#${passageAnchor(number)}`} aria-label={words.passage} tabIndex={-1} data-out="">
        {number}
      </a>
      {passage.marker !== undefined && (
        <span className="marker" data-out="">
          {passage.marker}
        </span>
      )}
      {passage.kind === "table" ? (
        <PassageHtml as="div" html={html} className="table-scroll" scrollable={words.table} />
      ) : passage.kind === "figure" ? (
        <PassageHtml as="div" html={html} className="figure-words" />
      ) : (
        <PassageHtml html={html} />
      )}
      {stored.text !== "" && <NoteCount number={number} />}
    </Tag>
  );
}
