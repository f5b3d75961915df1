// What is offered under a box while a name or a tag is being typed: a list in which arrow keys move, Enter or Tab takes and Esc sends it away. The keyboard stays in the box.
"use client";

import { type KeyboardEvent, type ReactNode, useState } from "react";
import { classes } from "#app/_ui/classes.ts";

export interface Offer {
  key: string;
  /** What is shown. */
  name: ReactNode;
  take: () => void;
}

export interface Offers {
  /** Properties of the box that say to those who listen which offer Enter would take. */
  ties: { "aria-autocomplete": "list"; "aria-controls": string | undefined; "aria-activedescendant": string | undefined };
  /** Whether a key was for the list. */
  keyDown: (event: KeyboardEvent) => boolean;
  list: ReactNode;
}

/** `about` is what is being typed: what was sent away comes back when it is something else. Without offers nothing is shown. */
export function useOffers(id: string, label: string, about: string | undefined, offers: readonly Offer[]): Offers {
  const [at, setAt] = useState(0);
  const [away, setAway] = useState<string>();
  const open = about !== undefined && about !== away && offers.length > 0;
  const active = Math.min(at, offers.length - 1);

  function keyDown(event: KeyboardEvent): boolean {
    if (!open || event.nativeEvent.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((active + step + offers.length) % offers.length);
    else if (event.key === "Escape") setAway(about);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      offers[active]?.take();
      setAt(0);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    return true;
  }

  const list = open && (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      // Over what follows: what is under a press must not move away because the list goes.
      className="absolute inset-x-0 top-full z-20 mt-1 max-h-56 overflow-y-auto rounded-md border border-line-strong bg-raised p-1 shadow-raised"
    >
      {offers.map(({ key, name, take }, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the keyboard stays in the box, which names the active option
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the box's
        <div
          key={key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          // A press must not take the keyboard out of the box.
          onPointerDown={(event) => event.preventDefault()}
          onClick={take}
          className={classes(
            "flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 text-sm coarse:min-h-11",
            index === active && "bg-wash outline-1 -outline-offset-1 outline-line-strong",
          )}
        >
          {name}
        </div>
      ))}
    </div>
  );
  return {
    ties: {
      "aria-autocomplete": "list",
      "aria-controls": open ? id : undefined,
      "aria-activedescendant": open ? `${id}-${active}` : undefined,
    },
    keyDown,
    list,
  };
}
