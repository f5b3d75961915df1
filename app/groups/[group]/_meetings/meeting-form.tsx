// Scheduling a meeting, or revising one: its name, its time by the clock of a place, where it is, what to read.
"use client";

import type { ReactNode } from "react";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { Button } from "#app/_ui/button.tsx";
import { LinkButton } from "#app/_ui/link-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { ChaptersField } from "#app/groups/[group]/_meetings/chapters-field.tsx";
import { type Decided, useMeetingForm } from "#app/groups/[group]/_meetings/use-meeting-form.ts";
import { ZoneField } from "#app/groups/[group]/_meetings/zone-field.tsx";
import type { GroupHome } from "#domain/shapes/group.ts";

export interface MeetingFormProps {
  group: Pick<GroupHome, "id" | "book">;
  /** The meeting that is revised; without it, a new one is scheduled. */
  meetingId?: string;
  /** What the fields stand at first. Without a zone it is the reader's own, without a time it is empty. */
  start: Partial<Pick<Decided, "local" | "zone">> & Omit<Decided, "local" | "zone">;
  /** Where "not now" leads. */
  back: string;
}

export function MeetingForm({ group, meetingId, start, back }: MeetingFormProps) {
  const t = useWords("meetings");
  const ui = useWords("ui");
  const { form, fault, formFault, busy } = useMeetingForm(group.id, meetingId);
  const when = fault("local").error;
  return (
    <form {...form} className="flex max-w-2xl flex-col gap-8 pt-8">
      <FormFault>{formFault}</FormFault>
      <TextField
        name="title"
        label={t("form.title")}
        defaultValue={start.title}
        required
        autoComplete="off"
        dir="auto"
        {...fault("title")}
      />
      <FieldGroup title={t("when")} hint={meetingId !== undefined && t("form.timeHint")}>
        <div className="grid gap-5 sm:grid-cols-3">
          <TextField
            name="date"
            type="date"
            label={t("form.date")}
            defaultValue={start.local?.slice(0, 10)}
            required
            {...(when && { error: when })}
          />
          <TextField
            name="time"
            type="time"
            label={t("form.time")}
            defaultValue={start.local?.slice(11)}
            required
            aria-invalid={when ? true : undefined}
          />
          <TextField
            name="minutes"
            type="number"
            label={t("form.minutes")}
            defaultValue={start.minutes}
            min={10}
            max={1440}
            step={5}
            required
            {...fault("minutes")}
          />
        </div>
        <ZoneField name="zone" {...(start.zone && { defaultValue: start.zone })} {...fault("zone")} />
      </FieldGroup>
      <FieldGroup title={t("form.where")}>
        <TextField
          name="place"
          label={t("form.place")}
          hint={t("form.placeHint")}
          optional={ui("optional")}
          defaultValue={start.place}
          autoComplete="off"
          dir="auto"
          {...fault("place")}
        />
        <TextField
          name="link"
          type="url"
          label={t("form.link")}
          hint={t("form.linkHint")}
          optional={ui("optional")}
          defaultValue={start.link}
          autoComplete="off"
          dir="ltr"
          {...fault("link")}
        />
      </FieldGroup>
      {group.book ? (
        <ChaptersField
          name="chapters"
          contents={group.book.contents}
          language={group.book.language}
          defaultValue={start.chapterIds}
        />
      ) : (
        <p className="text-ink-soft">{t("form.noBook")}</p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={busy}>
          {t(meetingId === undefined ? "form.schedule" : "form.revise")}
        </Button>
        <LinkButton href={back} variant="quiet">
          {t("form.cancel")}
        </LinkButton>
      </div>
    </form>
  );
}

function FieldGroup({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-5">
      <legend className="mb-4 font-text text-xl font-medium">{title}</legend>
      {hint && <p className="-mt-4 text-ink-soft">{hint}</p>}
      {children}
    </fieldset>
  );
}
