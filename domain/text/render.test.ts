// The HTML of passages: what it shows, what it never holds, and that marks change nothing but marks.
import { type ChildNode, type Element, isTag, isText } from "domhandler";
import fc from "fast-check";
import { parseDocument } from "htmlparser2";
import { describe, expect, test } from "vitest";
import { type Mark, mergeMarks } from "../anchoring/marks.ts";
import { canonicalText, visible } from "./canonical.ts";
import type { Inline, Passage } from "./model.ts";
import { passageArbitrary } from "./passage.arbitrary.ts";
import { plainPassage, renderPassage } from "./render.ts";
import type { SpokenMarks } from "./spoken-marks.ts";

const options = { imageBase: "/images/" };
const html = (...content: Inline[]) => renderPassage({ content }, options);

/** Canonical text counted in HTML, in the way the page does it. */
function counted(markup: string): string {
  let row = 0;
  let cell = 0;
  const read = (node: ChildNode): string => {
    if (isText(node)) return visible(node.data);
    if (!isTag(node) || "data-out" in node.attribs) return "";
    if (node.attribs["data-text"] !== undefined) return node.attribs["data-text"];
    if (node.name === "br") return "\n";
    let before = "";
    if (node.name === "tr") {
      before = row++ > 0 ? "\n" : "";
      cell = 0;
    } else if (node.name === "td" || node.name === "th") before = cell++ > 0 ? "\t" : "";
    return before + node.children.map(read).join("");
  };
  return parseDocument(markup).children.map(read).join("");
}

function elementsIn(markup: string): Element[] {
  const inside = (nodes: ChildNode[]): Element[] => nodes.filter(isTag).flatMap((node) => [node, ...inside(node.children)]);
  return inside(parseDocument(markup).children);
}

const kinds = ["question", "objection", "remark", "highlight"];
const marksArbitrary: fc.Arbitrary<Mark[]> = fc
  .array(fc.record({ start: fc.nat(60), long: fc.integer({ min: 1, max: 40 }), kind: fc.constantFrom(...kinds) }), {
    maxLength: 12,
  })
  .map((spans) =>
    mergeMarks(
      spans.map(({ start, long, kind }) => ({ start, end: start + long, kind, id: "x" })),
      100,
    ),
  );

