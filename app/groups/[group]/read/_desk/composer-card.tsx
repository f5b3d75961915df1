// The place of the note that is being written among the cards. The composer itself is fetched when somebody begins to write.
"use client";

import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { noteForm } from "#app/groups/[group]/read/_desk/writing-parts.ts";

export function ComposerCard() {
  const part = usePart(true, noteForm);
  if (part) return <part.NoteForm />;
  return (
    <div className="rounded-lg border border-ink-soft bg-raised p-4 shadow-raised">
      <SkeletonText lines={4} />
    </div>
  );
}
