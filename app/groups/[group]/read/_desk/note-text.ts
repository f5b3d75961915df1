// What a note says, read from the page it stands on: this one, or the page of another chapter.
"use client";

/** What a note says that begins with this block: it and what follows, up to the next marker, as HTML block by block. Nothing when no note begins there. */
export function noteFrom(block: Element | null): string[] | undefined {
  if (!block?.matches('[data-kind="note"]')) return undefined;
  const html: string[] = [];
  let one: Element | null = block;
  do {
    html.push(one.querySelector("[data-words]")?.innerHTML ?? "");
    one = one.nextElementSibling;
  } while (one?.matches('[data-kind="note"]') && !one.querySelector(".marker"));
  return html;
}

/** The page of another chapter, as a document that is not shown; undefined when it does not come. */
export async function fetchPage(address: string): Promise<Document | undefined> {
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => undefined);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
}

/** Where the note of a marker stands: the page, its chapter, and the id of its block there. */
export function noteOf(marker: HTMLAnchorElement): { pathname: string; chapterId: string; id: string } {
  const { pathname, hash } = new URL(marker.href);
  const [, chapterId = "", number = ""] = /\/read\/([0-9a-f-]{36})#p-(\d+)$/.exec(pathname + hash) ?? [];
  return { pathname, chapterId, id: `p-${number}` };
}
