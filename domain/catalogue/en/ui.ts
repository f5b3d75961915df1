// Words of the shared parts of the interface: buttons, dialogs, times, the spine, the choice of theme and type.

export const ui = {
  skipToContent: "Skip to the content",
  close: "Close",
  dismiss: "Dismiss",
  undo: "Undo",
  busy: "Working …",
  optional: "optional",
  notices: "Notices",
  progress: {
    left: "{minutes, plural, =0 {less than a minute left} one {about # minute left} other {about # minutes left}}",
    done: "Done",
  },
  clock: {
    withZone: "{time} ({zone})",
    forYou: "{time} for you ({zone})",
  },
  spine: {
    summary:
      "{chapters, plural, one {# chapter} other {# chapters}}{meetings, plural, =0 {} one {, # meeting} other {, # meetings}}{read, plural, =0 {} one {, # read by you} other {, # read by you}}{here, select, none {.} other {. You are in {here}.}}{heat, select, true { The tint says how much your group stopped, at chapters that you have read and at least three people wrote in.} other {}}",
    chapter:
      "{number, number}. {title}{notes, plural, =0 {} one {, # note} other {, # notes}}{read, select, true {, read by you} other {}}{here, select, true {, you are here} other {}}",
    chapters:
      "{from, number} to {to, number}. {first} … {last}{notes, plural, =0 {} one {, # note} other {, # notes}}{read, select, true {, read by you} other {}}{here, select, true {, you are here} other {}}",
    meeting: "Meeting after {title}: {label}.",
    words: "{words, plural, one {# word} other {# words}}{notes, plural, =0 {} one {, # note} other {, # notes}}",
    keys: "Arrow keys move along the book, Enter opens the chapter.",
  },
  look: {
    title: "How the page looks",
    theme: "Theme",
    themes: { auto: "As the system", paper: "Paper", sepia: "Sepia", night: "Night", contrast: "High contrast" },
    size: "Size of the text",
    sizes: {
      small: "Small",
      normal: "Normal",
      large: "Large",
      larger: "Larger",
      largest: "Half as large again",
      double: "Twice as large",
      triple: "Three times as large",
      quadruple: "Four times as large",
    },
    measure: "Width of the lines",
    measures: { narrow: "Narrow", normal: "Normal", wide: "Wide" },
    lineHeight: "Space between lines",
    lineHeights: { tight: "Tight", normal: "Normal", loose: "Loose", double: "Double" },
    face: "Typeface",
    faces: {
      serif: "Literata",
      sans: "Inter",
      atkinson: "Atkinson Hyperlegible",
      dyslexic: "OpenDyslexic",
      system: "The device’s own",
    },
    justify: "Ends of the lines",
    justifies: { start: "Ragged", both: "Even" },
    spoken: "Notes read aloud",
    spokenHint: "What a screen reader says of notes in the text. Their buttons can always be reached.",
    spokens: { off: "Nothing", passage: "After each passage", line: "At the words" },
    letter: "A",
    letters: "A<red>a</red>",
    kept: "Kept for you on this device.",
  },
} as const;
