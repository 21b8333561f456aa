import { IconBuildingStore, IconCash, IconDeviceDesktop, IconFileImport, IconFileText, IconPercentage, IconScale, IconScaleOutline, IconTags, IconUserCog, IconUsers, IconWifi } from "@tabler/icons-react";
import type { Action } from "@/lib/actions";
import type { Key } from "@/lib/i18n";

/** A page of the settings: where it is, and what the searches find it by. */
export interface Place {
  path: "mine" | "shop" | "legal" | "money" | "paper" | "taxes" | "levels" | "scales" | "tills" | "network" | "lists" | "people";
  label: Key;
  lead: Key;
  icon: NonNullable<Action["icon"]>;
  right?: string;
  holds: readonly Key[];
}

export const places: readonly Place[] = [
  { path: "mine", label: "settings.mine", lead: "settings.mine_lead", icon: IconUserCog, holds: ["person.language", "person.theme", "settings.digits", "settings.calendar", "pin.pin"] },
  { path: "shop", label: "settings.shop", lead: "settings.shop_lead", icon: IconBuildingStore, right: "shop_manage", holds: ["firstrun.shop_name", "firstrun.logo", "firstrun.shop_phone", "firstrun.shop_address", "customer.postal_code"] },
  { path: "legal", label: "settings.legal", lead: "settings.legal_lead", icon: IconScale, right: "shop_manage", holds: ["settings.legal_name", "settings.national_id", "customer.economic_code", "customer.registration_no"] },
  { path: "money", label: "settings.money", lead: "settings.money_lead", icon: IconCash, right: "shop_manage", holds: ["settings.unit", "settings.rounding"] },
  { path: "paper", label: "settings.paper", lead: "settings.paper_lead", icon: IconFileText, right: "shop_manage", holds: ["settings.invoice_note", "settings.portal", "settings.shop_language"] },
  { path: "taxes", label: "settings.taxes", lead: "settings.taxes_lead", icon: IconPercentage, right: "shop_manage", holds: ["settings.rate", "settings.rate_from"] },
  { path: "levels", label: "level.levels", lead: "level.lead", icon: IconTags, right: "product_write", holds: ["level.name", "level.percent"] },
  { path: "scales", label: "scale.scales", lead: "scale.lead", icon: IconScaleOutline, right: "shop_manage", holds: ["scale.prefix", "scale.weight", "scale.price"] },
  { path: "tills", label: "settings.tills", lead: "settings.tills_lead", icon: IconDeviceDesktop, right: "shop_manage", holds: ["settings.till_name", "settings.memory_id", "seat.needs_shift"] },
  { path: "network", label: "settings.network", lead: "settings.network_lead", icon: IconWifi, right: "shop_manage", holds: ["network.on", "network.addresses", "network.fingerprint"] },
  { path: "lists", label: "imports.settings", lead: "imports.settings_lead", icon: IconFileImport, right: "product_import", holds: ["imports.inbox", "imports.history", "imports.to_list"] },
  { path: "people", label: "settings.people", lead: "settings.people_lead", icon: IconUsers, right: "staff_manage", holds: ["people.role", "people.new_password", "people.rights", "people.discount_limit"] },
];
