// Cutting content that is too long for one passage.
import type { Inline } from "#domain/text/model.ts";

/** The content in pieces of at most `most` characters of text, cut at white space where there is some; elements go on in the next piece. */
export function splitContent(content: Inline[], most: number): Inline[][] {
  return cut(content, { room: most, most });
}

function cut(nodes: Inline[], state: { room: number; most: number }): Inline[][] {
  const pieces: Inline[][] = [[]];
  const add = (node: Inline) => pieces.at(-1)?.push(node);
  for (const node of nodes) {
    if (typeof node === "string") {
      let rest = node;
      while (rest.length > state.room) {
        const at = cuttingPoint(rest, state.room);
        if (at > 0) add(rest.slice(0, at));
        rest = rest.slice(at);
        pieces.push([]);
        state.room = state.most;
      }
      if (rest !== "") add(rest);
      state.room -= rest.length;
    } else if ("c" in node) {
      for (const [i, c] of cut(node.c, state).entries()) {
        if (i > 0) pieces.push([]);
        if (c.length > 0) add({ ...node, c });
      }
    } else add(node);
  }
  return pieces;
}

/** The last white space that fits, else the last whole character. */
function cuttingPoint(text: string, room: number): number {
  const space = text.lastIndexOf(" ", room);
  if (space > 0) return space;
  const low = text.charCodeAt(room);
  return low >= 0xdc00 && low <= 0xdfff ? Math.max(0, room - 1) : room;
}
