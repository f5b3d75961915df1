// The words of a passage: the HTML of domain/text/render.ts, which is safe by construction. The one place where HTML is set from a string.
// To React it is one opaque block; the marks in it are repainted by paint.ts.

export interface PassageHtmlProps {
  as?: "span" | "div";
  /** From renderPassage, and from nowhere else. */
  html: string;
  className?: string;
  /** A box that can be scrolled is a stop of the keyboard, and has a name. */
  scrollable?: string;
}

export function PassageHtml({ as: Tag = "span", html, className, scrollable }: PassageHtmlProps) {
  const box = scrollable === undefined ? {} : { role: "group", "aria-label": scrollable, tabIndex: 0 };
  return <Tag className={className} {...box} data-words="" dangerouslySetInnerHTML={{ __html: html }} suppressHydrationWarning />;
}
