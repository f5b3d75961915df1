// What somebody pasted, as a file like any other: with its formatting where the clipboard had it, else as plain text.

const FORBIDDEN = /[\\/:*?"<>|\p{Cc}]+/gu;

/** The fragment that was copied; programs put a whole page around it. */
function fragmentOf(html: string): string {
  return /<!--StartFragment-->([\s\S]*?)<!--EndFragment-->/i.exec(html)?.[1] ?? html;
}

function toMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Named after its title, so that it is known among the imports and a text without a title of its own has that one. */
export function pastedFile({ title, text, html }: { title: string; text: string; html?: string | undefined }): File {
  const name = title.replace(FORBIDDEN, " ").replace(/\s+/gu, " ").trim().slice(0, 200) || "pasted";
  if (html === undefined) return new File([text], `${name}.txt`, { type: "text/plain" });
  const head = `<meta charset="utf-8"><title>${toMarkup(title)}</title>`;
  const page = `<!DOCTYPE html><html><head>${head}</head><body>${fragmentOf(html)}</body></html>`;
  return new File([page], `${name}.html`, { type: "text/html" });
}
