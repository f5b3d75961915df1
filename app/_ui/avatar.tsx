// A person as their initials on one of a few quiet grounds, the same one everywhere. No picture is ever fetched.

import { classes } from "#app/_ui/classes.ts";

export interface AvatarProps {
  name: string;
  /** Chooses the ground; the name does when it is absent. */
  id?: string;
  size?: "small" | "normal" | "large";
  /** The name stands beside it already, so it is not read out twice. */
  named?: boolean;
  className?: string;
}

const sizes = { small: "size-6 text-2xs", normal: "size-8 text-xs", large: "size-12 text-lg" };
/* Thin enough for ink to hold on them: below the deepest tint of a mark. */
const grounds = [
  "bg-[color-mix(in_srgb,var(--highlight-tint)_38%,var(--sheet))]",
  "bg-[color-mix(in_srgb,var(--remark-tint)_38%,var(--sheet))]",
  "bg-[color-mix(in_srgb,var(--question-tint)_38%,var(--sheet))]",
  "bg-[color-mix(in_srgb,var(--objection-tint)_38%,var(--sheet))]",
  "bg-wash",
  "bg-rubric-wash",
];

/** First letters of the first and the last word, as readers of any script count letters. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = (word: string | undefined) => [...new Intl.Segmenter().segment(word ?? "")][0]?.segment ?? "";
  return (first(words[0]) + (words.length > 1 ? first(words.at(-1)) : "")).toLocaleUpperCase();
}

function groundOf(key: string): string {
  let sum = 0;
  for (const sign of key) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973;
  return grounds[sum % grounds.length] ?? "";
}

export function Avatar({ name, id, size = "normal", named = false, className }: AvatarProps) {
  return (
    <span
      {...(named ? { "aria-hidden": true } : { role: "img", "aria-label": name })}
      className={classes(
        "inline-grid shrink-0 place-items-center rounded-full border border-transparent font-medium tracking-wide text-ink select-none forced-colors:border-current",
        sizes[size],
        groundOf(id ?? name),
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
