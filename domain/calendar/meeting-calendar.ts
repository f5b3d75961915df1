// One meeting as an iCalendar object (RFC 5545) that people put into their own calendars: for download, mail and subscription.
// The same meeting at the same revision is always the same bytes, so that a client can tell that nothing changed.
import ICAL from "ical.js";
import { CalendarFault } from "./calendar-fault.ts";
import { plainLine, plainText } from "./plain-text.ts";
import { vtimezone } from "./vtimezone.ts";
import { readInstant, resolveWallTime, wallSpan } from "./wall-time.ts";
import { zoneMismatch } from "./zone-mismatch.ts";

/** A meeting as its calendar object needs it. Instants are ISO in UTC; `local` and `zone` are the wall time agreed on. */
export type CalendarMeeting = {
  /** Given once when the meeting is made ("m-<uuid>@host") and never again: a changed uid is another event to every client. */
  uid: string;
  /** 0 at first, one more with every published change. */
  sequence: number;
  createdAt: string;
  revisedAt: string;
  local: string;
  zone: string;
  minutes: number;
  title: string;
  groupName: string;
  place?: string;
  /** Where the meeting is held online (http or https). */
  link?: string;
  /** What is to be read for it. */
  reading?: string;
  calledOff?: boolean;
  /** The meeting's page here (http or https). */
  pageUrl?: string;
  /** For calendars that others can see: a neutral title, neither the group's name nor what is read. */
  discreet?: boolean;
};

/** The words we put in ourselves, in the language of whoever receives the object. */
export type CalendarWords = { calledOff: string; meeting: string; toRead: string; join: string; page: string };

const englishWords: CalendarWords = {
  calledOff: "Cancelled",
  meeting: "Meeting",
  toRead: "To read",
  join: "Join",
  page: "Details",
};

/** Lengths in code points. A summary is one line on a phone; the rest only keeps a subscription from growing without bound. */
const summaryLimit = 60;
const placeLimit = 200;
const nameLimit = 200;
const readingLimit = 2000;
/** Room for 500 characters, each written as nine in percent-encoding. */
const linkLimit = 5000;
const largestSequence = 2 ** 31 - 1;

// A property in jCal (RFC 7265): name, parameters, type, value.
type Property = [name: string, params: Record<string, string>, type: string, value: string | number];

// The library lets continuation lines grow one octet longer than this; RFC 5545 section 3.1 sets the limit at 75.
ICAL.foldLength = 74;

/**
 * One VCALENDAR with METHOD:PUBLISH, exactly one VEVENT, and the VTIMEZONE it refers to. Names nobody: no ATTENDEE, no ORGANIZER.
 * Times carry their zone; in UTC they are given where a zone would mislead (see `publishedTimes`).
 * @param options.product the name of the software, for PRODID; `words` the words we add, English when left out.
 * @returns text with CRLF after every line, no line longer than 75 octets in UTF-8.
 * @throws CalendarFault when a part of the meeting is not what it should be.
 */
export function meetingCalendar(meeting: CalendarMeeting, options: { product: string; words?: CalendarWords }): string {
  const words = options.words ?? englishWords;
  const { times, zone } = publishedTimes(meeting);
  const properties: Property[] = [
    ["uid", {}, "text", checkedUid(meeting.uid)],
    ["sequence", {}, "integer", checkedSequence(meeting.sequence)],
    ["dtstamp", {}, "date-time", utc(meeting.revisedAt)],
    ["created", {}, "date-time", utc(meeting.createdAt)],
    ["last-modified", {}, "date-time", utc(meeting.revisedAt)],
    ...times,
    ["summary", {}, "text", summary(meeting, words)],
    ["status", {}, "text", meeting.calledOff ? "CANCELLED" : "CONFIRMED"],
    ["transp", {}, "text", meeting.calledOff ? "TRANSPARENT" : "OPAQUE"],
    ["class", {}, "text", "PRIVATE"],
    ...whereabouts(meeting, words),
  ];
  const calendar = [
    "vcalendar",
    [
      ["version", {}, "text", "2.0"],
      ["prodid", {}, "text", `-//${plainLine(options.product, nameLimit)}//EN`],
      ["calscale", {}, "text", "GREGORIAN"],
      ["method", {}, "text", "PUBLISH"],
    ],
    [...(zone ? [zone.toJSON()] : []), ["vevent", properties, []]],
  ];
  return ICAL.stringify(calendar);
}

