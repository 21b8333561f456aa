import { IconDeviceDesktop, IconDeviceTv, IconHelp, IconSearch, IconUsers } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useEffect, useRef, useState } from "react";
import { WindowDrop } from "@/features/pricelist/Drop";
import { Approving } from "@/features/staff/Approving";
import { Proving } from "@/features/staff/Proving";
import { useActions, type Action } from "@/lib/actions";
import { loadCatalogue, useT } from "@/lib/i18n";
import { followChanges } from "@/lib/live";
import { piece } from "@/lib/piece";
import { preferences } from "@/lib/prefs";
import { navigate, useRoute } from "@/lib/router";
import { deliver, hearScans, keep, listenForScans } from "@/lib/scanner";
import { may, tills, useShop, useStaff } from "@/lib/session";
import { useStore } from "@/lib/store";
import { Guard } from "./Guard";
import { NotFound } from "./NotFound";
import { Rail } from "./Rail";
import { isPaper, openPaper } from "./papers";
import { routes } from "./routes";
import { TopBar } from "./TopBar";
import { Coming } from "./Unreachable";

const KeysHelp = piece(() => import("./KeysHelp"));
const TillDialog = piece(() => import("@/features/staff/ChooseTill"));
const SwitchDialog = piece(() => import("@/features/staff/SwitchDialog"));
const PairDialog = piece(() => import("@/features/display/PairDialog"));
const Palette = piece(() => import("./Palette"));

/** The staff's frame: what is always there, around the screen of the present address. */
export function Shell({ onSignedOut }: { onSignedOut: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const person = useStaff();
  const shop = useShop();
  const route = useRoute();
  const [over, setOver] = useState<"keys" | "palette" | "switch" | "till" | "display" | null>(null);
  const several = useStore(tills) > 1;
  const main = useRef<HTMLElement>(null);

  const screens = routes.filter(({ right }) => right === undefined || person?.rights.includes(right));
  const at = route.path[0] ?? screens[0]?.path;
  const screen = screens.find(({ path }) => path === at);
  const Page = screen?.page;

  useEffect(() => followChanges({ client, onLocales: () => void loadCatalogue(preferences.get().language), onSignedOut }), [client, onSignedOut]);
  useEffect(() => {
    const deaf = listenForScans((code) => (isPaper(code) ? void openPaper(code) : deliver(code)));
    // A scan where nobody waits for one opens the counter, which then finds it waiting.
    const off = hearScans((code) => {
      keep(code);
      navigate("/counter");
    }, { takeKept: false });
    return () => {
      deaf();
      off();
    };
  }, []);

  const actions: Action[] = [
    { id: "desk.keys", label: "keys.show", keys: ["F1"], icon: IconHelp, run: () => setOver(over === "keys" ? null : "keys") },
    { id: "desk.palette", label: "palette.open", keys: ["Ctrl+K"], icon: IconSearch, run: () => setOver("palette") },
    { id: "desk.switch", label: "pin.switch", keys: ["Alt+W"], icon: IconUsers, run: () => setOver("switch") },
    ...(may("sell") ? [{ id: "desk.display", label: "display.title", icon: IconDeviceTv, run: () => setOver("display") } satisfies Action] : []),
    ...(several ? [{ id: "desk.till", label: "seat.title" as const, icon: IconDeviceDesktop, run: () => setOver("till") }] : []),
  ];
  useActions(actions, { title: "keys.everywhere" });

  return (
    <div className={shop?.practice ? "desk practice" : "desk"}>
      <a className="skip-link" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        {t("app.skip_to_content")}
      </a>
      <Rail screens={screens} at={at} />
      <TopBar onSearch={() => setOver("palette")} onKeys={() => setOver("keys")} onSwitch={() => setOver("switch")} />
      <main ref={main} id="main" tabIndex={-1}>
        <Guard key={at}>
          <Suspense fallback={<Coming />}>{Page ? <Page rest={route.path.slice(1)} query={route.query} /> : <NotFound />}</Suspense>
        </Guard>
      </main>
      <Suspense fallback={null}>
        {over === "keys" && <KeysHelp screen={screen?.label} path={at} onClose={() => setOver(null)} />}
        {over === "till" && <TillDialog onClose={() => setOver(null)} />}
        {over === "switch" && <SwitchDialog onClose={() => setOver(null)} />}
        {over === "display" && <PairDialog onClose={() => setOver(null)} />}
        {over === "palette" && <Palette screens={screens} onClose={() => setOver(null)} />}
      </Suspense>
      <Approving />
      <Proving />
      <WindowDrop />
    </div>
  );
}
