// The measure of packed streams: it must see through every packing a PDF may use.
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { stream } from "./pdf-fixture.ts";
import { pdfStreams } from "./pdf-streams.ts";

const sizes = (bytes: Uint8Array, entries: string, most = 1_000_000) =>
  [...pdfStreams(Buffer.concat([Buffer.from("7 0 obj\n"), stream(bytes, entries)]), most)].map(({ unpacked }) => unpacked);
const zeros = Buffer.alloc(5000);

/** Packs as ASCII85 does, with its short form of four zeros. */
function ascii85(bytes: Uint8Array): Buffer {
  let out = "";
  for (let at = 0; at < bytes.length; at += 4) {
    const group = Buffer.concat([bytes.subarray(at, at + 4), Buffer.alloc(4)]).subarray(0, 4);
    let value = group.readUInt32BE();
    const digits: number[] = [];
    for (let i = 0; i < 5; i++) {
      digits.unshift(value % 85);
      value = Math.floor(value / 85);
    }
    const have = Math.min(4, bytes.length - at);
    out +=
      have === 4 && digits.every((digit) => digit === 0)
        ? "z"
        : String.fromCharCode(...digits.slice(0, have + 1).map((digit) => digit + 33));
  }
  return Buffer.from(`${out}~>`, "latin1");
}

test("one packing and several, named in full, in short, in disguise or elsewhere, are measured", () => {
  const packed = deflateSync(zeros);
  expect(sizes(packed, "/Filter /FlateDecode")).toEqual([5000]);
  expect(sizes(packed, "/Filter/Fl")).toEqual([5000]);
  expect(sizes(packed, "/Filter /Fl#61teDecode")).toEqual([5000]);
  expect(sizes(packed, "/Filter 9 0 R")).toEqual([5000]);
  expect(sizes(deflateSync(packed), "/Filter [ /FlateDecode /FlateDecode ]")).toEqual([5000]);
  expect(sizes(Buffer.from(packed.toString("hex")), "/Filter [/ASCIIHexDecode /FlateDecode]")).toEqual([5000]);
  expect(sizes(ascii85(packed), "/Filter [/ASCII85Decode /FlateDecode]")).toEqual([5000]);
  expect(sizes(packed, `/Filter /FlateDecode /Junk (${"x".repeat(5000)})`)).toEqual([5000]);
});

test("run lengths and LZW are measured", () => {
  expect(sizes(Buffer.from([129, 0, 129, 0, 2, 1, 2, 3, 128]), "/Filter /RunLengthDecode")).toEqual([259]);
  // The example of the standard (PDF 32000-1, 7.4.4.2): ten bytes in nine.
  expect(sizes(Buffer.from("800b6050220c0c8501", "hex"), "/Filter /LZWDecode")).toEqual([10]);
});

test("what is larger than asked for is infinite, pictures and what cannot be unpacked are not counted", () => {
  expect(sizes(deflateSync(zeros), "/Filter /FlateDecode", 4999)).toEqual([Number.POSITIVE_INFINITY]);
  expect(sizes(Buffer.alloc(200, 129), "/Filter /RunLengthDecode", 4999)).toEqual([Number.POSITIVE_INFINITY]);
  expect(sizes(deflateSync(zeros), "/Subtype /Image /Filter /FlateDecode")).toEqual([]);
  expect(sizes(Buffer.from("no packing at all"), "/Filter /FlateDecode")).toEqual([0]);
  expect(sizes(Buffer.from("plain"), "")).toEqual([0]);
});
