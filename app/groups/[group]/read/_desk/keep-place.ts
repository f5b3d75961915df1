// Painting cuts texts in pieces and puts elements into others: what is selected there, and what has the keyboard, is put back.
import { rangeOfStretch, stretchOfRange } from "#app/groups/[group]/read/_desk/text-position.ts";

/** Changes a part of the text; a selection that reaches into it covers the same words afterwards, in the same direction. */
export function keepingPlace(root: Element, part: Element, work: () => void): void {
  const focused = part.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
  const selection = getSelection();
  const range = selection && !selection.isCollapsed && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  const touched = range?.intersectsNode(part) && root.contains(range.commonAncestorContainer) ? range : undefined;
  const stretch = touched && stretchOfRange(root, touched);
  const backward = touched && selection?.anchorNode === touched.endContainer && selection.anchorOffset === touched.endOffset;
  work();
  const again = stretch && rangeOfStretch(root, stretch);
  if (again && backward)
    selection?.setBaseAndExtent(again.endContainer, again.endOffset, again.startContainer, again.startOffset);
  else if (again) selection?.setBaseAndExtent(again.startContainer, again.startOffset, again.endContainer, again.endOffset);
  if (focused && document.activeElement !== focused) focused.focus({ preventScroll: true });
}
