// The one style sheet of a printed page of notes. It stands in the file, and its hash in the page's policy; it names no font or picture from elsewhere.

export const PRINT_CSS = `
@page{margin:18mm 16mm}
*{box-sizing:border-box}
body{font:11pt/1.5 Literata,Georgia,serif;color:#1d1a16;background:#fff;max-width:48rem;margin:2rem auto;padding:0 1rem}
body.margin{max-width:62rem}
h1{font-size:1.6rem;line-height:1.2;margin:0}
h2{font-size:1.25rem;margin:2.5rem 0 1rem;break-after:avoid}
h3{font-size:1rem;margin:2rem 0 .5rem;break-after:avoid}
.by,.lead{margin:.3rem 0;color:#5a534a}
.row{display:block}
.margin .row{display:grid;grid-template-columns:minmax(0,1fr) 17rem;gap:1.5rem}
.passage{position:relative;margin:0 0 .6rem;padding-inline-start:2.2rem;orphans:2;widows:2}
.passage.heading{font-weight:600}
.passage.quote,.passage.verse{margin-inline-start:1.5rem}
.number{position:absolute;inset-inline-start:0;color:#8a8175;font-size:.75em}
sup{line-height:0;font-size:.7em}
mark{background:#f6ecd0;color:inherit;border-bottom:1px solid #b5472f}
.note{font:9.5pt/1.4 Inter,system-ui,sans-serif;margin:0 0 .8rem;padding-inline-start:.7rem;border-inline-start:2px solid #b5472f;break-inside:avoid}
.note p{margin:.2rem 0;overflow-wrap:anywhere}
.facts{color:#5a534a;font-size:.92em}
.note blockquote{margin:.3rem 0;padding-inline-start:.7rem;border-inline-start:1px solid #cfc6b8;font-family:Literata,Georgia,serif}
.note.question{border-inline-start-style:double;border-inline-start-width:4px}
.note.objection{border-inline-start-style:dashed}
.note.definition{border-inline-start-style:dotted}
.reply{margin-inline-start:.8rem}
.reply[data-depth="2"]{margin-inline-start:1.6rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
a{color:inherit}
@media (max-width:44rem){.margin .row{display:block}}
@media print{body{margin:0;max-width:none;padding:0}a{text-decoration:none}}
`.replaceAll("\n", "");
