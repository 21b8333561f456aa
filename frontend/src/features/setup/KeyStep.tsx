import { IconCopy, IconPrinter } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useActions, type Action } from "@/lib/actions";
import { copyText } from "@/lib/copy";
import { useT } from "@/lib/i18n";
import { ActionButton } from "@/ui/Button";
import { Check } from "@/ui/Choice";
import { Bdi } from "@/ui/Num";
import { toast } from "@/ui/Toast";

interface Props {
  recoveryKey: string;
  kept: boolean;
  onKept: (kept: boolean) => void;
}

/** The recovery key is shown once, to be printed or copied; going on needs a tick. */
export function KeyStep({ recoveryKey, kept, onKept }: Props) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  const print: Action = { id: "firstrun.print", label: "app.print", keys: ["Ctrl+P"], icon: IconPrinter, run: () => window.print() };
  const copy: Action = { id: "firstrun.copy", label: "app.copy", keys: ["Alt+C"], icon: IconCopy, run: () => void copyText(recoveryKey).then((done) => done && toast(t("app.copied"))) };
  useActions([print, copy]);
  useEffect(() => box.current?.focus(), []);
  return (
    <>
      <code className="firstrun-key panel" aria-label={t("firstrun.step_key")}>
        <Grouped>{recoveryKey}</Grouped>
      </code>
      <div className="row">
        <ActionButton action={print} large />
        <ActionButton action={copy} large />
      </div>
      <Check ref={box} checked={kept} onChange={onKept}>
        {t("firstrun.key_confirm")}
      </Check>
    </>
  );
}

/** A long key in groups of six, as it is read and typed; the gaps are only drawn, what is selected has none. */
const Grouped = ({ children }: { children: string }) =>
  (children.match(/.{1,6}/g) ?? []).map((group, at) => (
    <span key={at} className="firstrun-group">
      {group}
    </span>
  ));

/** The sheet that is printed, shown as it comes out of the printer. */
export function KeySheet({ recoveryKey, shop }: { recoveryKey: string; shop: string }) {
  const t = useT();
  return (
    <div className="firstrun-paper firstrun-sheet">
      <b className="firstrun-paper-name">
        <Bdi>{shop}</Bdi>
      </b>
      <p>{t("firstrun.step_key")}</p>
      <hr />
      <code>
        <Grouped>{recoveryKey}</Grouped>
      </code>
      <hr />
      <p>{t("firstrun.key_paper")}</p>
    </div>
  );
}
