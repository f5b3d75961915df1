// Short messages at the edge of the page: what was done, with a way to undo it. F6 leads there; they wait while one is on them.
"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { buttonLook, iconButtonLook } from "#app/_ui/button-look.ts";
import { ToastContext, type Toasts } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";

function useShown(): Toasts {
  const { add, close } = Toast.useToastManager();
  const t = useWords("ui");
  return useMemo(
    () => ({
      say({ text, undo, tone = "plain", seconds, id }) {
        const stays = seconds ?? (tone === "danger" ? 0 : undo ? 12 : 6);
        const toastId = add({
          ...(id && { id }),
          title: text,
          type: tone,
          timeout: stays * 1000,
          ...(undo && {
            actionProps: {
              children: t("undo"),
              onClick: () => {
                undo();
                close(toastId);
              },
            },
          }),
        });
        return toastId;
      },
      close,
    }),
    [add, close, t],
  );
}

/** What stands in it may use useToast(). */
export function ToastRegion(props: { children: ReactNode }) {
  return (
    <Toast.Provider limit={3}>
      <Shown>{props.children}</Shown>
      <Toast.Portal>
        <ToastList />
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Shown({ children }: { children: ReactNode }) {
  return <ToastContext value={useShown()}>{children}</ToastContext>;
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  const t = useWords("ui");
  return (
    <Toast.Viewport
      aria-label={t("notices")}
      className="z-toast no-print fixed inset-x-4 bottom-[calc(1rem+env(safe-area-inset-bottom)+var(--bar-height,0px))] flex flex-col-reverse gap-2 sm:inset-x-auto sm:end-6 sm:bottom-6 sm:w-96"
    >
      {toasts.map((toast) => (
        <Toast.Root
          key={toast.id}
          toast={toast}
          swipeDirection={["down", "right", "left"]}
          className="rounded-md border border-line bg-raised shadow-raised transition-[opacity,translate] duration-150 [transform:translate(var(--toast-swipe-movement-x),var(--toast-swipe-movement-y))] data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0 data-[type=danger]:border-danger"
        >
          <Toast.Content className="flex items-center gap-2 py-2 ps-4 pe-2">
            <Toast.Title render={<p />} className="min-w-0 grow py-1.5 text-base [overflow-wrap:anywhere]" />
            <Toast.Action className={buttonLook("quiet", "small", "text-rubric hover:text-rubric-strong")} />
            <Toast.Close aria-label={t("dismiss")} className={iconButtonLook("quiet", "small")}>
              <X aria-hidden />
            </Toast.Close>
          </Toast.Content>
        </Toast.Root>
      ))}
    </Toast.Viewport>
  );
}
