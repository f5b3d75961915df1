// From bytes to text: the encoding a file has, which is not always the one it names.

/** A decoded text, and a sentence for the report when the encoding had to be guessed or text was lost. */
export interface DecodedText {
  text: string;
  repaired?: string;
  lost?: string;
}

/**
 * Decodes a text file: by its byte order mark, else as UTF-8 if it is that, else as the encoding it declares (XML declaration or
 * HTML meta), else as UTF-8 with faults or as Windows-1252, whichever fits. `where` names the file for the report.
 */
export function decodeText(bytes: Uint8Array, where: string): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder("utf-16be").decode(bytes) };
  // Without a mark: characters that are ASCII have a zero beside them.
  if (bytes[0] !== 0 && bytes[1] === 0 && (bytes[3] ?? 0) === 0) return { text: new TextDecoder("utf-16le").decode(bytes) };
  if (bytes[0] === 0 && bytes.length > 1 && bytes[1] !== 0 && (bytes[2] ?? 0) === 0)
    return { text: new TextDecoder("utf-16be").decode(bytes) };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return decodeOther(bytes, where);
  }
}

function decodeOther(bytes: Uint8Array, where: string): DecodedText {
  const declared = declaredDecoder(bytes);
  if (declared !== undefined && declared.encoding !== "utf-8") return { text: declared.decode(bytes) };
  const text = new TextDecoder("utf-8").decode(bytes);
  const faults = text.match(/\ufffd/g)?.length ?? 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is not ASCII is counted
  const letters = text.match(/[^\u0000-\u007f\ufffd]/g)?.length ?? 0;
  if (letters >= faults) {
    return {
      text,
      lost: `“${where}” is not valid UTF-8 in ${faults} ${faults === 1 ? "place" : "places"}; those letters are marked with �.`,
    };
  }
  return {
    text: new TextDecoder("windows-1252").decode(bytes),
    repaired: `“${where}” is not the UTF-8 it should be; it was read as Windows-1252 (Western European).`,
  };
}

/** The decoder for the encoding that the head of the file names, if there is one of that name. */
function declaredDecoder(bytes: Uint8Array): TextDecoder | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  const label =
    /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ??
    /<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  try {
    return label === undefined ? undefined : new TextDecoder(label);
  } catch {
    return undefined;
  }
}
