import { useT } from "@/lib/i18n";
import { formatMoney } from "@/lib/money";
import { Cards } from "@/ui/Choice";
import { PhoneField, TextField } from "@/ui/Field";
import type { StepProps } from "./answers";
import { LogoField } from "./LogoField";

const example = 1_850_000;

export function ShopStep({ values, errors, set }: StepProps) {
  const t = useT();
  return (
    <>
      <div className="firstrun-two">
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the step begins here */}
        <TextField autoFocus label={t("firstrun.shop_name")} name="shop.name" value={values["shop.name"]} onChange={(name) => set("shop.name", name)} error={errors["shop.name"]} />
        <LogoField value={values["shop.logo"]} onChange={(logo) => set("shop.logo", logo)} />
      </div>
      <div className="firstrun-two">
        <PhoneField label={t("firstrun.shop_phone")} optional name="shop.phone" value={values["shop.phone"]} onChange={(phone) => set("shop.phone", phone)} error={errors["shop.phone"]} />
        <TextField label={t("firstrun.shop_address")} optional name="shop.address" value={values["shop.address"]} onChange={(address) => set("shop.address", address)} error={errors["shop.address"]} />
      </div>
      <div>
        <Cards
          label={t("firstrun.unit_legend")}
          value={values["shop.unit"]}
          onChange={(unit) => set("shop.unit", unit)}
          options={[
            { value: "toman", label: t("money.toman"), hint: t("firstrun.unit_toman_hint"), example: <bdi className="n">{formatMoney(example, "toman")}</bdi> },
            { value: "rial", label: t("money.rial"), hint: t("firstrun.unit_rial_hint"), example: <bdi className="n">{formatMoney(example, "rial")}</bdi> },
          ]}
        />
        <p className="firstrun-why">{t("firstrun.unit_why")}</p>
      </div>
    </>
  );
}
