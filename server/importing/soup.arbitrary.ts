// Soups of tags, attributes, signs and characters, as no author but every careless tool writes them.
import fc from "fast-check";

const names =
  "p div span a em b i sup br hr h1 h2 h6 hgroup ul ol li dl dt dd table tr td th thead caption figure figcaption img svg image path use style script math mi mo mrow semantics pre blockquote aside section article nav ruby rt rb object iframe q code body html audio details x:y".split(
    " ",
  );
const attributes = fc.constantFrom(
  'id="a"',
  'id="b"',
  'id="n1"',
  'href="#a"',
  'href="#n1"',
  'href="javascript:x"',
  'href="https://example.org"',
  'href="b.xhtml#b"',
  'src="p.png"',
  'src="q.png"',
  'xlink:href="p.png"',
  'epub:type="noteref"',
  'epub:type="footnote"',
  'epub:type="endnotes"',
  'epub:type="pagebreak"',
  'epub:type="z3998:poem"',
  'epub:type="toc"',
  'role="doc-noteref"',
  'title="12"',
  'class="footnote"',
  'class="stanza poem"',
  'class="caption"',
  'class="pagenum"',
  'lang="fr"',
  'lang="???"',
  'dir="rtl"',
  'start="-5"',
  'colspan="9999"',
  'hidden="hidden"',
  'onclick="x"',
  'style="display:none"',
  'style="text-align:center"',
  'alt=" A\n B "',
);
const node = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...names), fc.array(attributes, { maxLength: 3 }))
      .map(([name, list]) => `<${name} ${[...new Map(list.map((one) => [one.split("=")[0], one])).values()].join(" ")}>`),
  },
  { weight: 2, arbitrary: fc.constantFrom(...names).map((name) => `</${name}>`) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "word ",
      "two words",
      "1",
      "[1]",
      "*",
      "* * *",
      " ",
      "\n",
      "\u00a0",
      "&nbsp;",
      "&amp;",
      "&bogus;",
      "&#0;",
      "&#xD800;",
      "\u0007",
      "\u2060",
      "\ud83d",
      "<",
      "<!--",
      "-->",
      "<![CDATA[x]]>",
      "漢字",
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...names).map((name) => `<${name}/>`) },
);
export const soupArbitrary = fc.array(node, { maxLength: 40 }).map((parts) => parts.join(""));
