// What a file holds before it is brought in: how much is certain, what has to be decided, what is not in this text, and who will read it.
"use client";

import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { RadioList } from "#app/_ui/radio-list.tsx";
import { useWords } from "#app/_words/words.tsx";
import { MissingNotes } from "#app/groups/[group]/notes/files/missing-notes.tsx";
import type { BroughtFor, FileNote, FoundPlace, NoteFilePreview, NoteImport } from "#domain/shapes/note-file.ts";

export interface FilePreviewProps {
  groupName: string;
  seen: NoteFilePreview;
  busy: boolean;
  onBring: (readers: BroughtFor, places: NoteImport["places"]) => void;
}

const readersOf = (ours: boolean): BroughtFor[] => (ours ? ["me", "group", "kept"] : ["me", "group"]);

export function FilePreview({ groupName, seen, busy, onBring }: FilePreviewProps) {
  const t = useWords("noteFiles");
  const [readers, setReaders] = useState<BroughtFor>("me");
  const [places, setPlaces] = useState<NoteImport["places"]>({});
  const by = Map.groupBy(seen.notes, (note) => note.state);
  const count = (state: FileNote["state"]) => by.get(state)?.length ?? 0;
  const decided = (by.get("check") ?? []).filter((note) => places[String(note.number)] !== undefined).length;
  const coming = count("certain") + decided;
  const facts = [
    count("certain") > 0 && t("in.certain", { count: count("certain") }),
    count("check") > 0 && t("in.check", { count: count("check") }),
    count("here") > 0 && t("in.here", { count: count("here") }),
    count("missing") > 0 && t("in.missing", { count: count("missing") }),
    seen.elsewhere > 0 && t("in.elsewhere", { count: seen.elsewhere }),
    seen.left > 0 && t("in.left", { count: seen.left }),
  ].filter((fact) => fact !== false);

  function decide(note: FileNote, place: string) {
    const { [String(note.number)]: _, ...others } = places;
    setPlaces(place === "" ? others : { ...others, [String(note.number)]: Number(place) });
  }

  return (
    <div className="flex flex-col gap-6">
      <ul className="flex list-disc flex-col gap-1 ps-5">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {count("check") > 0 && (
        <div className="flex flex-col gap-5">
          <h3 className="font-medium">{t("in.checkTitle")}</h3>
          <p className="text-ink-soft">{t("in.checkLead")}</p>
          {by.get("check")?.map((note) => (
            <RadioList
              key={note.number}
              name={`place-${note.number}`}
              label={t("in.checkWords", { words: note.words })}
              {...(note.body && { hint: note.body })}
              defaultValue=""
              onChange={(event) => decide(note, event.target.value)}
              options={[
                ...note.places.map((place, index) => ({
                  value: String(index),
                  label: t("in.place", { chapter: place.chapterTitle, number: place.number }),
                  hint: <Around place={place} />,
                })),
                { value: "", label: t("in.nowhere") },
              ]}
            />
          ))}
        </div>
      )}
      <MissingNotes notes={by.get("missing") ?? []} />
      {coming > 0 ? (
        <>
          <RadioList
            name="readers"
            label={t("in.who")}
            hint={t("in.whoAbout")}
            value={readers}
            onChange={(event) => setReaders(readersOf(true).find((one) => one === event.target.value) ?? "me")}
            options={readersOf(seen.ours).map((value) => ({ value, label: t(`in.whoKinds.${value}`, { group: groupName }) }))}
          />
          <Button variant="primary" busy={busy} className="self-start" onClick={() => onBring(readers, places)}>
            {t("in.bring", { count: coming })}
          </Button>
        </>
      ) : (
        <p>{t("in.nothing")}</p>
      )}
    </div>
  );
}

/** The words with those beside them, as they stand in the text. */
function Around({ place }: { place: FoundPlace }) {
  return (
    <span dir="auto" className="font-text">
      {place.before}
      <mark className="bg-transparent font-semibold text-ink underline decoration-rubric underline-offset-4">{place.words}</mark>
      {place.after}
    </span>
  );
}
