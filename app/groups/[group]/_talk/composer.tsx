// Where a message is written: the passage it quotes, the words, and who will see them. What is typed stays on the device until it is sent.
"use client";

import { SendHorizontal, X } from "lucide-react";
import { type KeyboardEvent, type SubmitEvent, useEffect, useId, useState } from "react";
import { useDraft } from "#app/_client/drafts.ts";
import { useGroup } from "#app/_client/group.tsx";
import { quoteInChat, useQuotation } from "#app/_client/quoting.ts";
import { Button } from "#app/_ui/button.tsx";
import { classes } from "#app/_ui/classes.ts";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { useWords } from "#app/_words/words.tsx";
import { BODY_MOST, toBody } from "#app/groups/[group]/_talk/conversation.ts";
import { QuotationCard } from "#app/groups/[group]/_talk/quotation-card.tsx";
import type { Talk } from "#app/groups/[group]/_talk/use-talk.ts";

export interface ComposerProps {
  topicId: string;
  compact: boolean;
  onSend: Talk["send"];
}

export function Composer({ topicId, compact, onSend }: ComposerProps) {
  const t = useWords("talk");
  const { group } = useGroup();
  const [text, setText] = useDraft(`talk:${topicId}`);
  const quotation = useQuotation(group.id);
  const [fault, setFault] = useState<"wordsToo" | "tooLong">();
  const id = useId();
  const focus = () => document.getElementById(id)?.focus();

  // What was typed before the page was alive is in the box and nowhere else.
  useEffect(() => {
    const box = document.getElementById(id);
    if (box instanceof HTMLTextAreaElement && box.value !== "") setText(box.value);
  }, [id, setText]);

  // Whoever has just chosen a passage goes on by writing.
  useEffect(() => {
    if (quotation) document.getElementById(id)?.focus();
  }, [quotation, id]);

  function send(event?: SubmitEvent) {
    event?.preventDefault();
    const body = toBody(text);
    if (body.length > BODY_MOST) return setFault("tooLong");
    if (body === "") {
      focus();
      return setFault(quotation ? "wordsToo" : undefined);
    }
    setFault(undefined);
    onSend(body, quotation && { chapterId: quotation.chapterId, anchor: quotation.anchor });
    setText("");
    quoteInChat(group.id, undefined);
    focus();
  }

  function key(event: KeyboardEvent) {
    // On a touch screen Enter is the only way to a new line, and while letters are being composed it belongs to the keyboard.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || matchMedia("(pointer: coarse)").matches)
      return;
    event.preventDefault();
    send();
  }

  return (
    <form
      onSubmit={send}
      className={classes(
        "flex shrink-0 flex-col gap-2 border-t border-line pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))]",
        compact ? "px-1" : "px-5 sm:px-8",
      )}
    >
      {quotation && (
        <div className="flex flex-col gap-1">
          <p className="eyebrow">{t("quotation.waiting")}</p>
          <QuotationCard
            quotation={quotation}
            className="max-h-40 overflow-y-auto"
            action={
              <IconButton
                size="small"
                label={t("quotation.remove")}
                className="-me-1 -mt-1"
                onClick={() => {
                  quoteInChat(group.id, undefined);
                  focus();
                }}
              >
                <X aria-hidden />
              </IconButton>
            }
          />
        </div>
      )}
      <div className={classes("flex gap-2", fault ? "items-start" : "items-end")}>
        <TextArea
          id={id}
          label={t("compose.label", { group: group.name })}
          hideLabel
          placeholder={t("compose.placeholder")}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setFault(undefined);
          }}
          onKeyDown={key}
          rows={1}
          maxRows={compact ? 6 : 10}
          dir="auto"
          enterKeyHint="enter"
          className="min-w-0 grow"
          inputClassName="resize-none"
          {...(fault && { error: fault === "tooLong" ? t("compose.tooLong", { most: BODY_MOST }) : t("compose.wordsToo") })}
        />
        {/* Not a submit button: pressed before the page is alive, that would take what was typed away with the page. */}
        <Button variant="primary" onClick={() => send()} aria-label={t("compose.send")} className="min-h-11 max-sm:px-3">
          <SendHorizontal aria-hidden className="rtl:-scale-x-100" />
          {!compact && <span className="max-sm:hidden">{t("compose.send")}</span>}
        </Button>
      </div>
      <p className="flex flex-wrap justify-between gap-x-6 gap-y-1 text-sm text-ink-soft">
        <span>{t("visibleTo", { members: group.members.length, group: group.name })}</span>
        {!compact && <span className="coarse:hidden max-md:hidden">{t("compose.keys")}</span>}
      </p>
    </form>
  );
}
