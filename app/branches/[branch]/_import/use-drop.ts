// Files dropped on an element. While some are held over it, `over` is true.
"use client";

import { type DragEvent, useRef, useState } from "react";

export interface Drop {
  over: boolean;
  handlers: Record<"onDragEnter" | "onDragOver" | "onDragLeave" | "onDrop", (event: DragEvent) => void>;
}

export function useDrop(onFiles: (files: File[]) => void): Drop {
  const [over, setOver] = useState(false);
  // The element's children are entered and left too; only the last leaving counts.
  const depth = useRef(0);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");

  function end() {
    depth.current = 0;
    setOver(false);
  }

  return {
    over,
    handlers: {
      onDragEnter(event) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current++;
        setOver(true);
      },
      onDragOver(event) {
        if (hasFiles(event)) event.preventDefault();
      },
      onDragLeave(event) {
        if (hasFiles(event) && --depth.current <= 0) end();
      },
      onDrop(event) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        end();
        onFiles([...event.dataTransfer.files]);
      },
    },
  };
}
