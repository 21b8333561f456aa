import { IconAlertTriangle, IconClipboardList, IconCurrencyDollar, IconFileImport, IconPackage, IconPackages, IconPlus, IconTags } from "@tabler/icons-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { isBundle } from "@/features/bundle/queries";
import { PartsDialog } from "@/features/bundle/PartsDialog";
import { ListTools } from "@/features/pricelist/ListTools";
import { useActions, type Action } from "@/lib/actions";
import type { Product } from "@/lib/api/types";
import { useOpened } from "@/lib/beside";
import { useT, type Key } from "@/lib/i18n";
import { useListState } from "@/lib/liststate";
import { navigate } from "@/lib/router";
import { useScan } from "@/lib/scanner";
import { useMay } from "@/lib/session";
import { ActionButton, Button } from "@/ui/Button";
import type { Filter } from "@/ui/ListBar";
import { ListPage, type ListColumn } from "@/ui/ListPage";
import { Bdi, Num, Quantity, When } from "@/ui/Num";
import { Empty, Tag } from "@/ui/Panel";
import { Understood } from "@/ui/Understood";
import { refused, toast } from "@/ui/Toast";
import { LabelDialog } from "./LabelDialog";
import { PriceCell } from "./PriceCell";
import { ProductPanel } from "./ProductPanel";
import { byBarcode, useCategories, useProduct, useProducts } from "./queries";
import { StockDialog } from "./StockDialog";
import type { Values } from "./values";
import "./product.css";

/** What the list begins with: goods that are sold. */
const onSale = { active: "true" };

const unitKeys: readonly Key[] = ["unit.piece", "unit.metre", "unit.kilogram", "unit.gram", "unit.litre", "unit.pack", "unit.box", "unit.roll", "unit.pair", "unit.set", "unit.device", "unit.hour"];

