// The story a demonstration branch tells: who is in it, what they wrote in the margin, what they said, when they meet. All invented.
import type { AnnotationKind, QuestionState, ReactionKind, Visibility } from "#domain/shapes/annotation.ts";
import type { Answer } from "#domain/shapes/meeting.ts";

/** Who takes part, by a short name; "me" is the steward who asked for the demonstration. */
export type Who = "me" | "amara" | "tomasz" | "layla" | "jorge" | "margit" | "winston";

export const people: Record<Exclude<Who, "me">, string> = {
  amara: "Amara Diallo",
  tomasz: "Tomasz Wren",
  layla: "ليلى حداد",
  jorge: "Jorge Pinto",
  margit: "Margit Aas",
  winston: "Winston Clarke",
};

export interface ToldGroup {
  name: string;
  about: string;
  /** First the hosts. */
  hosts: Who[];
  members: Who[];
}

export const groups: { circle: ToldGroup; lunch: ToldGroup } = {
  circle: {
    name: "Thursday Circle",
    about: "Every second Thursday in the canteen, soup from six. We read the handbook before we read anything harder.",
    hosts: ["me", "amara"],
    members: ["tomasz", "layla", "jorge", "margit", "winston"],
  },
  lunch: {
    name: "Lunch-hour readers",
    about: "Forty minutes on Tuesdays, for people on the early shift. Short pieces only.",
    hosts: ["margit"],
    members: ["me", "winston", "layla"],
  },
};

/** An answer, and what was answered to it. */
export type ToldReply = [by: Who, body: string, answers?: [by: Who, body: string][]];

/** A place in the handbook: words as they stand in one passage of a chapter. */
export interface ToldPlace {
  chapter: string;
  words: string;
}

/** In a body, "@margit" names a person of the story. */
export interface ToldNote extends ToldPlace {
  kind: AnnotationKind;
  by: Who;
  body: string;
  /** How it stood before it was edited. */
  earlier?: string;
  /** Days before today; 9 unless told. */
  days?: number;
  visibility?: Visibility;
  held?: true;
  tags?: string[];
  to?: ToldPlace;
  replies?: ToldReply[];
  reactions?: Partial<Record<ReactionKind, Who[]>>;
  /** What became of a question; `reply` is the place of the answer among the replies. */
  became?: { by: Who; state: QuestionState; reply?: number };
  /** What Amara, a host, did with it. */
  host?: ("pinned" | "asked" | "agenda")[];
}

/** The tags that the group keeps as its own. */
export const tags = ["asking", "dates", "the room", "for newcomers", "from our branch"];

