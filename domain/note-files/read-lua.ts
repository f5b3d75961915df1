// The data of a Lua file that is nothing but `return { … }`, as KOReader keeps its metadata. Only literals are read; nothing is run.
import { NoteFileFault } from "./foreign-note.ts";

export type LuaValue = string | number | boolean | undefined | LuaTable;
/** A table by its keys; the members of a list have the keys 1, 2, 3 … */
export type LuaTable = Map<string | number, LuaValue>;

const DEEPEST = 32;
const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", a: "", b: "", f: "", v: "" };

/** Throws a NoteFileFault when it is anything else, or nests absurdly. */
export function readLua(source: string): LuaTable {
  const reader = new Reader(source.replace(/^\ufeff/, ""));
  reader.take(/return\b/y);
  const value = reader.value(0);
  if (!(value instanceof Map)) throw new NoteFileFault("damaged");
  return value;
}

class Reader {
  readonly source: string;
  at = 0;
  constructor(source: string) {
    this.source = source;
  }

  /** White space and comments. */
  skip(): void {
    for (let before = -1; before !== this.at; ) {
      before = this.at;
      this.match(/\s+/y);
      this.match(/--\[\[[\s\S]*?\]\]|--[^\n]*/y);
    }
  }

  match(form: RegExp): string | undefined {
    form.lastIndex = this.at;
    const found = form.exec(this.source)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  find(form: RegExp): string | undefined {
    this.skip();
    return this.match(form);
  }

  take(form: RegExp): string {
    const found = this.find(form);
    if (found === undefined) throw new NoteFileFault("damaged");
    return found;
  }

  value(depth: number): LuaValue {
    if (depth > DEEPEST) throw new NoteFileFault("too_deep");
    this.skip();
    const sign = this.source[this.at];
    if (sign === "{") return this.table(depth);
    if (sign === '"' || sign === "'") return this.text(sign);
    if (sign === "[")
      return this.take(/\[\[[\s\S]*?\]\]/y)
        .slice(2, -2)
        .replace(/^\n/, "");
    const word = this.take(/-?(?:0x[\da-f]+|\d+(?:\.\d*)?(?:e[-+]?\d+)?|\.\d+)|true\b|false\b|nil\b/iy);
    return word === "true" ? true : word === "false" ? false : word === "nil" ? undefined : Number(word);
  }

  table(depth: number): LuaTable {
    this.take(/\{/y);
    const table: LuaTable = new Map();
    let next = 1;
    while (this.find(/\}/y) === undefined) {
      const key = this.key(depth);
      table.set(key ?? next++, this.value(depth + 1));
      if (this.find(/[,;]/y) === undefined) {
        this.take(/\}/y);
        break;
      }
    }
    return table;
  }

  /** `["name"] =`, `[1] =` or `name =`; nothing before a bare value. */
  key(depth: number): string | number | undefined {
    this.skip();
    const name = this.match(/[a-z_]\w*(?=\s*=[^=])/iy);
    if (name === undefined) {
      if (!/^\[(?!\[)/.test(this.source.slice(this.at, this.at + 2))) return undefined;
      this.at++;
      const key = this.value(depth + 1);
      this.take(/\]/y);
      this.take(/=/y);
      return typeof key === "number" ? key : String(key);
    }
    this.take(/=/y);
    return name;
  }

  text(quote: string): string {
    this.at++;
    const bytes: number[] = [];
    let out = "";
    // \ddd gives bytes of UTF-8; they are put together before they are read.
    const flush = () => {
      if (bytes.length > 0) out += new TextDecoder().decode(new Uint8Array(bytes.splice(0)));
    };
    for (;;) {
      const sign = this.source[this.at++];
      if (sign === undefined) throw new NoteFileFault("damaged");
      if (sign === quote) break;
      const decimal = sign === "\\" ? this.match(/\d{1,3}/y) : undefined;
      if (decimal !== undefined) {
        bytes.push(Number(decimal) & 0xff);
        continue;
      }
      flush();
      if (sign !== "\\") out += sign;
      else {
        const escaped = this.source[this.at++] ?? "";
        out += Object.hasOwn(escapes, escaped) ? escapes[escaped] : escaped;
      }
    }
    flush();
    return out;
  }
}
