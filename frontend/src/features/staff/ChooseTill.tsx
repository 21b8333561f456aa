import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, ok } from "@/lib/api/client";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { enter, seat, till, token } from "@/lib/session";
import { useStore } from "@/lib/store";
import { Button } from "@/ui/Button";
import { Cards } from "@/ui/Choice";
import { FormDialog } from "@/ui/FormDialog";
import { Num } from "@/ui/Num";
import { Notice, Skeleton } from "@/ui/Panel";
import "./signin.css";

/** Which till this device is: asked once, and kept on it. */
function useChoice(done: () => void) {
  const client = useQueryClient();
  const here = useStore(till);
  const { data } = useQuery({ queryKey: ["tills"], queryFn: () => ok(api.GET("/api/tills")) });
  const [typed, choose] = useState("");
  const chosen = typed || (here?.id ?? "");
  const form = useForm({}, async () => {
    const session = await ok(api.PUT("/api/session/till", { body: { till_id: chosen } }));
    seat.keep(session.till.id);
    enter(session);
    client.setQueryData(["session", token.get()], session);
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "setup" && queryKey[0] !== "session" });
    done();
  });
  return { form, list: data?.items, chosen, choose };
}

function Tills({ list, chosen, choose }: Pick<ReturnType<typeof useChoice>, "list" | "chosen" | "choose">) {
  const t = useT();
  if (!list) return <Skeleton height={160} />;
  return (
    <Cards
      column
      quiet
      label={t("seat.title")}
      value={chosen}
      onChange={choose}
      options={list.map(({ id, name, series }) => ({ value: id, label: <bdi>{name}</bdi>, hint: <>{t("settings.series")} <Num>{series}</Num></> }))}
    />
  );
}

/** After signing in, where there are several tills and this device has none yet. */
export function ChooseTill({ onDone }: { onDone: () => void }) {
  const t = useT();
  const { form, ...choice } = useChoice(onDone);
  const box = form.ref;
  const there = choice.list !== undefined;
  useEffect(() => {
    if (there) box.current?.querySelector<HTMLInputElement>("input:checked")?.focus();
  }, [there, box]);
  return (
    <main className="signin">
      <form ref={form.ref} className="signin-card panel" onSubmit={(event) => void form.submit(event)} noValidate>
        <div className="signin-shop">
          <h1>{t("seat.title")}</h1>
          <p className="sec">{t("seat.lead")}</p>
        </div>
        {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
        <Tills {...choice} />
        <Button kind="primary" large type="submit" keys="Enter" disabled={form.busy || !choice.list}>
          {t("seat.take")}
        </Button>
      </form>
    </main>
  );
}

/** Another till, later. */
export default function TillDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { form, ...choice } = useChoice(onClose);
  return (
    <FormDialog title={t("seat.title")} form={form} onClose={onClose} save={t("seat.take")}>
      <p className="sm sec">{t("seat.lead")}</p>
      <Tills {...choice} />
    </FormDialog>
  );
}
