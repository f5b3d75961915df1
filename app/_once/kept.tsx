// An element whose inside the server writes and the browser keeps as it is: it travels once, as HTML, and React does not look into it.
// What changes in it later is changed in the page itself.
"use client";

import { type HTMLAttributes, type ReactNode, type RefObject, useEffect, useRef, useSyncExternalStore } from "react";

/** The same object at every render: with another, React would write it into the page again. */
const KEEP = { __html: "" };
const never = () => () => {};

export interface KeptProps extends Omit<HTMLAttributes<HTMLElement>, "children" | "dangerouslySetInnerHTML"> {
  as?: "div" | "ol";
  /** By which it is found in the page: one of a kind there. */
  name: "text" | "contents" | "cards";
  ref?: RefObject<HTMLDivElement | null>;
  /** Asked for on the server only: HTML of domain/text/render-chapter.ts and of nothing else, or what React is to write. */
  inside: () => { html: string } | { react: ReactNode };
}

export function Kept({ as = "div", inside, ...rest }: KeptProps) {
  if (typeof window !== "undefined") return <KeptAsItIs as={as} {...rest} />;
  const Tag = as as "div";
  const { name, ...own } = rest;
  const written = inside();
  if ("react" in written)
    return (
      <Tag {...own} data-kept={name}>
        {written.react}
      </Tag>
    );
  return <Tag {...own} data-kept={name} dangerouslySetInnerHTML={{ __html: written.html }} />;
}

function KeptAsItIs({ as, name, ref, ...rest }: Omit<KeptProps, "inside">) {
  const Tag = as as "div";
  const own = useRef<HTMLDivElement>(null);
  const element = ref ?? own;
  const takenOver = useTakenOver();
  useEffect(() => {
    if (takenOver) return;
    // Made in the browser, where nothing is known of its inside: only a new document has it.
    const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    if (visit?.type !== "reload") return location.reload();
    // Made in the browser even so: something else changed the page before React saw it, and will do so again.
    void insideOf(name).then((inside) => element.current?.childNodes.length === 0 && element.current.append(...inside));
  }, [takenOver, name, element]);
  return <Tag {...rest} ref={element} data-kept={name} dangerouslySetInnerHTML={KEEP} suppressHydrationWarning />;
}

/** What the server writes in the kept element of this name on this page. */
async function insideOf(name: string): Promise<NodeListOf<ChildNode> | never[]> {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector(`[data-kept="${name}"]`)?.childNodes ?? [];
}

/** Whether this component was in the page when it came, and not made in the browser later. */
export function useTakenOver(): boolean {
  const now = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  return useRef(now).current;
}
