import { IconFileExport } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Action } from "@/lib/actions";
import { api, newId, ok } from "@/lib/api/client";
import type { Answer } from "@/lib/api/paths";
import { formatDayShort } from "@/lib/calendar";
import { useT } from "@/lib/i18n";
import { saveFile } from "@/lib/saveFile";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Money, Num, When } from "@/ui/Num";
import { Notice, Skeleton, Tag } from "@/ui/Panel";
import { refused, toast } from "@/ui/Toast";
import { useWaiting } from "./queries";
import "./credit.css";

type Waiting = Answer<"/api/tax-documents/waiting", "get">["items"][number];

/** Fewer days than this are pressing. */
const pressing = 3;

/** What has to go to the tax system: what waits, with the days that are left, and the file. */
export function ToSend({ from, to, onClose }: { from: string | undefined; to: string | undefined; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const { data } = useWaiting();
  const [busy, setBusy] = useState(false);
  /** upto names what waits: from then on it does so no longer. */
  const save = async (query: { upto: string } | { from?: string; to?: string }) => {
    if (busy) return;
    setBusy(true);
    try {
      const name = await saveFile(`/api/tax-documents?${new URLSearchParams(query).toString()}`);
      if (name) {
        if ("upto" in query) await ok(api.POST("/api/tax-sends", { body: { id: newId(), upto: query.upto } }));
        await client.invalidateQueries({ queryKey: ["tax_sends"] });
        toast(t("invoice.saved", { Name: name }));
        onClose();
      }
    } catch (refusal) {
      refused(refusal);
    } finally {
      setBusy(false);
    }
  };
  const period = { ...(from && { from }), ...(to && { to }) };
  const none = !data || data.count === 0;
  const take: Action = { id: "sending.take", label: "sending.take", keys: ["Enter"], icon: IconFileExport, disabled: none || busy, run: () => void save({ upto: data?.upto ?? "" }) };
  const again: Action = { id: "sending.again", label: "sending.again", keys: ["Alt+A"], disabled: busy, run: () => void save(period) };
  return (
    <Dialog
      title={t("sending.title")}
      onClose={onClose}
      width={640}
      actions={[take, again]}
      foot={
        <>
          <Button kind="primary" keys="Enter" icon={IconFileExport} disabled={take.disabled} onClick={take.run} data-autofocus>
            {t("sending.take", { Count: data?.count ?? 0 })}
          </Button>
          <span className="grow" />
          <Button keys="Alt+A" disabled={busy} onClick={again.run}>
            {t(from || to ? "sending.again" : "sending.all_again")}
          </Button>
        </>
      }
    >
      {!data ? (
        <Skeleton height={160} />
      ) : data.count === 0 ? (
        <Notice>{t("sending.none")}</Notice>
      ) : (
        <>
          {data.items.some(({ due_on }) => due_on === "") && <Notice kind="needs">{t("sending.no_deadline")}</Notice>}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */}
          <ul className="to-send" tabIndex={0} aria-label={t("sending.title")}>
            {data.items.map((one) => (
              <li key={one.id}>
                <b>
                  <Num>{one.number}</Num>
                </b>
                <span className="xs mut">
                  {one.kind !== "invoice" && <>{t(one.kind === "void" ? "credit.voided" : "credit.returned")} · </>}
                  <When as="day">{one.issued_at}</When>
                </span>
                <span className="num-col">
                  <Money rial={one.total} />
                </span>
                {one.due_on && <Left of={one} />}
              </li>
            ))}
          </ul>
          {data.count > data.items.length && <p className="sm mut">{t("sending.more", { Count: data.count - data.items.length })}</p>}
        </>
      )}
    </Dialog>
  );
}

function Left({ of: { left, due_on } }: { of: Waiting }) {
  const t = useT();
  const text = left < 0 ? t("sending.past", { Count: -left }) : left === 0 ? t("sending.today") : t("sending.left", { Count: left });
  return (
    <span title={formatDayShort(due_on)}>
      <Tag kind={left < 0 ? "wrong" : left <= pressing ? "needs" : "info"}>{text}</Tag>
    </span>
  );
}
