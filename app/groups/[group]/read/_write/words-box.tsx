// The box in which words of the margin are written in Markdown: a small toolbar with its keys, a preview, and names and tags offered as they are typed.
"use client";

import { type ClipboardEvent, type KeyboardEvent, useId, useState } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { RichText } from "#app/_client/rich.tsx";
import { FieldError } from "#app/_ui/field.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { VisuallyHidden } from "#app/_ui/visually-hidden.tsx";
import { useWords } from "#app/_words/words.tsx";
import { toBody } from "#app/groups/[group]/_talk/conversation.ts";
import { LinkRow } from "#app/groups/[group]/read/_write/link-row.tsx";
import { type Offer, useOffers } from "#app/groups/[group]/read/_write/offers.tsx";
import { type Tool, Toolbar, toolOfKey } from "#app/groups/[group]/read/_write/toolbar.tsx";
import { typedIn, typeInto } from "#app/groups/[group]/read/_write/type-into.ts";
import { writeMention, writePassageLink } from "#domain/text/rich.ts";
import { asLines, type Begun, begunAt, completed, emphasised, fitting, linked, type Typed } from "#domain/text/typing.ts";
import { whereTo } from "#domain/text/where-to.ts";

export const BODY_MOST = 20_000;

/** What was typed as the server keeps it: no space round it, no signs that no keyboard makes but a clipboard may hold, composed letters. */
export const toWords = (typed: string) => toBody(typed).normalize("NFC");

/** The most names or tags offered at once. */
const OFFERS_MOST = 8;

export interface WordsBoxProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Ctrl and Enter. */
  onSend: () => void;
  /** Esc, when nothing else is open in the box. */
  onEscape?: () => void;
  /** Takes a tag out of the words into the note's tags; without it no tags are offered. */
  onTag?: (tag: string) => void;
  rows?: number;
}

export function WordsBox({ id, label, value, onChange, onSend, onEscape, onTag, rows = 3 }: WordsBoxProps) {
  const t = useWords("composing");
  const { group, me } = useGroup();
  const listId = useId();
  const [previewed, setPreviewed] = useState(false);
  const [linking, setLinking] = useState<Typed>();
  const [begun, setBegun] = useState<Begun>();
  const box = () => document.getElementById(id) as HTMLTextAreaElement | null;
  const isTooLong = value.trim().length > BODY_MOST;

  function edit(change: (typed: Typed) => Typed) {
    const there = box();
    if (there) typeInto(there, change(typedIn(there)));
  }
  function use(tool: Tool) {
    const there = box();
    switch (tool) {
      case "bold":
        return edit((typed) => emphasised(typed, "**"));
      case "italic":
        return edit((typed) => emphasised(typed, "*"));
      case "quote":
        return edit((typed) => asLines(typed, "> "));
      case "list":
        return edit((typed) => asLines(typed, "- "));
      case "link":
        return setLinking(there ? typedIn(there) : undefined);
      case "preview":
        setPreviewed(!previewed);
        // The box comes back in the next frame.
        if (previewed) requestAnimationFrame(() => box()?.focus());
    }
  }
  /** Looks what is being typed at the caret. */
  function look() {
    const there = box();
    const found = there ? begunAt(typedIn(there)) : undefined;
    setBegun(found?.sign === "#" && !onTag ? undefined : found);
  }

  const offers = begun ? offersFor(begun) : [];
  const offered = useOffers(
    listId,
    begun?.sign === "#" ? t("offers.tags") : t("offers.people", { group: group.name }),
    begun && `${begun.sign}${begun.from} ${begun.typed}`,
    offers,
  );

  function offersFor(now: Begun): Offer[] {
    const take = (by: string) => {
      edit((typed) => completed(typed, now, by));
      setBegun(undefined);
    };
    if (now.sign === "@") {
      return fitting(group.members, ({ name }) => name, now.typed)
        .filter((member) => member.id !== me.memberId)
        .slice(0, OFFERS_MOST)
        .map((member) => ({ key: member.id, name: <bdi>{member.name}</bdi>, take: () => take(writeMention(member)) }));
    }
    const takeTag = (tag: string) => () => {
      onTag?.(tag);
      take("");
    };
    return fitting(group.tags, (tag) => tag, now.typed)
      .slice(0, OFFERS_MOST)
      .map((tag) => ({ key: tag, name: <bdi>{tag}</bdi>, take: takeTag(tag) }));
  }

  function keyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || offered.keyDown(event)) return;
    const tool = toolOfKey(event);
    if (tool) {
      event.preventDefault();
      return use(tool);
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
    } else if (event.key === "Escape" && onEscape) {
      event.preventDefault();
      event.nativeEvent.stopImmediatePropagation();
      onEscape();
    }
  }
  /** The address of a passage becomes a link to it. */
  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const to = whereTo(event.clipboardData.getData("text/plain"), location.origin);
    if (to?.is !== "passage") return;
    event.preventDefault();
    edit((typed) => linked(typed, t("link.words", { number: to.number }), (words) => writePassageLink(to, words)));
  }

  return (
    <div className="flex flex-col gap-1.5">
      <Toolbar controls={id} previewed={previewed} onUse={use} />
      {previewed ? (
        <section aria-label={t("tools.previewOf")} className="min-h-24 rounded-md border border-line bg-sheet px-3 py-2.5">
          {value.trim() === "" ? <p className="text-ink-faint">{t("tools.nothing")}</p> : <RichText text={value} />}
        </section>
      ) : (
        <div className="relative">
          <TextArea
            id={id}
            label={label}
            hideLabel
            rows={rows}
            value={value}
            {...offered.ties}
            aria-keyshortcuts="Control+Enter"
            onChange={(event) => {
              onChange(event.target.value);
              look();
            }}
            onSelect={look}
            onBlur={() => setBegun(undefined)}
            onKeyDown={keyDown}
            onPaste={paste}
            dir="auto"
          />
          {offered.list}
        </div>
      )}
      {isTooLong && <TooLong />}
      <VisuallyHidden role="status">
        {begun && t(begun.sign === "@" ? "offers.count" : "offers.tagCount", { count: offers.length })}
      </VisuallyHidden>
      {linking && (
        <LinkRow
          onInsert={(change) => {
            setLinking(undefined);
            const there = box();
            if (there) typeInto(there, change({ ...linking, text: there.value }));
          }}
          onCancel={() => {
            setLinking(undefined);
            box()?.focus();
          }}
        />
      )}
    </div>
  );
}

function TooLong() {
  const t = useWords("desk");
  const id = useId();
  return <FieldError id={id}>{t("writing.tooLong", { most: BODY_MOST })}</FieldError>;
}