/**
 * DTSTART and DTEND. In UTC, without VTIMEZONE, when the zone is UTC, when published and known rules differ around the meeting, and when
 * start or end comes twice on the clock (RFC 5545 means the first of the two, so the second could not be written at all).
 */
function publishedTimes(meeting: CalendarMeeting): { times: Property[]; zone: ICAL.Component | null } {
  const { start, end } = wallSpan(meeting, meeting.minutes);
  // Compared from the day before, because around a change of clock the hours before it decide how a reading is taken.
  const before = readInstant(start.instant).subtract({ hours: 24 }).toString();
  const comesTwice = start.kind === "overlap" || resolveWallTime(end).kind === "overlap";
  const zone = comesTwice || zoneMismatch(start.zone, before) ? null : vtimezone(start.zone);
  const time = (name: string, at: typeof end): Property =>
    zone ? [name, { tzid: at.zone }, "date-time", `${at.local}:00`] : [name, {}, "date-time", utc(at.instant)];
  return { times: [time("dtstart", start), time("dtend", end)], zone };
}

function summary(meeting: CalendarMeeting, words: CalendarWords): string {
  // Some clients ignore STATUS in a subscription: so that nobody goes in vain, the title says it too.
  const prefix = meeting.calledOff ? `${words.calledOff}: ` : "";
  const title = meeting.discreet ? words.meeting : plainLine(meeting.title, Number.POSITIVE_INFINITY) || words.meeting;
  const group = meeting.discreet ? "" : plainLine(meeting.groupName, nameLimit);
  const full = plainLine(`${prefix}${title} (${group})`, Number.POSITIVE_INFINITY);
  // A person in several groups wants the group's name there, but the title comes first where there is no room for both.
  return group && [...full].length <= summaryLimit ? full : plainLine(`${prefix}${title}`, summaryLimit);
}

/** Where it is and what it is about: LOCATION, URL, CONFERENCE (RFC 7986), DESCRIPTION. */
function whereabouts(meeting: CalendarMeeting, words: CalendarWords): Property[] {
  const place = plainLine(meeting.place ?? "", placeLimit);
  const link = meeting.link ? webAddress(meeting.link) : undefined;
  const page = meeting.pageUrl ? webAddress(meeting.pageUrl) : undefined;
  const group = plainLine(meeting.groupName, nameLimit);
  const reading = plainText(meeting.reading ?? "", readingLimit);
  // Few clients show CONFERENCE and not all show URL; the description is what everyone sees.
  const description = [
    ...(meeting.discreet ? [] : [group, reading && `${words.toRead}: ${reading}`]),
    link && `${words.join}: ${link}`,
    page && `${words.page}: ${page}`,
  ].filter((line) => line);
  const properties: Property[] = [];
  if (place) properties.push(["location", {}, "text", place]);
  const url = link ?? page;
  if (url) properties.push(["url", {}, "uri", url]);
  if (link) properties.push(["conference", { feature: "VIDEO", label: parameterText(words.join) }, "uri", link]);
  if (description.length > 0) properties.push(["description", {}, "text", description.join("\n")]);
  return properties;
}

/** A parameter can hold neither a double quote nor, for every reader, the escapes of RFC 6868. */
function parameterText(text: string): string {
  return plainLine(text, nameLimit).replaceAll('"', "”").replaceAll("^", "");
}

function utc(instant: string): string {
  return readInstant(instant).toString({ smallestUnit: "second" });
}

function checkedUid(uid: string): string {
  if (/^[A-Za-z0-9._:@[\]-]{1,255}$/.test(uid)) return uid;
  throw new CalendarFault(`"${uid.slice(0, 40)}" cannot be the uid of a meeting, such as m-1f0c@reading.example.`);
}

function checkedSequence(sequence: number): number {
  if (Number.isInteger(sequence) && sequence >= 0 && sequence <= largestSequence) return sequence;
  throw new CalendarFault(`The sequence of a meeting is a whole number from 0 to ${largestSequence}, not ${sequence}.`);
}

function webAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href.length <= linkLimit) return url.href;
  throw new CalendarFault(`"${address.slice(0, 80)}" is not a web address that begins with http:// or https://.`);
}
