// What happens after the set-up form was sent, told step by step.
"use client";

import { Check, LoaderCircle } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { Demonstration } from "#app/set-up/[token]/use-demonstration.ts";

export type Step = "form" | "signing_in" | "not_signed_in" | "filling";

export interface StepsProps {
  step: "signing_in" | "filling";
  organisation: string;
  demonstration: Demonstration;
}

export function Steps({ step, organisation, demonstration }: StepsProps) {
  const t = useWords("entry");
  if (demonstration.fault)
    return (
      <Notice
        tone="warn"
        role="alert"
        title={t("setUp.notFilled")}
        actions={
          <>
            <Button onClick={demonstration.again}>{t("setUp.again")}</Button>
            <LinkButton href={`/branches/${demonstration.branchId}`} variant="primary">
              {t("setUp.toBranch")}
            </LinkButton>
          </>
        }
      >
        {demonstration.fault}
      </Notice>
    );
  const lines = [
    { text: t("setUp.done", { organisation }), done: true },
    { text: t("setUp.signingIn"), done: step === "filling" },
    ...(step === "filling" ? [{ text: t("setUp.filling"), done: false }] : []),
  ];
  return (
    <div role="status">
      <ol aria-label={t("setUp.steps")} className="flex flex-col gap-3">
        {lines.map((line) => (
          <li key={line.text} className="flex items-start gap-3">
            {line.done ? (
              <Check aria-hidden className="mt-0.5 size-5 shrink-0 text-ok" />
            ) : (
              <LoaderCircle
                aria-hidden
                className="mt-0.5 size-5 shrink-0 animate-spin text-ink-soft motion-reduce:animate-none"
              />
            )}
            <span className="min-w-0 [overflow-wrap:anywhere]">{line.text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
