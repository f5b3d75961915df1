// How a menu and a popover look: a small raised leaf.

export const popupLook =
  "origin-(--transform-origin) rounded-md border border-line bg-raised text-ink shadow-raised outline-none " +
  "transition-[opacity,scale] data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 data-instant:transition-none";
