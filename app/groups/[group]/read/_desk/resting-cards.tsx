// The cards of the margin as the server writes them, all folded, by passage. Nothing of this is carried to the browser; there live-cards.tsx takes its place when the margin is used.
"use client";

import { useGroup } from "#app/_client/group.tsx";
import { takeAside } from "#app/_once/aside.ts";
import { buttonLook } from "#app/_ui/button-look.ts";
import { useWords } from "#app/_words/words.tsx";
import { cardId, threadsId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { foldForPage } from "#app/groups/[group]/read/_desk/crowds.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { cardLook, FoldedCard, nameOfCard } from "#app/groups/[group]/read/_desk/folded-card.tsx";
import { isUnread } from "#app/groups/[group]/read/_desk/held-back.ts";

export function RestingCards() {
  const t = useWords("desk");
  const { pageId, notes } = useDesk();
  const { me } = useGroup();
  const reader = { me: me.memberId, seenTo: notes.seenTo };
  return foldForPage(takeAside(pageId, "notes")).map(({ on, shown, more }) => (
    <li key={on ?? "end"} id={on === undefined ? undefined : threadsId(on)} data-at={on} data-count={shown.length + more}>
      {shown.map((placed) => (
        <article
          key={placed.note.id}
          id={cardId(placed.note.id)}
          tabIndex={-1}
          data-note={placed.note.id}
          aria-label={nameOfCard(placed.note, t)}
          className={cardLook(false)}
        >
          <FoldedCard placed={placed} unread={isUnread(placed.note, reader)} t={t} />
        </article>
      ))}
      {more > 0 && on !== undefined && (
        <button type="button" data-unfolds={on} className={buttonLook("quiet", "small")}>
          {t(shown.length > 0 ? "margin.moreOn" : "margin.notesOn", { count: more, number: on })}
        </button>
      )}
    </li>
  ));
}
