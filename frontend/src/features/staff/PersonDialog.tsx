import { useRef } from "react";
import { api, newId, ok } from "@/lib/api/client";
import type { Role, Staff } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { Check } from "@/ui/Choice";
import { PasswordField, SelectField, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Bdi } from "@/ui/Num";
import { useSaved } from "@/ui/useSaved";

const roles: readonly Role[] = ["owner", "manager", "support", "counter"];

/** Takes somebody on, or changes what they are called, may do, and sign in with. */
export function PersonDialog({ person, onClose }: { person: Staff | null; onClose: () => void }) {
  const t = useT();
  const saved = useSaved("staff");
  const id = useRef(newId());
  const form = useForm(
    { user: person?.user ?? "", name: person?.name ?? "", role: person?.role ?? ("counter" as Role), active: person?.active ?? true, password: "" },
    async ({ user, name, role, active, password }) => {
      if (person) {
        const body = {
          ...(name !== person.name ? { name } : {}),
          ...(role !== person.role ? { role } : {}),
          ...(active !== person.active ? { active } : {}),
          ...(password ? { password } : {}),
        };
        if (Object.keys(body).length > 0) await ok(api.PATCH("/api/staff/{id}", { params: { path: { id: person.id } }, body }));
      } else await ok(api.POST("/api/staff", { body: { id: id.current, user: user.trim(), name, role, password } }));
      await saved();
      onClose();
    },
    ({ user, password }) => {
      const missing: Record<string, string> = {};
      if (!user.trim()) missing["user"] = t("firstrun.required_user");
      if (!person && !password) missing["password"] = t("firstrun.required_password");
      return missing;
    },
  );
  const { values, errors, set } = form;
  return (
    <FormDialog title={person ? <Bdi>{person.name}</Bdi> : t("people.new")} form={form} onClose={onClose}>
      <TextField
        label={t("firstrun.owner_user")}
        name="user"
        autoComplete="off"
        data-autofocus={!person || undefined}
        disabled={person !== null}
        value={values.user}
        onChange={(user) => set("user", user)}
        error={errors["user"]}
        hint={t(person ? "people.user_stays" : "firstrun.owner_user_hint")}
      />
      <TextField label={t("people.name")} optional={!person} name="name" value={values.name} onChange={(name) => set("name", name)} error={errors["name"]} hint={t("people.name_hint")} />
      <SelectField label={t("people.role")} name="role" value={values.role} onChange={(role) => set("role", role)} error={errors["role"]} hint={t(`people.role_${values.role}`)} options={roles.map((value) => ({ value, label: t(`role.${value}`) }))} />
      <PasswordField
        label={t(person ? "people.new_password" : "firstrun.owner_password")}
        optional={person !== null}
        name="password"
        autoComplete="new-password"
        value={values.password}
        onChange={(password) => set("password", password)}
        error={errors["password"]}
        hint={t(person ? "people.new_password_hint" : "firstrun.owner_password_hint")}
      />
      {person && (
        <Check name="active" checked={values.active} onChange={(active) => set("active", active)}>
          {t("people.active")}
        </Check>
      )}
      {errors["active"] && (
        <p className="sm wrong" role="alert">
          {errors["active"]}
        </p>
      )}
    </FormDialog>
  );
}
