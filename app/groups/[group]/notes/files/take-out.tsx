// Which notes go out, and as what: a form that leads to the file, and sends nothing but its fields.
"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Checkbox } from "#app/_ui/checkbox.tsx";
import { RadioList } from "#app/_ui/radio-list.tsx";
import { Select } from "#app/_ui/select.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { ContentsEntry } from "#domain/shapes/book.ts";
import type { GroupHome } from "#domain/shapes/group.ts";
import { type ExportFormat, exportFormats, exportScopes, printLayouts } from "#domain/shapes/note-file.ts";

export interface TakeOutProps {
  group: Pick<GroupHome, "id" | "meetings" | "margin">;
  contents: readonly ContentsEntry[];
}

export function TakeOut({ group, contents }: TakeOutProps) {
  const t = useWords("noteFiles");
  const [scope, setScope] = useState<(typeof exportScopes)[number]>("mine");
  const [format, setFormat] = useState<ExportFormat>("markdown");
  const meetings = group.meetings.filter((meeting) => meeting.chapterIds.length > 0 && meeting.calledOffAt === undefined);
  const scopes = exportScopes.filter((one) => one !== "part" || meetings.length > 0);
  const isPage = format === "html";
  return (
    <section aria-labelledby="take-out" className="flex flex-col gap-5">
      <h2 id="take-out" className="font-text text-xl font-medium">
        {t("out.title")}
      </h2>
      <form
        method="get"
        action={`/notes/${group.id}/export`}
        {...(isPage && { target: "_blank" })}
        className="flex flex-col gap-6"
      >
        <RadioList
          name="scope"
          label={t("out.scope")}
          value={scope}
          onChange={(event) => setScope(scopes.find((one) => one === event.target.value) ?? "mine")}
          options={scopes.map((value) => ({ value, label: t(`out.scopes.${value}`) }))}
        />
        {scope === "chapter" && (
          <Select
            name="chapterId"
            label={t("out.chapter")}
            options={contents.map(({ id, title }) => ({ value: id, label: title }))}
          />
        )}
        {scope === "part" && (
          <Select
            name="meetingId"
            label={t("out.part")}
            options={meetings.map(({ id, title }) => ({ value: id, label: title }))}
          />
        )}
        <RadioList
          name="format"
          label={t("out.format")}
          value={format}
          onChange={(event) => setFormat(exportFormats.find((one) => one === event.target.value) ?? "markdown")}
          options={exportFormats.map((value) => ({
            value,
            label: t(`out.formats.${value}`),
            hint: t(`out.formatsAbout.${value}`),
          }))}
        />
        {isPage && (
          <Select
            name="layout"
            label={t("out.layout")}
            options={printLayouts.map((value) => ({ value, label: t(`out.layouts.${value}`) }))}
          />
        )}
        {scope !== "mine" && group.margin.spoilers === "soft" && (
          <Checkbox name="unopened" value="yes" label={t("out.unopened")} />
        )}
        {scope !== "mine" && group.margin.spoilers === "strict" && <p className="text-ink-soft">{t("out.unopenedStrict")}</p>}
        <Button type="submit" variant="primary" className="self-start">
          <Download aria-hidden />
          {t(isPage ? "out.open" : "out.take")}
        </Button>
      </form>
    </section>
  );
}
