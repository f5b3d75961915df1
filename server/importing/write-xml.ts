// Writing a sanitised tree back as XML.

/** An element to be written, with the names as they shall stand. */
export interface XmlOutput {
  name: string;
  attributes: [string, string][];
  children: (XmlOutput | string)[];
}

/** The element as XML text; everything that could be markup is escaped. */
export function writeXml(element: XmlOutput): string {
  const attributes = element.attributes
    .map(([name, value]) => ` ${name}="${escapeXml(value).replaceAll('"', "&quot;")}"`)
    .join("");
  if (element.children.length === 0) return `<${element.name}${attributes}/>`;
  const children = element.children.map((child) => (typeof child === "string" ? escapeXml(child) : writeXml(child))).join("");
  return `<${element.name}${attributes}>${children}</${element.name}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
