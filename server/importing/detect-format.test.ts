// A file is what its bytes say, whatever its name; what is no book is refused with what to do.
import { expect, test } from "vitest";
import { detectFormat } from "./detect-format.ts";
import { ImportRefusal } from "./import-refusal.ts";
import { writeDocx, writeEpub, writePng, writeZip } from "./zip-fixture.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

test.each<[string, string, Uint8Array]>([
  ["epub", "a.zip", writeEpub({ texts: { "a.xhtml": "<p>Hello</p>" } })],
  ["epub", "a.docx", writeZip([{ name: "META-INF/container.xml", data: "<container/>" }])],
  ["docx", "a.epub", writeDocx("")],
  ["pdf", "a.txt", latin("%PDF-1.7\n")],
  ["pdf", "a.txt", latin("\r\n\u0000 junk before it %PDF-1.4\n")],
  ["html", "a.txt", bytes("<!DOCTYPE html><p>Hello")],
  ["html", "a.md", bytes('\ufeff\n<?xml version="1.0"?>\n<!-- saved -->\n<html><body>Hello')],
  ["html", "a", bytes("<h1>A title</h1><p>Text")],
  ["html", "a", new Uint8Array(Buffer.from("\ufeff<html><p>Hello", "utf16le"))],
  ["markdown", "notes.md", bytes("A plain line")],
  ["markdown", "notes.txt", bytes("---\ntitle: A\n---\n\nText")],
  ["markdown", "pasted", bytes("# One\n\nText with **stress**\n\n## Two\n\nMore")],
  ["text", "a.html", bytes("A letter that mentions <p> and <html>.")],
  ["text", "a", bytes("#1 is the best\n\n#2 is not")],
  ["text", "a", bytes("BMW makes cars. MZ made motorcycles.")],
  ["text", "a", bytes("MZ made motorcycles.")],
  ["text", "a", latin("Dans la plaine rase, sous la nuit sans \u00e9toiles")],
])("%s is seen in “%s”", (format, name, file) => {
  expect(detectFormat(file, name)).toBe(format);
});

test.each<[string, Uint8Array, RegExp]>([
  ["nothing", new Uint8Array(), /^The file is empty\./],
  ["a picture", writePng(2, 2), /is a picture.*Please choose the text as EPUB/],
  ["a photograph", latin("\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF"), /is a picture/],
  ["a recording", latin("ID3\u0003\u0000\u0000"), /is a recording/],
  ["a film", latin("\u0000\u0000\u0000\u0018ftypmp42"), /is a recording or film/],
  ["a Kindle book", latin(`${"\u0000".repeat(60)}BOOKMOBI`), /is a Kindle book/],
  [
    "an OpenDocument text",
    writeZip([{ name: "mimetype", data: "application/vnd.oasis.opendocument.text", stored: true }]),
    /save it as \.docx/,
  ],
  ["a spreadsheet", writeZip([{ name: "xl/workbook.xml", data: "<x/>" }]), /is a spreadsheet/],
  ["a presentation", writeZip([{ name: "ppt/presentation.xml", data: "<x/>" }]), /save it as PDF/],
  ["an old Word document", latin("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1 WordDocument"), /save it as \.docx\.$/],
  ["an RTF document", latin("{\\rtf1 Hello}"), /is an RTF document/],
  ["a program", latin("MZ\u0090\u0000\u0003\u0000"), /is a program/],
  ["noise", new Uint8Array(Array.from({ length: 500 }, (_, i) => (i * 37) % 256)), /of a kind that is not known here/],
])("%s is refused with what to do", (_, file, sentence) => {
  expect(() => detectFormat(file)).toThrow(ImportRefusal);
  expect(() => detectFormat(file)).toThrow(sentence);
});

test("a Word document with a password says that it has one", () => {
  const locked = Buffer.concat([
    latin("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"),
    Buffer.from("EncryptedPackage", "utf16le"),
  ]);
  expect(() => detectFormat(locked)).toThrow(/protected with a password/);
});
