// The words of a passage outside the text itself, for instance in a footnote's leaf: the HTML of domain/text/render.ts, which is safe by construction.

/** `html` comes from renderPassage, by way of the page, and from nowhere else. */
export function PassageHtml({ html }: { html: string }) {
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}
