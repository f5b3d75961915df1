// The VTIMEZONE that tells other calendars the rules of a zone, and the changes of clock those rules announce.
import ICAL from "ical.js";
import { tzlib_get_ical_block } from "timezones-ical-library";
import { canonicalZone } from "./wall-time.ts";

/** A change of clock: from `at` (milliseconds since 1970) on the zone is `seconds` ahead of UTC. */
export type ClockChange = { at: number; seconds: number };

const someYears = 5 * 366 * 24 * 3600 * 1000;
const found = new Map<string, ICAL.Component | null>();
const expanded = new WeakMap<ICAL.Component, { until: number; changes: ClockChange[] }>();

/**
 * The VTIMEZONE of a zone in the form with DTSTART in 1970 and a yearly RRULE, which is the one Outlook accepts.
 * Its TZID is our canonical name. Nothing is given for UTC, which needs none, and for a zone the library does not have.
 * Neither the date of the library's release nor its private properties are kept: bytes change only when a rule does.
 */
export function vtimezone(name: string): ICAL.Component | null {
  const zone = canonicalZone(name);
  let component = found.get(zone);
  if (component === undefined) {
    const block = zone === "UTC" ? undefined : tzlib_get_ical_block(zone)[0];
    component = block === undefined ? null : readVtimezone(block);
    component?.updatePropertyWithValue("tzid", zone);
    component?.removeAllProperties("x-lic-location");
    component?.removeAllProperties("last-modified");
    found.set(zone, component);
  }
  return component;
}

/** Reads the text of one VTIMEZONE; nothing when it holds none. */
export function readVtimezone(block: string): ICAL.Component | null {
  if (!block.startsWith("BEGIN:VTIMEZONE")) return null;
  return new ICAL.Component(ICAL.parse(block));
}

/**
 * Every change of clock that a VTIMEZONE announces from its beginning until `until` (milliseconds since 1970), in order.
 * Kept for the next question, because a subscription asks for the same few zones again and again.
 */
export function announcedChanges(component: ICAL.Component, until: number): ClockChange[] {
  let known = expanded.get(component);
  if (!known || known.until < until) {
    known = { until: until + someYears, changes: expand(component, until + someYears) };
    expanded.set(component, known);
  }
  return known.changes.filter((change) => change.at <= until);
}

function expand(component: ICAL.Component, until: number): ClockChange[] {
  const changes: ClockChange[] = [];
  for (const rule of component.getAllSubcomponents()) {
    const from = secondsOf(rule, "tzoffsetfrom");
    const seconds = secondsOf(rule, "tzoffsetto");
    const start = rule.getFirstPropertyValue("dtstart");
    if (!(start instanceof ICAL.Time)) continue;
    // The onset is written in the local time that was in force before it (RFC 5545 section 3.6.5).
    const onset = (time: ICAL.Time) =>
      Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second) - from * 1000;
    const recur = rule.getFirstPropertyValue("rrule");
    if (!(recur instanceof ICAL.Recur)) {
      changes.push({ at: onset(start), seconds });
      continue;
    }
    const times = recur.iterator(start);
    for (let time = times.next(); time && onset(time) <= until; time = times.next()) changes.push({ at: onset(time), seconds });
  }
  return changes.sort((one, other) => one.at - other.at);
}

function secondsOf(rule: ICAL.Component, property: string): number {
  const offset = rule.getFirstPropertyValue(property);
  return offset instanceof ICAL.UtcOffset ? offset.toSeconds() : 0;
}
