import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import type { Staff } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { useStaff } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import { Bdi } from "@/ui/Num";
import { Notice, Skeleton, Tag } from "@/ui/Panel";
import { PersonDialog } from "./PersonDialog";
import { usePeople } from "./queries";
import { Rights } from "./Rights";
import "./people.css";

/** Who works here, and what each role may do. */
export function People() {
  const t = useT();
  const me = useStaff();
  const people = usePeople();
  const [open, setOpen] = useState<Staff | "new" | null>(null);
  const fresh: Action = { id: "people.new", label: "people.new", keys: ["Insert"], icon: IconUserPlus, run: () => setOpen("new") };
  useActions([fresh], { title: "settings.people" });
  return (
    <>
      {people.isError && <Notice kind="wrong">{t("app.failed")}</Notice>}
      <ul className="people">
        {people.isPending && [0, 1].map((row) => <li key={row}><Skeleton height={44} /></li>)}
        {people.data?.items.map((person) => (
          <li key={person.id}>
            <button type="button" className={person.active ? "people-one" : "people-one off"} onClick={() => setOpen(person)}>
              <span className={person.id === me?.id ? "ava mine" : "ava"} aria-hidden="true">
                {[...person.name][0]}
              </span>
              <span className="grow">
                <b className="ell">
                  <Bdi>{person.name}</Bdi>
                </b>
                <span className="sm mut ell">
                  <Bdi>{person.user}</Bdi>
                </span>
              </span>
              {!person.active && <Tag>{t("people.off")}</Tag>}
              <Tag kind={person.role === "owner" ? "good" : "info"}>{t(`role.${person.role}`)}</Tag>
            </button>
          </li>
        ))}
      </ul>
      <div>
        <ActionButton action={fresh} kind="primary" />
      </div>
      <Rights />
      {open !== null && <PersonDialog person={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}
