// What is said of the whole book: title, subtitle, authors, language.
"use client";

import { useMemo, useState } from "react";
import { Select } from "#app/_ui/select.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { LineField } from "#app/branches/[branch]/imports/[import]/line-field.tsx";
import type { ReviewState } from "#app/branches/[branch]/imports/[import]/use-review.ts";
import { locales } from "#domain/catalogue/locales.ts";
import type { Review } from "#domain/shapes/book.ts";
import { foldLine } from "#domain/text/fold.ts";

/** Offered beside the language the file names. */
const LANGUAGES =
  "ar bg bn ca cs cy da de el en en-GB en-US eo es et eu fa fi fr ga he hi hr hu id is it ja ko ku lt lv mk ms nb nl pl pt pt-BR ro ru sk sl sq sr sv sw ta th tr uk ur vi zh zh-Hant".split(
    " ",
  );
const AUTHORS_MOST = 50;

export interface BookFieldsProps {
  review: Review;
  step: ReviewState["step"];
  /** It is a corrected text: its title and authors are the shelf's. */
  isCorrection: boolean;
  languageError: string | undefined;
}

export function BookFields({ review, step, isCorrection, languageError }: BookFieldsProps) {
  const t = useWords("review");
  const ui = useWords("ui");
  const { format } = locales[useLocale()];
  const { title, subtitle = "", language } = review;
  const languages = useMemo(() => languagesIn(format, language), [format, language]);
  return (
    <section aria-labelledby="book" className="flex flex-col gap-4">
      <h2 id="book" className="font-text text-xl font-medium">
        {t("book.title")}
      </h2>
      {isCorrection ? (
        <p className="text-ink-soft">{t("book.stays")}</p>
      ) : (
        <>
          <LineField
            label={t("book.name")}
            required
            maxLength={300}
            value={title}
            onLine={(line) => step((was) => ({ ...was, title: line }), "title")}
          />
          <LineField
            label={t("book.subtitle")}
            optional={ui("optional")}
            maxLength={300}
            value={subtitle}
            onLine={(line) => step(({ subtitle: _was, ...was }) => ({ ...was, ...(line && { subtitle: line }) }), "subtitle")}
          />
          <Authors authors={review.authors} onAuthors={(authors) => step((was) => ({ ...was, authors }), "authors")} />
          <Select
            label={t("book.language")}
            value={language}
            onChange={(event) => step((was) => ({ ...was, language: event.target.value }))}
            options={[{ value: "und", label: t("book.unknownLanguage") }, ...languages]}
            {...(languageError && { error: languageError })}
          />
        </>
      )}
    </section>
  );
}

/** The languages that are offered, and the book's own, by their names in the language of the page. */
function languagesIn(format: string, own: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(format, { type: "language" });
  const known = LANGUAGES.includes(own) || own === "und" ? LANGUAGES : [own, ...LANGUAGES];
  const { compare } = new Intl.Collator(format);
  return known.map((value) => ({ value, label: nameOf(names, value) })).toSorted((one, other) => compare(one.label, other.label));
}

/** A tag that is none is shown as it stands, so that it can be seen and changed. */
function nameOf(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function Authors({ authors, onAuthors }: { authors: readonly string[]; onAuthors: (authors: string[]) => void }) {
  const t = useWords("review");
  const ui = useWords("ui");
  const value = authors.join("\n");
  const [typed, setTyped] = useState<{ text: string; makes: string }>();
  return (
    <TextArea
      label={t("book.authors")}
      hint={t("book.authorsHint")}
      optional={ui("optional")}
      rows={1}
      dir="auto"
      value={typed?.makes === value ? typed.text : value}
      onChange={(event) => {
        const names = authorsIn(event.target.value);
        setTyped({ text: event.target.value, makes: names.join("\n") });
        if (names.join("\n") !== value) onAuthors(names);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

function authorsIn(text: string): string[] {
  return text
    .split("\n")
    .map((name) => foldLine(name).normalize("NFC").slice(0, 200))
    .filter((name) => name !== "")
    .slice(0, AUTHORS_MOST);
}
