import { useT } from "@/lib/i18n";
import { formatMoney, unitName } from "@/lib/money";
import { Brand } from "@/ui/Brand";
import { Bdi, Phone } from "@/ui/Num";
import type { Answers } from "./answers";

const prices = [1_850_000, 890_000] as const;

// Looks like a QR code and leads nowhere: three eyes and a steady scatter of dots.
const size = 25;
const eye = (x: number, y: number) => `M${x} ${y}h7v7h-7zM${x + 1} ${y + 1}v5h5v-5zM${x + 2} ${y + 2}h3v3h-3z`;
const inEye = (x: number, y: number) => (x < 8 || x > size - 9) && y < 8 ? true : x < 8 && y > size - 9;
const dots = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)] as const)
  .filter(([x, y]) => !inEye(x, y) && (x * x * 7 + y * y * 13 + x * y * 5 + (x % 3) * 11 + y) % 9 < 4)
  .map(([x, y]) => `M${x} ${y}h1v1h-1z`)
  .join("");
const code = eye(0, 0) + eye(size - 7, 0) + eye(0, size - 7) + dots;

/** The head of the receipt as it will be printed, drawn while it is typed. */
export function ReceiptPreview({ typed }: { typed: Answers }) {
  const t = useT();
  const unit = typed["shop.unit"];
  const line = (name: string, rial: number) => (
    <div className="firstrun-paper-line">
      <span>{name}</span>
      <bdi className="n">{formatMoney(rial, unit)}</bdi>
    </div>
  );
  return (
    <>
      <p className="firstrun-cap">{t("firstrun.preview")}</p>
      <div className="firstrun-paper">
        {typed["shop.logo"] ? <img src={typed["shop.logo"]} alt="" width={56} height={56} /> : <Brand size={46} plain />}
        <b className="firstrun-paper-name">
          <Bdi>{typed["shop.name"].trim() || t("firstrun.shop_name")}</Bdi>
        </b>
        {typed["shop.address"] && (
          <p>
            <Bdi>{typed["shop.address"]}</Bdi>
          </p>
        )}
        {typed["shop.phone"] && (
          <p>
            <Phone>{typed["shop.phone"]}</Phone>
          </p>
        )}
        <hr />
        {line(t("firstrun.sample_item_1"), prices[0])}
        {line(t("firstrun.sample_item_2"), prices[1])}
        <hr />
        <div className="firstrun-paper-line total">
          <span>{t("firstrun.preview_total", { Unit: unitName(unit) })}</span>
          <bdi className="n">{formatMoney(prices[0] + prices[1], unit)}</bdi>
        </div>
        <svg viewBox={`0 0 ${size} ${size}`} width={104} height={104} shapeRendering="crispEdges" aria-hidden="true">
          <path fill="currentColor" fillRule="evenodd" d={code} />
        </svg>
      </div>
    </>
  );
}
