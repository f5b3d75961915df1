// Sends the form of a meeting, says at the field what the calendar refuses, and tells whoever planned when changing clocks touch the time.
"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { useApiClient } from "#app/_client/api.ts";
import { refusalIn, useSentences } from "#app/_client/errors.ts";
import { type FormState, useForm } from "#app/_forms/use-form.ts";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { clockChange } from "#app/groups/[group]/_meetings/clock-change.ts";
import { meetingPath } from "#app/groups/[group]/_nav/places.ts";
import { NewMeeting } from "#domain/shapes/meeting.ts";

const Fields = NewMeeting.omit({ id: true, meetingId: true, groupId: true });
export type Decided = z.output<typeof Fields>;

/** Refusals that are about one field. */
const fieldOf = { zone_unknown: "zone", time_invalid: "local" } as const;

export function useMeetingForm(groupId: string, meetingId?: string): FormState {
  const t = useWords("meetings");
  const api = useApiClient();
  const router = useRouter();
  const toast = useToast();
  const sentences = useSentences();
  const [refused, setRefused] = useState<Record<string, string>>({});

  const state = useForm({
    shape: Fields,
    read: fieldsOf,
    async send(values, { id, madeId }) {
      setRefused({});
      try {
        const stored = await (meetingId === undefined
          ? api.meeting.schedule.mutate({ id, meetingId: madeId, groupId, ...values })
          : api.meeting.revise.mutate({ id, meetingId, groupId, ...values }));
        const change = clockChange(values.local, stored);
        const noteId = `clocks-${stored.id}`;
        if (!change) toast.close(noteId);
        else {
          const times = { said: values.local.slice(11), stored: stored.local.slice(11) };
          toast.say({ text: t(`clocks.${change}`, times), seconds: 0, id: noteId });
        }
        router.push(meetingPath(groupId, stored.id));
        return "leaving";
      } catch (thrown) {
        const reason = refusalIn(thrown)?.reason;
        const field = reason && reason in fieldOf ? fieldOf[reason as keyof typeof fieldOf] : undefined;
        if (!field) throw thrown;
        setRefused({ [field]: sentences.of(thrown) });
        return undefined;
      }
    },
  });

  useEffect(() => {
    if (Object.keys(refused).length > 0) state.form.ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused, state.form.ref]);

  // What the shapes say of a missing time or a link that is none would not help here.
  const own: Record<string, string> = { local: t("form.whenWrong"), link: t("form.linkWrong"), minutes: t("form.minutesWrong") };
  return {
    ...state,
    fault(field) {
      const found = state.fault(field).error;
      const error = refused[field] ?? (found && (own[field] ?? found));
      return error ? { error } : {};
    },
  };
}

/** The fields as the shape wants them: day and hour are one reading of the clock. */
function fieldsOf(data: FormData): unknown {
  const text = (name: string) => String(data.get(name) ?? "");
  return {
    title: text("title"),
    local: `${text("date")}T${text("time").slice(0, 5)}`,
    zone: text("zone"),
    minutes: Number(text("minutes")),
    place: text("place"),
    link: text("link").trim(),
    chapterIds: data.getAll("chapters").map(String),
  };
}
