import { LogoField } from "@/features/setup/LogoField";
import "@/features/setup/firstrun.css";
import { useT } from "@/lib/i18n";
import { formatMoney } from "@/lib/money";
import { Segments } from "@/ui/Choice";
import { CodeField, PhoneField, SelectField, TextArea, TextField } from "@/ui/Field";
import { ShopForm } from "./ShopForm";

/** How the shop is called and found; printed at the head of every paper. */
export function Identity() {
  const t = useT();
  return (
    <ShopForm>
      {({ values, errors, set }) => (
        <>
          <LogoField value={values.logo} onChange={(logo) => set("logo", logo)} />
          {errors["logo"] && <p className="sm wrong" role="alert">{errors["logo"]}</p>}
          <TextField label={t("firstrun.shop_name")} name="name" value={values.name} onChange={(name) => set("name", name)} error={errors["name"]} hint={t("settings.name_effect")} />
          <PhoneField label={t("firstrun.shop_phone")} optional name="phone" value={values.phone} onChange={(phone) => set("phone", phone)} error={errors["phone"]} hint={t("settings.phone_effect")} />
          <div className="settings-pair">
            <TextField label={t("customer.province")} optional name="province" value={values.province} onChange={(province) => set("province", province)} error={errors["province"]} />
            <TextField label={t("customer.city")} optional name="city" value={values.city} onChange={(city) => set("city", city)} error={errors["city"]} />
          </div>
          <TextArea label={t("firstrun.shop_address")} optional name="address" rows={2} value={values.address} onChange={(address) => set("address", address)} error={errors["address"]} hint={t("settings.address_effect")} />
          <CodeField label={t("customer.postal_code")} optional name="postal_code" value={values.postal_code} onChange={(code) => set("postal_code", code)} error={errors["postal_code"]} hint={t("settings.postal_code_effect")} />
          <input name="logo" hidden readOnly value="" tabIndex={-1} />
        </>
      )}
    </ShopForm>
  );
}

/** What the law wants to know about the seller; printed on the official form. */
export function Legal() {
  const t = useT();
  return (
    <ShopForm>
      {({ values, errors, set }) => (
        <>
          <TextField label={t("settings.legal_name")} optional name="legal_name" value={values.legal_name} onChange={(name) => set("legal_name", name)} error={errors["legal_name"]} hint={t("settings.legal_name_effect")} />
          <CodeField label={t("settings.national_id")} optional name="national_id" value={values.national_id} onChange={(id) => set("national_id", id)} error={errors["national_id"]} hint={t("settings.national_id_effect")} />
          <CodeField label={t("customer.economic_code")} optional name="economic_code" value={values.economic_code} onChange={(code) => set("economic_code", code)} error={errors["economic_code"]} hint={t("settings.economic_code_effect")} />
          <CodeField label={t("customer.registration_no")} optional name="registration_no" value={values.registration_no} onChange={(no) => set("registration_no", no)} error={errors["registration_no"]} hint={t("settings.registration_no_effect")} />
        </>
      )}
    </ShopForm>
  );
}

const roundings = [0, 1_000, 5_000, 10_000, 50_000, 100_000];

/** How money is shown and rounded. */
export function MoneySettings() {
  const t = useT();
  return (
    <ShopForm>
      {({ values, errors, set }) => (
        <>
          <div className="settings-row">
            <Segments
              label={t("settings.unit")}
              value={values.unit}
              onChange={(unit) => set("unit", unit)}
              options={[
                { value: "toman", label: t("money.toman") },
                { value: "rial", label: t("money.rial") },
              ]}
            />
            <p>{t("settings.unit_effect")}</p>
          </div>
          <SelectField
            label={t("settings.rounding")}
            name="rounding"
            value={String(values.rounding)}
            onChange={(rial) => set("rounding", Number(rial))}
            error={errors["rounding"]}
            hint={t("settings.rounding_effect")}
            options={[...new Set([...roundings, values.rounding])].map((rial) => ({
              value: String(rial),
              label: rial === 0 ? t("settings.rounding_off") : t("settings.rounding_to", { Amount: formatMoney(rial, values.unit), Unit: t(values.unit === "toman" ? "money.toman" : "money.rial") }),
            }))}
          />
        </>
      )}
    </ShopForm>
  );
}

/** What stands on every invoice beside the sale itself. */
export function Paper() {
  const t = useT();
  return (
    <ShopForm>
      {({ values, errors, set }) => (
        <>
          <TextArea label={t("settings.invoice_note")} optional name="invoice_note" rows={3} value={values.invoice_note} onChange={(note) => set("invoice_note", note)} error={errors["invoice_note"]} hint={t("settings.invoice_note_effect")} />
          <CodeField label={t("settings.portal")} optional name="portal" inputMode="url" value={values.portal} onChange={(portal) => set("portal", portal)} error={errors["portal"]} hint={t("settings.portal_effect")} />
          <div className="settings-row">
            <Segments
              label={t("settings.shop_language")}
              value={values.language}
              onChange={(language) => set("language", language)}
              options={[
                { value: "fa", label: <span lang="fa">فارسی</span> },
                { value: "en", label: <span lang="en">English</span> },
              ]}
            />
            <p>{t("settings.shop_language_effect")}</p>
          </div>
        </>
      )}
    </ShopForm>
  );
}