describe("what is shown", () => {
  test.each<[string, Inline[], string]>([
    ["text is escaped", ['a < b & "c" > d'], 'a &lt; b &amp; "c" &gt; d'],
    ["elements keep language and direction", [{ t: "em", c: ["x"], lang: "de", dir: "rtl" }], '<em lang="de" dir="rtl">x</em>'],
    ["small capitals are a class", [{ t: "span", c: ["Lenin"], caps: true }], '<span class="caps">Lenin</span>'],
    [
      "a web link opens apart and tells nothing",
      [{ t: "a", c: ["x"], href: "https://example.org/?a&b" }],
      '<a href="https://example.org/?a&amp;b" rel="noopener noreferrer nofollow" target="_blank">x</a>',
    ],
    [
      "a mail link stays",
      [{ t: "a", c: ["x"], href: "mailto:a@example.org" }],
      '<a href="mailto:a@example.org" rel="noopener noreferrer nofollow">x</a>',
    ],
    ["a link that runs a script is only its text", [{ t: "a", c: ["x"], href: "javascript:alert(1)" }], "x"],
    ["a link within the book leads to the passage", [{ t: "a", c: ["x"], to: "3.12" }], '<a href="#p-3.12">x</a>'],
    [
      "there is no link in a link",
      [{ t: "a", to: "1.1", c: ["x", { t: "a", to: "1.2", c: ["y"] }, { t: "noteref", label: "1", to: "9.1" }] }],
      '<a href="#p-1.1">xy<span class="noteref" data-out>1</span></a>',
    ],
    [
      "a note marker is shown but does not count",
      ["x", { t: "noteref", label: "<1>", to: "9.1" }],
      'x<a class="noteref" href="#p-9.1" role="doc-noteref" data-out>&lt;1&gt;</a>',
    ],
    [
      "ruby readings are shown but do not count",
      [{ t: "ruby", c: ["資", { t: "rt", c: ["し"] }] }],
      "<ruby>資<rt data-out>し</rt></ruby>",
    ],
    [
      "pictures are loaded late",
      [{ t: "img", name: "ab.png", alt: 'A "b"', width: 3, height: 4 }],
      '<img src="/images/ab.png" alt="A &quot;b&quot;" width="3" height="4" loading="lazy" decoding="async">',
    ],
    ["line breaks at the end do not count", ["a", { t: "br" }, "b", { t: "br" }], "a<br>b<br data-out>"],
    [
      "a formula brings its plain reading",
      [{ t: "math", mathml: '<math display="block" onclick="x()"><mi>x</mi></math>', text: "x", display: true }],
      '<span class="formula-block" data-text="x"><math display="block"><mi>x</mi></math></span>',
    ],
    [
      "a formula with anything else in it is only its plain reading",
      [{ t: "math", mathml: "<math><mi><img src=x onerror=y></mi></math>", text: "x < y" }],
      '<span class="formula" data-text="x &lt; y">x &lt; y</span>',
    ],
  ])("%s", (_, content, markup) => {
    expect(html(...content)).toBe(markup);
  });

  test("links go where the caller says, or nowhere", () => {
    const content: Inline[] = [
      { t: "a", c: ["x"], to: "1.1" },
      { t: "a", c: ["y"], to: "2.1" },
      { t: "noteref", label: "1", to: "9.1" },
    ];
    const linkTo = (key: string) => (key === "1.1" ? "/books/1/2#p-1.1" : undefined);
    const noteHref = (key: string) => `#note-${key}`;
    expect(renderPassage({ content }, { ...options, linkTo, noteHref })).toBe(
      '<a href="/books/1/2#p-1.1">x</a>y<a class="noteref" href="#note-9.1" role="doc-noteref" data-out>1</a>',
    );
    expect(renderPassage({ content: content.slice(0, 1) }, { ...options, linkTo: () => "javascript:x" })).toBe("x");
    expect(renderPassage({ content: content.slice(0, 1) }, { ...options, linkTo: () => "//elsewhere.example" })).toBe("x");
  });

  test("a table is written whole", () => {
    const rows = [{ header: true as const, cells: [{ content: ["Year"] }] }, { cells: [{ content: ["1917"], colspan: 2 }] }];
    expect(renderPassage({ content: [], rows }, options)).toBe(
      '<table><tbody><tr><th scope="col">Year</th></tr><tr><td colspan="2">1917</td></tr></tbody></table>',
    );
  });

  test("an element of a later version is its text", () => {
    const stored: Inline[] = JSON.parse('["a ",{"t":"blink","c":["b"]},{"t":"video"}," c"]');
    expect(html(...stored)).toBe("a b c");
  });

  test("plain text has the marker, and says what a picture shows", () => {
    expect(plainPassage({ content: ["Peace", { t: "noteref", label: "1", to: "9.1" }], marker: "1." })).toBe("1. Peace");
    expect(plainPassage({ content: [{ t: "img", name: "a.png", alt: "A map" }] })).toBe("A map");
  });
});

describe("what is heard of marks", () => {
  const content: Inline[] = ["ab", { t: "em", c: ["cd"] }, "ef"];
  const written = (marks: Mark[], spoken: SpokenMarks) => renderPassage({ content }, { imageBase: "/", marks, spoken });
  const mark = (start: number, end: number, depth = 1): Mark => ({ start, end, depth, kind: "remark" });

  test("nothing, where the reader wants none", () => {
    expect(written([mark(0, 2)], { silent: true })).toBe('<mark data-d="1" data-k="remark" role="none">ab</mark><em>cd</em>ef');
  });

  test("where a marked stretch begins and ends, once however many pieces it has, and it is no part of the text", () => {
    const edges = { begins: "[", ends: "]" };
    const [begins, ends] = ['<span class="mark-edge" data-out>[</span>', '<span class="mark-edge" data-out>]</span>'];
    const piece = (depth: number) => `<mark data-d="${depth}" data-k="remark">`;
    expect(written([mark(1, 3), mark(3, 5, 2)], { edges })).toBe(
      `a${piece(1)}${begins}b</mark><em>${piece(1)}c</mark>${piece(2)}d</mark></em>${piece(2)}e${ends}</mark>f`,
    );
    fc.assert(
      fc.property(passageArbitrary, marksArbitrary, (passage, marks) => {
        const spoken = renderPassage(passage, { imageBase: "/", marks, spoken: { edges } });
        expect(counted(spoken)).toBe(counted(renderPassage(passage, { imageBase: "/", marks })));
      }),
    );
  });
});

