import { Popover } from "@mantine/core";
import { IconBookmarkPlus, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState, type FormEvent, type ReactElement } from "react";
import { useActions } from "@/lib/actions";
import { useT } from "@/lib/i18n";
import type { ListState } from "@/lib/liststate";
import { Button } from "./Button";
import { TextField } from "./Field";
import { Bdi } from "./Num";
import { toast } from "./Toast";

interface Props {
  state: ListState;
}

/** The views of a list that somebody gave a name. */
export function ViewTabs({ state }: Props) {
  const t = useT();
  const { views, view } = state;
  useActions(
    [null, ...views].slice(0, 9).map((one, index) => ({ id: `list.view.${index + 1}`, label: "list.view_nth", keys: [`Alt+${index + 1}`], silent: index > 0 || views.length === 0, run: () => (one === null ? state.clear() : state.open(one)) })),
  );
  if (views.length === 0) return null;
  return (
    <div className="list-views" role="group" aria-label={t("list.views")}>
      <button type="button" className="list-view" aria-pressed={view === ""} aria-keyshortcuts="Alt+1" onClick={state.clear}>
        {t("list.view_own")}
      </button>
      {views.map((one, index) => (
        <button key={one.name} type="button" className="list-view" aria-pressed={view === one.name} aria-keyshortcuts={index < 8 ? `Alt+${index + 2}` : undefined} onClick={() => state.open(one)}>
          <Bdi>{one.name}</Bdi>
        </button>
      ))}
    </div>
  );
}

/** Gives what is shown a name; a view that has one gets another, or goes. */
export function ViewName({ state }: Props) {
  const t = useT();
  const [naming, setNaming] = useState(false);
  const { views, view } = state;
  useActions([{ id: "list.view_save", label: "list.view_save", keys: ["Alt+V"], icon: IconBookmarkPlus, disabled: view === "", run: () => setNaming(true) }]);
  if (view === "") return null;
  const fresh = view === null;
  const takeOff = (name: string) => {
    const gone = views.find((one) => one.name === name);
    state.remove(name);
    if (gone) toast(t("list.view_removed", { Name: name }), { undo: { label: t("app.undo"), run: () => state.put(gone) } });
  };
  const keep = (name: string) => {
    if (fresh) state.save(name);
    else state.rename(view, name);
    toast(t("list.view_kept", { Name: name }));
  };
  return (
    <Name key={view} name={view ?? ""} opened={naming} onOpened={setNaming} onKeep={keep} onRemove={fresh ? undefined : () => takeOff(view)}>
      {fresh ? (
        <Button kind="link" icon={IconBookmarkPlus} keys="Alt+V" onClick={() => setNaming(!naming)}>
          {t("list.view_save")}
        </Button>
      ) : (
        <Button kind="ghost" icon={IconPencil} aria-label={t("list.view_edit", { Name: view })} title={t("list.view_edit", { Name: view })} onClick={() => setNaming(!naming)} />
      )}
    </Name>
  );
}

interface NameProps {
  name: string;
  opened: boolean;
  onOpened: (opened: boolean) => void;
  onKeep: (name: string) => void;
  onRemove?: () => void;
  children: ReactElement;
}

function Name({ name, opened, onOpened, onKeep, onRemove, children }: NameProps) {
  const t = useT();
  const [typed, setTyped] = useState(name);
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === "") return;
    onOpened(false);
    onKeep(typed.trim());
  };
  return (
    <Popover width={280} position="bottom-start" offset={6} opened={opened} onChange={onOpened} trapFocus returnFocus withinPortal classNames={{ dropdown: "pick pick-view" }}>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label={t("list.view_name")}>
        <form onSubmit={keep} className="stack">
          <TextField label={t("list.view_name")} data-autofocus maxLength={40} value={typed} onChange={setTyped} placeholder={t("list.view_example")} />
          <div className="row">
            <Button kind="primary" type="submit" keys="Enter" disabled={typed.trim() === ""}>
              {t("app.save")}
            </Button>
            <span className="grow" />
            {onRemove && (
              <Button kind="ghost" icon={IconTrash} onClick={() => (onOpened(false), onRemove())}>
                {t("list.view_remove")}
              </Button>
            )}
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
