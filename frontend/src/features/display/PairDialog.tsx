import { IconDeviceTv, IconRefresh, IconUnlink } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import { bridge } from "@/lib/bridge";
import { useT } from "@/lib/i18n";
import { href } from "@/lib/router";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Num, When } from "@/ui/Num";
import { Notice, Skeleton } from "@/ui/Panel";
import { useScreens } from "./telling";
import "./display.css";

/** Where the customer's screen is opened: on this computer, or on another device by a code. */
export default function PairDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const screens = useScreens(true);
  const code = useQuery({ queryKey: ["displays", "code"], queryFn: () => ok(api.POST("/api/displays/codes")), gcTime: 0, staleTime: Infinity });
  const part = useMutation({
    mutationFn: (id: string) => ok(api.DELETE("/api/displays/{id}", { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ["displays"], exact: true }),
  });
  const items = screens.data?.items ?? [];
  return (
    <Dialog title={t("display.title")} onClose={onClose} width={480}>
      <div className="stack">
        {!bridge() && (
          <Button icon={IconDeviceTv} onClick={() => (window.open(href("/display"), "pishkhan-display"), onClose())}>
            {t("display.open")}
          </Button>
        )}
        <section className="display-pair" aria-label={t("display.elsewhere")}>
          <h3>{t("display.elsewhere")}</h3>
          {code.isError && <Notice kind="wrong">{t("app.failed")}</Notice>}
          {!code.data && !code.isError && <Skeleton height={120} />}
          {code.data && (
            <>
              {code.data.url === "" ? <Notice>{t("display.no_network")}</Notice> : <p className="sm sec">{t("display.elsewhere_how")}</p>}
              {code.data.picture && <img src={code.data.picture} alt={t("network.code", { Address: code.data.url })} />}
              <output aria-label={t("display.pair_code")}>
                <Num>{code.data.code}</Num>
              </output>
              <p className="sm mut">{t("display.code_until")}</p>
              <Button kind="ghost" icon={IconRefresh} onClick={() => void code.refetch()} disabled={code.isFetching}>
                {t("display.new_code")}
              </Button>
            </>
          )}
        </section>
        {items.length > 0 && (
          <ul className="display-screens" aria-label={t("display.paired")}>
            {items.map(({ id, paired_at }) => (
              <li key={id} className="row between">
                <span>
                  {t("display.paired")} <When as="both">{paired_at}</When>
                </span>
                <Button kind="ghost" icon={IconUnlink} disabled={part.isPending} onClick={() => part.mutate(id)}>
                  {t("display.part")}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
