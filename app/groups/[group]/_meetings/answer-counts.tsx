// Who comes: in numbers on one line, or by name.
"use client";

import { useGroup } from "#app/_client/group.tsx";
import { Avatar } from "#app/_ui/avatar.tsx";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import type { Member } from "#domain/shapes/group.ts";
import { type Answer, answers as choices, type Meeting } from "#domain/shapes/meeting.ts";

/** Members by what they answered; those who have left are not counted. */
function byAnswer(given: Meeting["answers"], members: readonly Member[]): Record<Answer | "none", Member[]> {
  const answerOf = new Map(given.map(({ memberId, answer }) => [memberId, answer]));
  const sorted = Map.groupBy(members, (member) => answerOf.get(member.id) ?? "none");
  const of = (key: Answer | "none") => sorted.get(key) ?? [];
  return { yes: of("yes"), if_need_be: of("if_need_be"), no: of("no"), none: of("none") };
}

export function AnswerCounts({ answers, className }: { answers: Meeting["answers"]; className?: string }) {
  const t = useWords("meetings");
  const { group } = useGroup();
  const { yes, if_need_be: perhaps, no, none } = byAnswer(answers, group.members);
  return (
    <p className={classes("text-sm text-ink-soft", className)}>
      {t("answer.counts", { yes: yes.length, perhaps: perhaps.length, no: no.length, none: none.length })}
    </p>
  );
}

export function AnswerNames({ answers }: { answers: Meeting["answers"] }) {
  const t = useWords("meetings");
  const { group, me } = useGroup();
  const sorted = byAnswer(answers, group.members);
  return (
    <dl className="flex flex-col divide-y divide-line border-y border-line">
      {[...choices, "none" as const].map((answer) => (
        <div key={answer} className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="flex items-baseline gap-2">
            <span className={answer === "none" ? "text-ink-soft" : "font-medium"}>{t(`answer.rows.${answer}`)}</span>
            <span className="text-ink-soft tabular-nums">{t("answer.number", { count: sorted[answer].length })}</span>
          </dt>
          <dd>
            {sorted[answer].length === 0 ? (
              <span className="text-ink-faint">{t("answer.nobody")}</span>
            ) : (
              <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
                {sorted[answer].map((member) => (
                  <li key={member.id} className="flex min-w-0 items-center gap-2">
                    <Avatar name={member.name} id={member.id} size="small" named />
                    <bdi className="min-w-0 [overflow-wrap:anywhere]">{member.name}</bdi>
                    {member.id === me.memberId && <span className="text-sm text-ink-soft">({t("you")})</span>}
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
