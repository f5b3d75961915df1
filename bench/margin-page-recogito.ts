// In the page: Recogito's text annotator with the faster of its renderers, over the bare text.
import { createTextAnnotator, Origin, type TextAnnotation } from "@recogito/text-annotator";
import { afterPaint } from "./margin-page-probe.ts";

/** A note as Recogito counts: in all texts below the element, marked or not. */
export interface FlatNote {
  id: string;
  start: number;
  end: number;
  quote: string;
}

const root = document.querySelector("main") as HTMLElement;
const { shown, arriving } = JSON.parse(document.getElementById("data")?.textContent ?? "") as Record<
  "shown" | "arriving",
  FlatNote[]
>;

function annotationOf({ id, start, end, quote }: FlatNote): TextAnnotation {
  const selector = { start, end, quote } as TextAnnotation["target"]["selector"][number];
  return { id, bodies: [], target: { annotation: id, selector: [selector], created: new Date(0) } };
}

const annotator = createTextAnnotator<TextAnnotation, TextAnnotation>(root, {
  renderer: "CSS_HIGHLIGHTS",
  annotatingEnabled: false,
});
// It draws some moments after it was given its notes.
const drawn = new Promise<void>((resolve) => {
  const set = CSS.highlights.set.bind(CSS.highlights);
  CSS.highlights.set = (name, highlight) => {
    resolve();
    return set(name, highlight);
  };
});
// By its store, which finds the words that an annotation names; setAnnotations would want their ranges.
annotator.state.store.bulkAddAnnotations(shown.map(annotationOf), true, Origin.REMOTE);
await drawn;
window.painted = (await afterPaint()).ended;
window.system = {
  add(note) {
    const one = arriving.find(({ id }) => id === note.id);
    if (one) annotator.state.store.addAnnotation(annotationOf(one), Origin.REMOTE);
  },
  hit(x, y) {
    const { left, top } = root.getBoundingClientRect();
    const found = annotator.state.store.getAt(x - left, y - top, true);
    return [found ?? []].flat().map(({ id }) => id);
  },
};
