// Says to those who listen what arrived in the margin: politely, all of some seconds in one sentence, and without moving the keyboard.
"use client";

import { useEffect, useRef, useState } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { useWords } from "#app/_words/words.tsx";
import { arrivedBetween, type Heard } from "#app/groups/[group]/read/_desk/arrivals.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";

/** So much is gathered before it is said, and said at most so often. */
const GATHER_MS = 3_000;

export function ArrivalStatus() {
  const t = useWords("desk");
  const { placed, fresh, whole } = useDesk().notes;
  const { me } = useGroup();
  const heard = useRef<Heard>(undefined);
  const gathered = useRef({ notes: 0, replies: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [said, setSaid] = useState("");

  useEffect(() => {
    if (!whole) return;
    const before = heard.current ?? { placed, fresh };
    heard.current = { placed, fresh };
    const arrived = arrivedBetween(before, heard.current, me.memberId);
    if (arrived.notes + arrived.replies === 0) return;
    gathered.current.notes += arrived.notes;
    gathered.current.replies += arrived.replies;
    // The same sentence again would be no change, and not be said.
    setSaid("");
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const { notes, replies } = gathered.current;
      gathered.current = { notes: 0, replies: 0 };
      const [one, other] = [t("arrived.notes", { count: notes }), t("arrived.replies", { count: replies })];
      setSaid(notes > 0 && replies > 0 ? t("arrived.both", { notes: one, replies: other }) : notes > 0 ? one : other);
    }, GATHER_MS);
  }, [placed, fresh, whole, me.memberId, t]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <div role="status" className="sr-only">
      {said}
    </div>
  );
}
