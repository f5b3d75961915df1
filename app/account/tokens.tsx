// The tokens of my own programs: a new one is shown once, and each can be revoked.
"use client";

import { Check, Copy, KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { v7 } from "uuid";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { useForm } from "#app/_forms/use-form.ts";
import { ViewerClock } from "#app/_frame/clocks.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Select } from "#app/_ui/select.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { VisuallyHidden } from "#app/_ui/visually-hidden.tsx";
import { useWords } from "#app/_words/words.tsx";
import { NewToken, type PersonalToken } from "#domain/shapes/person.ts";

/** How long a token may live, in days; the first is what is offered. */
const DAYS = [90, 30, 7, 365] as const;
const Fields = NewToken.pick({ label: true, days: true });

type Made = PersonalToken & { secret: string };

export function Tokens({ tokens }: { tokens: readonly PersonalToken[] }) {
  const t = useWords("account");
  const api = useApiClient();
  const router = useRouter();
  const sentences = useSentences();
  const { say } = useToast();
  const [made, setMade] = useState<Made>();
  const [revoking, setRevoking] = useState("");

  async function revoke({ id: tokenId, label }: PersonalToken) {
    setRevoking(tokenId);
    try {
      await api.token.revoke.mutate({ id: v7(), tokenId });
      say({ text: t("tokens.revoked", { label }) });
    } catch (thrown) {
      say({ text: sentences.of(thrown), tone: "danger" });
    }
    setRevoking("");
    router.refresh();
  }

  return (
    <section aria-labelledby="tokens" className="flex flex-col gap-4">
      <h2 id="tokens" className="font-text text-xl font-medium">
        {t("tokens.title")}
      </h2>
      <p className="text-ink-soft">{t("tokens.lead")}</p>
      {tokens.length === 0 ? (
        <p>{t("tokens.none")}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line border-y border-line">
          {tokens.map((token) => (
            <li key={token.id} className="flex items-center gap-4 py-3">
              <KeyRound aria-hidden className="size-5 shrink-0 stroke-[1.5] text-ink-soft" />
              <div className="min-w-0 grow">
                <p className="font-medium [overflow-wrap:anywhere]">
                  <bdi>{token.label}</bdi>
                </p>
                <p className="text-sm text-ink-soft">
                  {t.rich("tokens.made", {
                    made: () => <ViewerClock key="made" instant={token.createdAt} />,
                    ends: () => <ViewerClock key="ends" instant={token.expiresAt} />,
                  })}
                </p>
              </div>
              <Button size="small" busy={revoking === token.id} onClick={() => revoke(token)}>
                <span aria-hidden>{t("tokens.revoke")}</span>
                <VisuallyHidden>{t("tokens.revokeThis", { label: token.label })}</VisuallyHidden>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {made ? (
        <MadeToken made={made} onDone={() => setMade(undefined)} />
      ) : (
        <TokenForm
          onMade={(token) => {
            setMade(token);
            router.refresh();
          }}
        />
      )}
    </section>
  );
}

function TokenForm({ onMade }: { onMade: (made: Made) => void }) {
  const t = useWords("account");
  const api = useApiClient();
  const { form, fault, formFault, busy } = useForm({
    shape: Fields,
    read: (data) => ({ label: data.get("label"), days: Number(data.get("days")) }),
    send: async (values, { id, madeId }) => onMade(await api.token.make.mutate({ id, tokenId: madeId, ...values })),
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormFault>{formFault}</FormFault>
      <div className="flex flex-wrap items-end gap-4">
        <TextField
          className="min-w-0 grow basis-60"
          name="label"
          label={t("tokens.label")}
          hint={t("tokens.labelHint")}
          maxLength={80}
          autoComplete="off"
          {...fault("label")}
        />
        <Select
          name="days"
          label={t("tokens.days")}
          options={DAYS.map((days) => ({ value: String(days), label: t("tokens.daysOf", { days }) }))}
        />
      </div>
      <Button type="submit" busy={busy} className="self-start">
        {t("tokens.make")}
      </Button>
    </form>
  );
}

function MadeToken({ made, onDone }: { made: Made; onDone: () => void }) {
  const t = useWords("account");
  const box = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  async function copy() {
    // Where the page may not write to the clipboard (plain http), the token is selected for copying by hand.
    box.current?.select();
    await navigator.clipboard?.writeText(made.secret).then(
      () => setCopied(true),
      () => {},
    );
  }

  return (
    <Notice tone="ok" role="status" title={t("tokens.shownOnce")}>
      <div className="flex flex-col gap-3">
        <p>{t("tokens.shownOnceBody")}</p>
        <div className="flex flex-wrap items-end gap-3 text-ink">
          <TextField
            ref={box}
            className="min-w-0 grow basis-60"
            inputClassName="font-mono text-sm"
            label={t("tokens.value", { label: made.label })}
            value={made.secret}
            dir="ltr"
            readOnly
            onFocus={(event) => event.target.select()}
          />
          <Button variant="primary" onClick={copy}>
            {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
            {t(copied ? "tokens.copied" : "tokens.copy")}
          </Button>
          <Button onClick={onDone}>{t("tokens.done")}</Button>
        </div>
      </div>
    </Notice>
  );
}
