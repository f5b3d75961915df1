// Where and when a finger was put on the page.

export interface Press {
  x: number;
  y: number;
  at: number;
  target: EventTarget | null;
  /** It has ended before anybody could look at it. */
  over?: boolean;
}

export const pressOf = ({ clientX: x, clientY: y, timeStamp: at, target }: PointerEvent): Press => ({ x, y, at, target });
