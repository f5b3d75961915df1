// What people wrote in Markdown, as elements. The tree of domain/text/rich.ts is closed, so nothing else can come out of it.
import { Fragment, type ReactNode, useMemo } from "react";
import { useGroupAround } from "#app/_client/group.tsx";
import { classes } from "#app/_ui/classes.ts";
import { passageAnchor } from "#domain/text/links.ts";
import { parseRich, type Rich, type RichInline } from "#domain/text/rich.ts";

/** Shows Markdown. Every block takes its direction from its own first letter, so that a note may be in another script than the page. */
export function RichText({ text, className }: { text: string; className?: string }) {
  const tree = useMemo(() => parseRich(text), [text]);
  return <div className={classes("rich flex flex-col gap-[0.6em] break-words", className)}>{tree.map(block)}</div>;
}

function block(node: Rich, key: number): ReactNode {
  switch (node.t) {
    case "paragraph":
      return (
        <p key={key} dir="auto">
          {node.c.map(inline)}
        </p>
      );
    case "quote":
      return (
        <blockquote key={key} className="flex flex-col gap-[0.6em] border-s-2 border-line-strong ps-3 text-ink-soft">
          {node.c.map(block)}
        </blockquote>
      );
    case "list": {
      const items = node.items.map((item, index) => (
        <li key={index} dir="auto">
          {item.map((inside, at) =>
            inside.t === "paragraph" ? <Fragment key={at}>{inside.c.map(inline)}</Fragment> : block(inside, at),
          )}
        </li>
      ));
      if (node.start === undefined) {
        return (
          <ul key={key} className="list-disc ps-5">
            {items}
          </ul>
        );
      }
      return (
        <ol key={key} start={node.start} className="list-decimal ps-6">
          {items}
        </ol>
      );
    }
    case "code":
      return (
        <pre key={key} className="overflow-x-auto rounded-md bg-wash px-3 py-2 font-mono text-[0.9em]" dir="ltr">
          <code>{node.text}</code>
        </pre>
      );
  }
}

/** Somebody of the group by the name they have now; myself so that I see it. */
function Mention({ memberId, name }: { memberId: string; name: string }) {
  const open = useGroupAround();
  const now = open?.group.members.find(({ id }) => id === memberId)?.name ?? name;
  return (
    <bdi className={classes("rounded-sm px-0.5 font-medium", memberId === open?.me.memberId ? "bg-rubric-wash" : "bg-wash")}>
      {`@${now}`}
    </bdi>
  );
}

/** A way into a book of the group; outside of a group only its words. */
function PassageLink({ chapterId, number, children }: { chapterId: string; number: number; children: ReactNode }) {
  const open = useGroupAround();
  if (!open) return children;
  return (
    <a href={`/groups/${open.group.id}/read/${chapterId}#${passageAnchor(number)}`} className="link">
      {children}
    </a>
  );
}

function inline(node: RichInline, key: number): ReactNode {
  if (typeof node === "string") return node;
  switch (node.t) {
    case "strong":
      return <strong key={key}>{node.c.map(inline)}</strong>;
    case "em":
      return <em key={key}>{node.c.map(inline)}</em>;
    case "code":
      return (
        <code key={key} className="rounded-sm bg-wash px-1 font-mono text-[0.9em]">
          {node.text}
        </code>
      );
    case "br":
      return <br key={key} />;
    case "mention":
      return <Mention key={key} memberId={node.memberId} name={node.name} />;
    case "passage":
      return (
        <PassageLink key={key} chapterId={node.chapterId} number={node.number}>
          {node.c.map(inline)}
        </PassageLink>
      );
    case "a":
      return (
        <a key={key} href={node.href} target="_blank" rel="noopener noreferrer nofollow" className="link">
          {node.c.map(inline)}
        </a>
      );
  }
}