export const notes: ToldNote[] = [
  {
    chapter: "Introduction",
    words: "Groups that fail seldom fail over the book.",
    kind: "remark",
    by: "tomasz",
    earlier: "Ours in the paint shop did fail over the book.",
    body: "Ours in the paint shop did fail over the book, in a way: nobody could say why we had picked it. But I take the point, the *reason* was that nobody had asked.",
    replies: [
      ["amara", "How long did it last?", [["tomasz", "Three meetings. Then Easter came and it was never mentioned again."]]],
      ["layla", "That is two more than ours."],
    ],
    tags: ["from our branch"],
  },
  {
    chapter: "Introduction",
    words: "the hours counted were the hours paid or the hours the crane could lift",
    kind: "question",
    by: "jorge",
    body: "Does anyone here have a figure like this at work: one that everybody uses and nobody has looked into? I would start with *vehicles in service*.",
    replies: [
      ["winston", "Beds. A bed with no nurse is still a bed on the form."],
      ["margit", "Let us bring one each on Thursday."],
    ],
    reactions: { me_too: ["winston", "layla"], to_meeting: ["margit"] },
    became: { by: "amara", state: "settled" },
  },
  {
    chapter: "Introduction",
    words: "The list keeper writes down who wants to speak.",
    kind: "definition",
    by: "layla",
    body: "*List keeper*: not whoever has the attendance list. Ours kept both, and for a month people thought that they were being counted.",
    tags: ["for newcomers"],
  },
  {
    chapter: "Finding people",
    words: "Two people are enough to begin.",
    kind: "highlight",
    by: "amara",
    body: "",
    reactions: { me_too: ["margit"] },
  },
  {
    chapter: "Finding people",
    words: "It should be dull enough to be true.",
    kind: "remark",
    by: "margit",
    body: "Best sentence in the chapter. Could we write ours again by this rule? The one on the board says *inspiring*.",
    replies: [
      ["me", "Guilty. I will bring three dull ones.", [["margit", "Bring the dullest first."]]],
      ["layla", "“We read one short book, and then we decide whether to read another.”"],
    ],
    reactions: { me_too: ["tomasz", "winston"] },
  },
  {
    chapter: "Finding people",
    words: "Keep the sentence.",
    kind: "remark",
    by: "amara",
    body: "Ours, so that nobody has to look for it: **On Thursdays we read part of a book and say what we make of it, until a quarter past eight.**",
    tags: ["for newcomers"],
    host: ["pinned"],
  },
  {
    chapter: "Finding people",
    words: "ask twenty people to get nine who say yes, expect seven at the first meeting and plan for six",
    kind: "question",
    by: "winston",
    body: "Where do these numbers come from? They match what happened to us (22, 9, 7), which makes me more suspicious.",
    tags: ["asking"],
    replies: [
      ["tomasz", "I asked eleven and got two. Perhaps it depends on who asks."],
      [
        "margit",
        "From nowhere, I think: it says *as a rough rule*. Ours over three books are 41 asked, 17 yes, 13 came.",
        [["winston", "Then it is a rule after all. Thank you."]],
      ],
    ],
    reactions: { me_too: ["jorge"] },
    became: { by: "winston", state: "answered", reply: 1 },
  },
  {
    chapter: "Finding people",
    words: "Would you come to the first one, on the ninth?",
    kind: "remark",
    by: "me",
    body: "For the next round of asking: Ines from the laundry, Mr Okafor, the new driver on the 14. By name and with a reason, like this.",
    visibility: "me",
    tags: ["asking"],
  },
  {
    chapter: "Finding people",
    words: "Do not fill the group with committee members.",
    kind: "objection",
    by: "jorge",
    body: "In a branch of thirty, the committee *is* the people who come to things. If we leave them out we are three. I would rather say: no more than a third.",
    replies: [
      ["me", "As one of them: a third sounds right, and we should sit apart."],
      ["amara", "To the meeting with this one. @jorge, would you introduce it?", [["jorge", "With pleasure, and unfairly."]]],
    ],
    reactions: { disagree: ["margit"], to_meeting: ["amara", "winston", "tomasz"] },
  },
  {
    chapter: "Finding people",
    words: "Choose the day by asking each person which evenings are impossible, and leave preferences out of it.",
    kind: "remark",
    by: "layla",
    body: "I did this with the night crew and it took one round instead of nine messages. Impossible: Friday, Monday. Done.",
    visibility: "branch",
    tags: ["dates", "from our branch"],
  },
  {
    chapter: "Finding people",
    words: "Look at the room before you announce it",
    kind: "remark",
    by: "margit",
    body: "The lift in the canteen wing is out until the 20th. Winston will not say so himself, so could one of you ask for the ground floor?",
    visibility: "hosts",
    days: 2,
    tags: ["the room"],
  },
  {
    chapter: "Finding people",
    words: "a library room with a caretaker who jingles keys at eight",
    kind: "definition",
    by: "winston",
    body: "*Caretaker*: at our library he is called Des, and he does not jingle. He sighs.",
    days: 2,
    tags: ["the room"],
    reactions: { me_too: ["tomasz"] },
  },
  {
    chapter: "Finding people",
    words: "Private homes are warm and cheap",
    kind: "objection",
    by: "winston",
    body: "And some of us have the only home big enough every single time. Add that to the drawbacks.",
  },
  {
    chapter: "Finding people",
    words: "One paragraph a quarter, without names, is plenty.",
    kind: "link",
    by: "margit",
    body: "The same for the minutes, with the reasons.",
    to: { chapter: "Minutes, chat and trust", words: "It has no names in it other than the author's." },
  },
  { chapter: "Choosing a book", words: "A page that is interrupted is a good sign.", kind: "highlight", by: "jorge", body: "" },
  {
    chapter: "Choosing a book",
    words: "what somebody who dislikes it says about it",
    kind: "remark",
    by: "amara",
    body: "For our next three: who volunteers to dislike which? I can do the railway memoir, with pleasure.",
    replies: [["margit", "I dislike all memoirs equally, so give me another one."]],
  },
  {
    chapter: "Choosing a book",
    words: "A person who has lost twice gets to choose the third book alone.",
    kind: "question",
    by: "layla",
    body: "Is losing twice *in this group* meant, or may I bring my record from the old one?",
    replies: [["tomasz", "Records are transferable. I have spoken."]],
    became: { by: "layla", state: "dropped" },
  },
  {
    chapter: "Parts and dates",
    words: "Count in words.",
    kind: "remark",
    by: "margit",
    body: "The spine at the top of the page does this for us: each chapter is as wide as it is long.",
  },
  {
    chapter: "Parts and dates",
    words: "An hour and a half is better.",
    kind: "remark",
    by: "me",
    body: "I would go lower still: an hour, and nobody sorry. Not to be read before we meet, so that I do not sway the others.",
    days: 2,
    held: true,
    tags: ["dates"],
  },
  {
    chapter: "Parts and dates",
    words: "The ones who cannot manage it will say nothing, come once with the part half read, and then have a cold.",
    kind: "remark",
    by: "winston",
    body: "I feel seen. I also had a cold.",
    replies: [["amara", "An hour and a half a fortnight, then, and not a page more."]],
    reactions: { me_too: ["jorge", "tomasz"] },
  },
  {
    chapter: "Parts and dates",
    words: "Name every part by a question as well as by its chapters",
    kind: "question",
    by: "amara",
    body: "What is the question of the part we are reading now?",
    host: ["asked"],
    days: 2,
  },
  {
    chapter: "Parts and dates",
    words: "Put one empty date into every row of six",
    kind: "question",
    by: "tomasz",
    body: "Where is our empty date? The row on the wall has six out of six filled.",
    tags: ["dates"],
    replies: [["jorge", "On the back of the row, in pencil. I have seen it."]],
    reactions: { me_too: ["layla"], to_meeting: ["layla", "winston"] },
    became: { by: "amara", state: "taken" },
    host: ["agenda"],
  },
  {
    chapter: "Reading with a pencil",
    words: "Keep the straight lines rare.",
    kind: "objection",
    by: "jorge",
    body: "My grandmother underlined everything and remembered everything. Decorated is an unkind word.",
    days: 2,
  },
];

