// The spine of the contents, which the server wrote, brought to life in the page: arrow keys along it, names of its chapters, and the reader's place on it.
"use client";

/** Listens below an element; gives the way to stop. Only one chapter is a stop of the keyboard, so that a book of eighty chapters is not eighty stops. */
export function enlivenSpine(root: HTMLElement): () => void {
  const links = [...root.querySelectorAll<HTMLElement>("[data-chapter]")];
  // Shown by the tooltips of the house, for the pointer and for the keyboard.
  for (const link of links) link.dataset.tip = link.textContent?.trim() ?? "";

  function keyDown(event: KeyboardEvent) {
    const at = links.indexOf((event.target as Element).closest<HTMLElement>("[data-chapter]") as HTMLElement);
    if (at === -1) return;
    const forward = getComputedStyle(root).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const steps: Record<string, number | undefined> = { ArrowLeft: at - 1, ArrowRight: at - 1, Home: 0, End: links.length - 1 };
    const wanted = event.key === forward ? at + 1 : steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    links[Math.min(links.length - 1, Math.max(0, wanted))]?.focus();
  }
  function focus(event: FocusEvent) {
    const link = (event.target as Element).closest<HTMLElement>("[data-chapter]");
    if (!link) return;
    for (const other of links) other.tabIndex = other === link ? 0 : -1;
  }
  root.addEventListener("keydown", keyDown);
  root.addEventListener("focusin", focus);
  return () => {
    root.removeEventListener("keydown", keyDown);
    root.removeEventListener("focusin", focus);
  };
}

/** Moves the reader's mark on the spine to how much of the open chapter is read, from 0 to 1. */
export function moveHere(root: ParentNode, read: number): void {
  const mark = root.querySelector<SVGElement>("[data-spine-here]");
  const index = Number(mark?.dataset.spineHere);
  const chapter = mark?.ownerSVGElement?.querySelectorAll(":scope > rect")[index];
  if (!mark || !chapter) return;
  const [start, width] = ["x", "width"].map((name) => Number.parseFloat(chapter.getAttribute(name) ?? "0"));
  mark.setAttribute("x", `${(start ?? 0) + (width ?? 0) * Math.min(0.99, read)}%`);
}
