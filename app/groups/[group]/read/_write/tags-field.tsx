// The tags of a note: those the group keeps as its own are offered first, others may be typed.
"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { iconButtonLook } from "#app/_ui/button-look.ts";
import { boxLook, Field } from "#app/_ui/field.tsx";
import { useWords } from "#app/_words/words.tsx";
import { useOffers } from "#app/groups/[group]/read/_write/offers.tsx";
import { TAGS_MOST } from "#domain/annotations/choices.ts";
import { fitting } from "#domain/text/typing.ts";

const OFFERS_MOST = 6;
const TAG_LONGEST = 40;

/** A tag as it is kept: one line, without "#" and commas. Empty when nothing is left of it. */
function asTag(typed: string): string {
  return typed
    .replace(/[#,\p{Cc}]/gu, " ")
    .trim()
    .replace(/\s+/g, " ")
    .slice(0, TAG_LONGEST)
    .toWellFormed()
    .normalize("NFC");
}

/** The tags with one more, if it is not there and there is room. */
export function withTag(tags: readonly string[], typed: string): string[] {
  const tag = asTag(typed);
  return tag === "" || tags.includes(tag) || tags.length >= TAGS_MOST ? [...tags] : [...tags, tag];
}

export interface TagsFieldProps {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
}

export function TagsField({ tags, onChange }: TagsFieldProps) {
  const t = useWords("composing");
  const { group } = useGroup();
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const words = asTag(typed ?? "");

  const take = (tag: string) => () => {
    onChange(withTag(tags, tag));
    setTyped("");
  };
  const own = fitting(
    group.tags.filter((tag) => !tags.includes(tag)),
    (tag) => tag,
    words,
  ).slice(0, OFFERS_MOST);
  const fresh = words !== "" && !own.includes(words) && !tags.includes(words);
  const offered = useOffers(`${id}-list`, t("offers.tags"), typed === undefined ? undefined : ` ${typed}`, [
    ...own.map((tag) => ({ key: tag, name: <bdi>{tag}</bdi>, take: take(tag) })),
    ...(fresh ? [{ key: " new", name: t("offers.newTag", { tag: words }), take: take(words) }] : []),
  ]);

  function keyDown(event: KeyboardEvent) {
    if (event.key === "Tab" && words === "") return;
    if (offered.keyDown(event) || event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault();
    if (event.key === "Backspace" && !typed && tags.length > 0) onChange(tags.slice(0, -1));
  }

  return (
    <div className="flex flex-col gap-1.5">
      {tags.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="flex items-center rounded-full bg-wash ps-2.5 text-sm">
              <bdi>{tag}</bdi>
              <button
                type="button"
                aria-label={t("tags.remove", { tag })}
                onClick={() => onChange(tags.filter((other) => other !== tag))}
                className={iconButtonLook("quiet", "small", "rounded-full text-sm")}
              >
                <X aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      {tags.length >= TAGS_MOST ? (
        <p className="text-sm text-ink-soft">{t("tags.most", { most: TAGS_MOST })}</p>
      ) : (
        <div className="relative">
          <Field id={id} label={t("tags.label")} hideLabel>
            {(ties) => (
              <input
                {...ties}
                {...offered.ties}
                role="combobox"
                aria-expanded={offered.list !== false}
                type="text"
                placeholder={t("tags.label")}
                autoComplete="off"
                dir="auto"
                value={typed ?? ""}
                onFocus={() => setTyped(typed ?? "")}
                onBlur={() => {
                  if (words !== "") onChange(withTag(tags, words));
                  setTyped(undefined);
                }}
                onChange={(event) => {
                  if (event.target.value.endsWith(",")) take(event.target.value)();
                  else setTyped(event.target.value);
                }}
                onKeyDown={keyDown}
                className={`${boxLook} min-h-9 text-sm coarse:min-h-11`}
              />
            )}
          </Field>
          {offered.list}
        </div>
      )}
    </div>
  );
}
