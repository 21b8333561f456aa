import type { ReactNode } from "react";

interface SmallColumn<Row> {
  id: string;
  header: ReactNode;
  /** The header is for readers alone: what stands below speaks for itself. */
  quiet?: boolean;
  cell: (row: Row) => ReactNode;
}

/** A few rows that are all shown, as in the settings; many belong into a DataTable. */
export const SmallTable = <Row extends { id: string }>({ columns, rows }: { columns: readonly SmallColumn<Row>[]; rows: readonly Row[] }) => (
  <table className="small-table">
    <thead>
      <tr>
        {columns.map(({ id, header, quiet }) => (
          <th key={id} scope="col">
            {quiet ? <span className="sr">{header}</span> : header}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id}>
          {columns.map(({ id, cell }) => (
            <td key={id}>{cell(row)}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