/** The goods: found as they are typed, their prices and stock put right in their row, everything else beside the list. */
export default function Page({ rest }: { rest: readonly string[] }) {
  const t = useT();
  const mayWrite = useMay("product_write");
  const mayCount = useMay("stock_count");
  const mayImport = useMay("product_import");
  const state = useListState("products", onSale);
  const [editing, setEditing] = useState<string | null>(null);
  const [stocking, setStocking] = useState<Product | null>(null);
  const [making, setMaking] = useState<Product | null>(null);
  const [labelling, setLabelling] = useState<Product | null>(null);
  const current = useRef<Product | null>(null);
  const { q } = state;
  const list = useProducts(state);
  const categories = useCategories();

  const { id, creating, start, table, holds, marks, choose, follow, create, saved, close } = useOpened<Values>("/products", rest, mayWrite);
  const whole = useProduct(id);
  const shown = id === undefined ? undefined : (whole.data ?? list.rows.find((row) => row.id === id));
  const openOne = (product: Product) => choose(product.id);
  // A bundle has no stock: that of its parts is put right.
  const adjust = useCallback((product: Product) => (isBundle(product) ? toast(t("error.bundle_uncounted"), { kind: "wrong" }) : setStocking(product)), [t]);
  const backToList = useCallback(() => {
    setEditing(null);
    table.current?.focus();
  }, [table]);

  useScan((code) => {
    byBarcode(code).then(
      (found) => {
        if (found) openOne(found);
        else if (mayWrite) create({ barcodes: [code] });
        else toast(t("product.unknown_barcode", { Barcode: code }), { kind: "wrong" });
      },
      refused,
    );
  });

  // What was looked for and not found is what a new one is called.
  const named = q !== "" && !list.loading && list.rows.length === 0 ? { name: state.typed.trim() } : undefined;
  const fresh: Action = { id: "products.new", label: "product.new", keys: ["Insert"], icon: IconPlus, disabled: !mayWrite, run: () => create(named) };
  const low = state.filters["stock"] === "low";
  const sheets: Action = { id: "products.sheets", label: "nav.stock", keys: ["Alt+K"], icon: IconClipboardList, disabled: !mayCount, run: () => navigate("/stock") };
  useActions(
    [
      fresh,
      { id: "products.open", label: "app.edit", keys: ["Enter"], run: () => current.current && openOne(current.current) },
      { id: "products.price", label: "product.edit_price", keys: ["F6"], icon: IconCurrencyDollar, disabled: !mayWrite, run: () => setEditing(current.current?.id ?? null) },
      { id: "products.stock", label: "product.adjust_stock", keys: ["F7"], icon: IconPackage, disabled: !mayWrite, run: () => current.current && adjust(current.current) },
      { id: "products.low", label: "product.stock_low", keys: ["Alt+L"], icon: IconAlertTriangle, run: () => state.filter({ stock: low ? "" : "low" }) },
      sheets,
      { id: "products.labels", label: "product.labels", keys: ["Shift+F8"], icon: IconTags, run: () => setLabelling(current.current) },
    ],
    { title: "nav.products" },
  );

  const columns = useMemo(
    (): ListColumn<Product>[] => [
      { id: "code", header: t("product.code"), width: "96px", desk: true, sort: "code", cell: ({ code }) => (code ? <Num>{code}</Num> : <span className="mut">–</span>) },
      {
        id: "name",
        header: t("product.name"),
        width: "minmax(0, 3fr)",
        sort: "name",
        fixed: true,
        cell: ({ name, active, parts }) =>
          active && !parts?.length ? (
            <Bdi>{name}</Bdi>
          ) : (
            <span className="row">
              <span className="ell">
                <Bdi>{name}</Bdi>
              </span>
              {parts?.length ? <Tag kind="info">{t("bundle.tag")}</Tag> : null}
              {!active && <Tag>{t("product.aside")}</Tag>}
            </span>
          ),
      },
      { id: "category", header: t("product.category"), width: "minmax(0, 1fr)", sort: "category", wide: true, tone: "sec", cell: ({ category }) => category && <Bdi>{category}</Bdi> },
      {
        id: "barcodes",
        header: t("product.barcodes"),
        width: "168px",
        wide: true,
        tone: "mut sm",
        cell: ({ barcodes }) => (
          <>
            {barcodes[0] && <Num>{barcodes[0]}</Num>}
            {barcodes.length > 1 && <> {t("product.and_more", { Count: barcodes.length - 1 })}</>}
          </>
        ),
      },
      { id: "unit", header: t("product.unit"), width: "76px", desk: true, cell: ({ unit }) => <Bdi>{unit}</Bdi> },
      { id: "updated", header: t("product.updated"), width: "150px", sort: "updated", spare: true, wide: true, tone: "sec", cell: ({ updated_at }) => <When as="both">{updated_at}</When> },
      { id: "least", header: t("product.min_stock"), width: "110px", spare: !low, numeric: "decimal", desk: true, tone: "sec", cell: ({ min_stock }) => (min_stock === "0" ? <span className="mut">–</span> : <Quantity column>{min_stock}</Quantity>) },
      {
        id: "price",
        header: t("product.price"),
        width: "136px",
        sort: "price",
        numeric: true,
        cell: (product) => <PriceCell product={product} editing={editing === product.id} onEdit={mayWrite ? () => setEditing(product.id) : null} onDone={backToList} />,
      },
      {
        id: "stock",
        header: t("product.stock"),
        desk: true,
        width: "124px",
        sort: "stock",
        numeric: "decimal",
        cell: (product) => {
          const figure = product.uncounted ? <span className="mut">–</span> : <Quantity column>{product.stock}</Quantity>;
          const wrong = !product.uncounted && (product.stock.startsWith("-") || (!isBundle(product) && Number(product.stock) < Number(product.min_stock))) ? " wrong" : "";
          if (!mayWrite || isBundle(product)) return wrong ? <span className="wrong">{figure}</span> : figure;
          return (
            <button type="button" tabIndex={-1} className={`products-cell${wrong}`} title={t("product.adjust_stock")} onClick={(event) => (event.stopPropagation(), setStocking(product))}>
              {figure}
            </button>
          );
        },
      },
      { id: "reserved", header: t("product.reserved"), desk: true, wide: true, width: "92px", numeric: "decimal", tone: "sec", cell: ({ reserved }) => (reserved === "0" ? <span className="mut">–</span> : <Quantity column>{reserved}</Quantity>) },
    ],
    [t, mayWrite, editing, backToList, low],
  );
  const filters: Filter[] = [
    { id: "active", label: "product.state", options: [{ value: "true", label: t("product.shelf_active") }, { value: "false", label: t("product.shelf_aside") }] },
    { id: "bundle", label: "bundle.only", toggle: true, options: [{ value: "true", label: t("bundle.only") }] },
    { id: "category", label: "product.category", options: categories.map(({ value, count }) => ({ value, label: value, note: <Num>{count}</Num> })) },
    { id: "stock", label: "product.stock", options: [{ value: "low", label: t("product.stock_low") }, { value: "below", label: t("product.stock_below") }, { value: "out", label: t("product.stock_none") }, { value: "in", label: t("product.stock_some") }] },
  ];

  return (
    <>
      <ListPage
        title={t("nav.products")}
        list={list}
        table={table}
        state={state}
        filters={filters}
        search="product.search"
        read={state.q !== "" && <Understood readAs={list.first?.read_as} meant={list.first?.meant} />}
        tools={
          <>
            {mayCount && <ActionButton action={sheets} />}
            <ListTools kind={low ? "low" : "products"} />
            {mayWrite && <ActionButton action={fresh} kind="primary" />}
          </>
        }
        columns={columns}
        onOpen={openOne}
        onCurrent={(product) => {
          current.current = product;
          follow(product);
        }}
        start={marks}
        missed={
          q === ""
            ? { text: state.filters["active"] === "false" ? t("product.none_aside_text") : undefined }
            : {
                title: t("product.none_found", { Text: q }),
                text: t("product.none_found_text"),
                action: mayWrite && <Button kind="primary" icon={IconPlus} keys="Insert" onClick={fresh.run}>{t("product.new_named", { Text: q })}</Button>,
              }
        }
        none={
          <Empty icon={IconPackages} title={t("product.none")} action={mayImport && <Button kind="primary" icon={IconFileImport} keys="Ctrl+I" onClick={() => navigate("/imports")}>{t("product.import")}</Button>}>
            {t("product.none_text")}
          </Empty>
        }
        aside={
          (creating || shown) && (
            <ProductPanel
              key={shown?.id ?? `new ${start?.barcodes?.[0] ?? ""}`}
              product={shown ?? null}
              start={start}
              units={unitKeys.map((key) => t(key))}
              categories={categories.length > 0 ? categories.map(({ value }) => value) : [...new Set(list.rows.map(({ category }) => category).filter(Boolean))]}
              onSaved={(product) => saved(product.id)}
              onStock={setStocking}
              onLabels={setLabelling}
              onParts={setMaking}
              onClose={close}
              holds={holds}
            />
          )
        }
      />
      {labelling && <LabelDialog product={labelling} list={list.rows} onClose={() => setLabelling(null)} />}
      {making && <PartsDialog product={making} onClose={() => setMaking(null)} />}
      {stocking && <StockDialog product={shown?.id === stocking.id ? shown : stocking} onClose={() => setStocking(null)} />}
    </>
  );
}
