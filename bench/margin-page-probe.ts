// In the page: what a reader does there, measured from inside. The same for every system that is compared.
import { rangeOfStretch, readPassages } from "#app/groups/[group]/read/_desk/text-position.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";

/** What each compared system gives to be measured. */
export interface System {
  /** Shows one note more. */
  add: (note: Annotation) => void;
  /** The ids of the notes under a point of the window. */
  hit: (x: number, y: number) => string[];
}

declare global {
  interface Window {
    /** When everything was painted, in milliseconds since the page was asked for. */
    painted?: number;
    system?: System;
    probe: typeof probe;
  }
}

const SCREENS = 8;
const POINTS = 25;
const ROUNDS = 4;
const FRAMES = 60;
const FRAME_MS = 1_000 / 60;

/** The moment the browser has painted what was changed in this frame: a message that is sent from the frame is heard after it. */
export function afterPaint(work: () => void = () => {}): Promise<{ began: number; ended: number }> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      const began = performance.now();
      channel.port1.onmessage = () => resolve({ began, ended: performance.now() });
      work();
      channel.port2.postMessage(0);
    });
  });
}

/** After a jump: what has come near the window is laid out a frame later. */
async function settled(): Promise<void> {
  for (let frame = 0; frame < 3; frame++) await afterPaint();
}

const middleOf = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/**
 * Letters all through the chapter with the middle of their boxes and the notes that lie over them, asked of every note one by one. A page without
 * a system goes the same way, so that as much of its text has been seen: NaN.
 */
async function measureHits(notes: readonly Annotation[]): Promise<{ microseconds: number; share: number }> {
  const root = document.querySelector("main") as HTMLElement;
  const { system } = window;
  const times: number[] = [];
  let right = 0;
  let asked = 0;
  const texts = readPassages(root);
  for (let screen = 0; screen < SCREENS; screen++) {
    scrollTo(0, ((document.documentElement.scrollHeight - innerHeight) * (screen + 0.5)) / SCREENS);
    await settled();
    const points = lettersInSight(root, texts);
    if (!system) continue;
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      for (const { x, y } of points) system.hit(x, y);
      times.push((performance.now() - began) / points.length);
    }
    for (const { x, y, passage, offset } of points) {
      const over = notes.filter(({ anchor }) => anchor.passage === passage && anchor.start <= offset && offset < anchor.end);
      const found = system.hit(x, y);
      const topmost = Math.max(...over.map(({ anchor }) => anchor.start));
      const first = notes.find(({ id }) => id === found[0]);
      asked++;
      if (
        found.length === over.length &&
        over.every(({ id }) => found.includes(id)) &&
        (!first || first.anchor.start === topmost)
      )
        right++;
    }
  }
  return { microseconds: middleOf(times) * 1_000, share: right / asked };
}

function lettersInSight(root: HTMLElement, texts: readonly { id: string; text: string }[]) {
  const inSight = texts.filter(({ id, text }) => {
    const box = root.querySelector(`[data-passage="${id}"]`)?.getBoundingClientRect();
    return text.length > 40 && box && box.bottom > 80 && box.top < innerHeight - 40;
  });
  const letters: { x: number; y: number; passage: string; offset: number }[] = [];
  for (let turn = 0; letters.length < POINTS && turn < POINTS * 20; turn++) {
    const { id, text } = inSight[turn % inSight.length] ?? { id: "", text: "" };
    const offset = (turn * 7_919) % text.length;
    if (/\s/.test(text[offset] ?? " ")) continue;
    const range = rangeOfStretch(root, { start: { passage: id, offset }, end: { passage: id, offset: offset + 1 } });
    const box = range?.getBoundingClientRect();
    if (!box || box.width < 2 || box.top < 80 || box.bottom > innerHeight - 40) continue;
    letters.push({ x: box.left + box.width / 2, y: box.top + box.height / 2, passage: id, offset });
  }
  return letters;
}

/** Scrolls frame by frame; gives the milliseconds of work in a frame, and how many frames came late. */
async function scrollThrough(): Promise<{ work: number; late: number }> {
  scrollTo(0, 0);
  await afterPaint();
  const works: number[] = [];
  let late = 0;
  let last: number | undefined;
  for (let frame = 0; frame < FRAMES; frame++) {
    const { began, ended } = await afterPaint(() => scrollBy(0, 110));
    works.push(ended - began);
    if (last !== undefined && began - last > FRAME_MS * 1.5) late++;
    last = began;
  }
  return { work: middleOf(works), late };
}

/** A box of its own that has nothing to do with the text, beside a place in the middle of it. */
async function goElsewhere(): Promise<void> {
  const box = document.createElement("p");
  box.id = "elsewhere";
  box.style.cssText = "position:fixed;inset:auto 0 0 auto;width:12em;height:2em;overflow:hidden;z-index:99";
  document.body.append(box);
  scrollTo(0, 2_000);
  await settled();
}

/** Changes a word in that box so many times, once a frame. */
async function changeElsewhere(times: number): Promise<void> {
  const box = document.getElementById("elsewhere");
  for (let turn = 0; turn < times; turn++)
    await afterPaint(() => {
      if (box) box.textContent = `another word ${turn}`;
    });
}

const probe = { afterPaint, measureHits, scrollThrough, goElsewhere, changeElsewhere };
window.probe = probe;