/** Who has opened which chapters, in their order, and who says they have read them to which one. The last one opened is where they are. */
export const reading: Partial<Record<Who, { opened: string[]; read: string[] }>> = {
  me: {
    opened: ["Introduction", "Choosing a book", "Parts and dates", "Finding people"],
    read: ["Introduction", "Finding people", "Choosing a book"],
  },
  amara: {
    opened: ["Introduction", "Finding people", "Choosing a book", "Parts and dates"],
    read: ["Introduction", "Finding people", "Choosing a book", "Parts and dates"],
  },
  tomasz: { opened: ["Introduction", "Finding people", "Parts and dates"], read: ["Introduction", "Finding people"] },
  jorge: {
    opened: ["Introduction", "Finding people", "Choosing a book", "Reading with a pencil"],
    read: ["Introduction", "Finding people", "Choosing a book"],
  },
};

export interface ToldMessage {
  by: Who;
  body: string;
  /** A passage carried into the talk. */
  quote?: { chapter: string; words: string };
}

export const talk: ToldMessage[] = [
  { by: "amara", body: "Good evening all. The room is booked for the whole row of Thursdays, canteen side, so no stairs." },
  { by: "winston", body: "Thank you. And the lamps?" },
  { by: "amara", body: "I read a page of small print under each of them. Sit on the window side." },
  { by: "tomasz", body: "I am on earlies until the 14th, so I will be there but yawning." },
  { by: "layla", body: "Bring the yawning, there is soup." },
  { by: "jorge", body: "Has everybody got to the end of *Finding people*? I have a quarrel to pick." },
  {
    by: "jorge",
    body: "This one:",
    quote: { chapter: "Finding people", words: "Do not fill the group with committee members." },
  },
  { by: "margit", body: "You would, you are on two of them." },
  { by: "jorge", body: "Three. That is my point." },
  { by: "me", body: "Can we keep that for the meeting? It is the first thing on my list now." },
  { by: "winston", body: "Yes. Ten minutes, and Jorge introduces it, so he has to be fair." },
  { by: "jorge", body: "Cruel, but I accept." },
  {
    by: "layla",
    body: "مساء الخير. I listened to the chapter twice on the bus. The letter to Gwen is the part I would read aloud.",
  },
  { by: "amara", body: "Would you read it on Thursday?" },
  { by: "layla", body: "I would." },
  { by: "tomasz", body: "Small thing: I will not manage the chapter on editions before then. Is it needed?" },
  { by: "margit", body: "No. We all have the same text here, so it is the one chapter we can skip with a clear conscience." },
  { by: "tomasz", body: "Blessed chapter." },
  {
    by: "winston",
    body: "I asked my sister’s group how they split a book, and they do it by pages and argue every time. I sent her this:",
    quote: { chapter: "Parts and dates", words: "Never cut by pages" },
  },
  { by: "amara", body: "Next meeting is in the calendar, please answer yes / if need be / no so I know how many bowls." },
  { by: "me", body: "Answered. And I have three dull sentences for the board." },
  { by: "jorge", body: "Read us the dullest." },
  { by: "me", body: "“On Thursdays we read part of a book and say what we make of it, until a quarter past eight.”" },
  { by: "margit", body: "I would come to that." },
  { by: "layla", body: "🙂 So would I." },
];

export interface ToldMeeting {
  title: string;
  /** Days from today, negative for past meetings; moved to the Thursday of that week. */
  days: number;
  chapters: string[];
  answers: Partial<Record<Who, Answer>>;
}

/** The plan: each meeting with the part that leads to it. */
export const meetings: ToldMeeting[] = [
  {
    title: "How a group begins",
    days: -28,
    chapters: ["Introduction", "Finding people"],
    answers: { me: "yes", amara: "yes", tomasz: "yes", layla: "yes", winston: "yes" },
  },
  {
    title: "Which book, and who dislikes it",
    days: -14,
    chapters: ["Choosing a book"],
    answers: { me: "yes", amara: "yes", jorge: "yes", margit: "yes", winston: "no" },
  },
  {
    title: "Cutting a book into evenings",
    days: 7,
    chapters: ["Parts and dates", "The first meeting"],
    answers: { amara: "yes", tomasz: "if_need_be", layla: "yes", jorge: "yes", winston: "yes" },
  },
  {
    title: "Pencil and margin",
    days: 21,
    chapters: ["Reading with a pencil", "Notes that others can answer", "One margin, many hands"],
    answers: { amara: "yes", margit: "if_need_be", layla: "no" },
  },
];