describe("marks", () => {
  const mark = (start: number, end: number): Mark => ({ start, end, depth: 1, kind: "remark" });
  const open = '<mark data-d="1" data-k="remark">';
  test.each<[string, Inline[], Mark[], string]>([
    ["lie around the element they cover", ["ab", { t: "em", c: ["cd"] }, "ef"], [mark(1, 5)], `a${open}b<em>cd</em>e</mark>f`],
    [
      "are split where an element begins inside",
      ["ab", { t: "em", c: ["cd"] }, "ef"],
      [mark(1, 3)],
      `a${open}b</mark><em>${open}c</mark>d</em>ef`,
    ],
    [
      "are split where an element ends inside",
      ["ab", { t: "em", c: ["cd"] }, "ef"],
      [mark(3, 5)],
      `ab<em>c${open}d</mark></em>${open}e</mark>f`,
    ],
    [
      "go on over a note marker",
      ["ab", { t: "noteref", label: "1", to: "9" }, "cd"],
      [mark(1, 3)],
      `a${open}b<a class="noteref" href="#p-9" role="doc-noteref" data-out>1</a>c</mark>d`,
    ],
    [
      "leave out a note marker at their end",
      ["ab", { t: "noteref", label: "1", to: "9" }, "cd"],
      [mark(0, 2)],
      `${open}ab</mark><a class="noteref" href="#p-9" role="doc-noteref" data-out>1</a>cd`,
    ],
    [
      "lie around ruby with its reading",
      [{ t: "ruby", c: ["資", { t: "rt", c: ["し"] }] }, "論"],
      [mark(0, 1)],
      `${open}<ruby>資<rt data-out>し</rt></ruby></mark>論`,
    ],
    [
      "do not stretch over a reading inside ruby",
      [{ t: "ruby", c: ["資本", { t: "rt", c: ["し"] }, "論"] }],
      [mark(1, 3)],
      `<ruby>資${open}本</mark><rt data-out>し</rt>${open}論</mark></ruby>`,
    ],
    [
      "take a formula whole",
      ["a", { t: "math", mathml: "<math><mi>x</mi></math>", text: "xyz" }, "b"],
      [mark(2, 3)],
      `a${open}<span class="formula" data-text="xyz"><math><mi>x</mi></math></span></mark>b`,
    ],
    ["end with the passage", ["abc"], [mark(1, 3)], `a${open}bc</mark>`],
    ["do not count soft hyphens", ["a\u00adbc"], [mark(1, 2)], `a\u00ad${open}b</mark>c`],
    [
      "touch without a gap",
      ["abcd"],
      [mark(0, 2), { ...mark(2, 3), depth: 2 }],
      `${open}ab</mark><mark data-d="2" data-k="remark">c</mark>d`,
    ],
  ])("%s", (_, content, marks, markup) => {
    expect(renderPassage({ content }, { ...options, marks })).toBe(markup);
  });

  test("any marks change nothing but marks, and cover the characters they name", () => {
    fc.assert(
      fc.property(passageArbitrary, marksArbitrary, (passage, marks) => {
        const painted = renderPassage(passage, { ...options, marks });
        expect(painted.replace(/<\/?mark[^>]*>/g, "")).toBe(renderPassage(passage, options));

        const text = canonicalText(passage);
        const inside: string[] = [];
        let at = 0;
        const read = (node: ChildNode, depth: string): void => {
          if (isText(node)) for (const _ of visible(node.data).split("")) inside[at++] = depth;
          if (!isTag(node) || "data-out" in node.attribs) return;
          const formula = node.attribs["data-text"];
          if (node.name === "br" || formula !== undefined) {
            at += formula?.length ?? 1;
            return;
          }
          if (/^t[dhr]$/.test(node.name) && node.prev !== null) at++;
          for (const child of node.children) read(child, node.attribs["data-d"] ?? depth);
        };
        for (const node of parseDocument(painted).children) read(node, "0");
        expect(at).toBe(text.length);
        for (const [offset, depth] of inside.entries()) {
          if (depth !== undefined)
            expect(depth).toBe(String(marks.find((one) => one.start <= offset && offset < one.end)?.depth ?? 0));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("what is counted in the HTML is the canonical text", () => {
    fc.assert(
      fc.property(passageArbitrary, marksArbitrary, (passage, marks) => {
        expect(counted(renderPassage(passage, { ...options, marks }))).toBe(canonicalText(passage));
      }),
      { numRuns: 300 },
    );
  });
});

describe("printed pages", () => {
  const label = (text: string) =>
    `<span class="page-label" role="doc-pagebreak" aria-label="Page ${text}" data-out>${text}</span>`;
  const render = (passage: Pick<Passage, "content" | "rows" | "pages">, marks: Mark[] = []) =>
    renderPassage(passage, { ...options, marks, pageName: (page) => `Page ${page}` });

  test("are shown where they begin, in the order of their places", () => {
    const pages = [
      { label: "13", at: 9 },
      { label: "12", at: 4 },
    ];
    expect(render({ content: ["one two three"], pages })).toBe(`one ${label("12")}two t${label("13")}hree`);
  });

  test("are not shown where nobody says what they are called", () => {
    expect(renderPassage({ content: ["one"], pages: [{ label: "1", at: 1 }] }, options)).toBe("one");
  });

  test("stand before a link, a ruby, a formula or a picture that they begin in, and at the end when nothing follows", () => {
    const page = (content: Inline[], at: number) => render({ content, pages: [{ label: "1", at }] });
    expect(page(["a ", { t: "a", c: ["link"], href: "https://a.example/" }], 4)).toMatch(/^a <span[^>]*>1<\/span><a /);
    expect(page([{ t: "ruby", c: ["資本", { t: "rt", c: ["しほん"] }] }], 1)).toMatch(/^<span[^>]*>1<\/span><ruby>資本<rt/);
    expect(page([{ t: "img", name: "a.png", alt: "" }], 0)).toMatch(/^<span[^>]*>1<\/span><img /);
    expect(page(["end"], 3)).toBe(`end${label("1")}`);
    expect(page([], 0)).toBe(label("1"));
  });

  test("follow the note marker of the word before them, and do not part a mark", () => {
    const content: Inline[] = ["word", { t: "noteref", label: "1", to: "9.1" }, " next"];
    expect(render({ content, pages: [{ label: "7", at: 4 }] })).toMatch(/^word<a [^>]*>1<\/a><span[^>]*>7<\/span> next$/);
    const marked = render({ content: ["abcd"], pages: [{ label: "7", at: 2 }] }, [
      { start: 0, end: 4, depth: 1, kind: "remark" },
    ]);
    expect(marked).toBe(`<mark data-d="1" data-k="remark">ab${label("7")}cd</mark>`);
    const before = render({ content: ["abcd"], pages: [{ label: "7", at: 2 }] }, [
      { start: 0, end: 2, depth: 1, kind: "remark" },
    ]);
    expect(before).toBe(`<mark data-d="1" data-k="remark">ab</mark>${label("7")}cd`);
  });

  test("are all shown once, inside cells where there are cells, and never count", () => {
    const places = fc.array(fc.nat(40), { maxLength: 4 });
    fc.assert(
      fc.property(passageArbitrary, marksArbitrary, places, (passage, marks, at) => {
        const text = canonicalText(passage);
        // Between cells nothing can stand; a page that begins there is shown in the next cell, if there is one.
        const between = (one: number) => passage.rows !== undefined && /[\t\n]/.test(text[one] ?? "");
        const pages = at
          .filter((one) => one < Math.max(1, text.length) && !between(one))
          .map((one, i) => ({ label: `p${i}`, at: one }));
        const html = render({ ...passage, pages }, marks);
        expect(counted(html)).toBe(text);
        const shown = elementsIn(html).filter((element) => element.attribs.role === "doc-pagebreak");
        if (passage.rows === undefined || text.length > 0) expect(shown).toHaveLength(pages.length);
        for (const one of shown)
          if (passage.rows !== undefined)
            expect(one.parent && "name" in one.parent && one.parent.name).not.toMatch(/^t(able|body|r)$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe("hostile books", () => {
  const allowed: Record<string, string[]> = {
    a: ["class", "href", "rel", "target", "role", "data-out"],
    img: ["src", "alt", "width", "height", "loading", "decoding"],
    mark: ["data-d", "data-k"],
    span: ["class", "lang", "dir", "role", "aria-label", "data-out", "data-text"],
    br: ["data-out"],
    rt: ["lang", "dir", "data-out"],
    td: ["colspan", "rowspan"],
    th: ["colspan", "rowspan", "scope"],
    math: ["display"],
    mi: ["mathvariant"],
    ...Object.fromEntries(
      ["em", "strong", "small", "sub", "sup", "code", "cite", "q", "u", "s", "ruby"].map((name) => [name, ["lang", "dir"]]),
    ),
    ...Object.fromEntries(["table", "tbody", "tr", "mo", "mn", "mrow", "mtext"].map((name) => [name, [] as string[]])),
  };
  const evil = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '"><script>alert(1)</script>',
      "' onmouseover='x",
      '" onerror="x',
      "javascript:alert(1)",
      " javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "data:text/html,<script>1</script>",
      'https://a.example/" onclick="x',
      "</mark></em><iframe>",
      "<!--",
      "]]>",
      "\0<svg/onload=x>",
      "&lt;script&gt;",
      "<math><mtext><img src=x onerror=y></mtext></math>",
      '<math xmlns="x" style="x"><mi href="javascript:x">x</mi></math>',
      "<math><annotation-xml encoding='text/html'><script>1</script></annotation-xml></math>",
      '<math><mi mathvariant="bold">x</mi><mo>&lt;</mo></math>',
    ),
  );
  const types = fc.constantFrom("em", "span", "a", "ruby", "rt", "script", "iframe", "constructor", "__proto__");
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      evil,
      fc.record({ t: fc.constant("math"), mathml: evil, text: evil }),
      fc.record({ t: fc.constant("img"), name: evil, alt: evil, width: evil, height: fc.integer() }),
      fc.record({ t: fc.constant("noteref"), label: evil, to: evil }),
      fc.record(
        { t: types, c: fc.array(tie("node"), { maxLength: 3 }), lang: evil, dir: evil, href: evil, to: evil },
        { requiredKeys: ["t", "c"] },
      ),
    ),
  }));

  test("no element, attribute or address outside the list comes through", () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 4 }), evil, evil, (nodes, kind, address) => {
        const pages = [{ label: kind, at: 1 }];
        const content: Inline[] = JSON.parse(JSON.stringify(nodes));
        const marks = [{ start: 0, end: 3, depth: 1, kind }];
        const rows = [{ cells: [{ content }] }];
        for (const passage of [
          { content, pages },
          { content: [], rows, pages },
        ]) {
          for (const linkTo of [() => undefined, () => address]) {
            for (const element of elementsIn(renderPassage(passage, { ...options, marks, linkTo, pageName: () => address }))) {
              expect(Object.keys(allowed)).toContain(element.name);
              for (const [name, value] of Object.entries(element.attribs)) {
                expect(allowed[element.name]).toContain(name);
                if (name === "href") expect(value).toMatch(/^(https?:\/\/|mailto:|#|\/(?!\/))/i);
                if (name === "src") expect(value).toMatch(/^\/images\/[^/]*$/);
              }
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
