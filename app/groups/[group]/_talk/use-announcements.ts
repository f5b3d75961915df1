// What comes in while one is here, said aloud in one bundle at most every ten seconds, so that a lively talk does not drown everything else.
"use client";

import { useEffect, useRef, useState } from "react";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { locales } from "#domain/catalogue/locales.ts";
import type { Message } from "#domain/shapes/chat.ts";
import { parseRich, richToText } from "#domain/text/rich.ts";

const APART_MS = 10_000;
const STAYS_MS = 6_000;
const WORDS_MOST = 160;

/** The sentence to put into a polite live region. `myId` is the reader's membership: their own messages are not announced. */
export function useAnnouncements(messages: readonly Message[], myId: string): string {
  const t = useWords("talk");
  const { format } = locales[useLocale()];
  const [said, setSaid] = useState("");
  const heard = useRef(messages.at(-1));
  const saidAt = useRef(0);
  const latest = useRef(messages);
  latest.current = messages;

  useEffect(() => {
    const last = messages.at(-1);
    if (!last || last.id === heard.current?.id) return;
    const timer = setTimeout(
      () => {
        const from = heard.current;
        const fresh = latest.current.filter((message) => isAfter(message, from) && message.author.id !== myId);
        heard.current = latest.current.at(-1);
        const [only] = fresh;
        if (!only) return;
        saidAt.current = Date.now();
        const authors = new Intl.ListFormat(format).format(new Set(fresh.map((message) => message.author.name)));
        const words = richToText(parseRich(only.body)).slice(0, WORDS_MOST);
        setSaid(
          fresh.length === 1 ? t("said", { author: only.author.name, words }) : t("saidMany", { count: fresh.length, authors }),
        );
      },
      Math.max(0, saidAt.current + APART_MS - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [messages, myId, format, t]);

  // Said once; it must not be found a second time by those who read through the page.
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), STAYS_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return said;
}

function isAfter(message: Message, other: Message | undefined): boolean {
  return !other || message.seq > other.seq || (message.seq === other.seq && message.place > other.place);
}
