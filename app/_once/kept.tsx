// An element whose inside the server writes and the browser keeps as it is: it travels once, as HTML, and React does not look into it.
// What changes in it later is changed in the page itself.
"use client";

import { type HTMLAttributes, type ReactNode, type RefObject, useEffect, useRef, useSyncExternalStore } from "react";

/** The same object at every render: with another, React would write it into the page again. */
const KEEP = { __html: "" };
const never = () => () => {};

export interface KeptProps extends Omit<HTMLAttributes<HTMLElement>, "children" | "dangerouslySetInnerHTML"> {
  as?: "div" | "ol";
  ref?: RefObject<HTMLDivElement | null>;
  /** Asked for on the server only: HTML of domain/text/render-chapter.ts and of nothing else, or what React is to write. */
  inside: () => { html: string } | { react: ReactNode };
}

export function Kept({ as = "div", inside, ...rest }: KeptProps) {
  if (typeof window !== "undefined") return <KeptAsItIs as={as} {...rest} />;
  const Tag = as as "div";
  const written = inside();
  if ("react" in written) return <Tag {...rest}>{written.react}</Tag>;
  return <Tag {...rest} dangerouslySetInnerHTML={{ __html: written.html }} />;
}

function KeptAsItIs({ as, ...rest }: Omit<KeptProps, "inside">) {
  const Tag = as as "div";
  const takenOver = useTakenOver();
  useEffect(() => {
    // Made in the browser, where nothing is known of its inside: only a new document has it.
    if (!takenOver) location.reload();
  }, [takenOver]);
  return <Tag {...rest} dangerouslySetInnerHTML={KEEP} suppressHydrationWarning />;
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
