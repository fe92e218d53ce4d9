import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { Pool } from "pg";

/** Types in PostgreSQL's catalogs, by OID. Prisma's own adapter does not know 18, `"char"`. The rest is text. */
const TYPES: ReadonlyMap<number, (typeof ColumnTypeEnum)[keyof typeof ColumnTypeEnum]> = new Map([
  [16, ColumnTypeEnum.Boolean],
  [18, ColumnTypeEnum.Character],
  [20, ColumnTypeEnum.Int64],
  [21, ColumnTypeEnum.Int32],
  [23, ColumnTypeEnum.Int32],
  [26, ColumnTypeEnum.Int64],
  [1003, ColumnTypeEnum.TextArray],
  [1005, ColumnTypeEnum.Int32Array],
  [1009, ColumnTypeEnum.TextArray],
  [1184, ColumnTypeEnum.DateTime],
]);

/** Lets Prisma's schema engine read a database, and nothing else. */
export function readOnlyAdapter(pool: Pool): SqlMigrationAwareDriverAdapterFactory {
  const about = { provider: "postgres", adapterName: "read-only" } as const;
  const refuse = (): Promise<never> => Promise.reject(new Error("This adapter only reads."));
  const adapter: SqlDriverAdapter = {
    ...about,
    async queryRaw({ sql, args }) {
      const { fields, rows } = await pool.query<unknown[]>({ text: sql, values: args, rowMode: "array" });
      return {
        columnNames: fields.map(({ name }) => name),
        columnTypes: fields.map(({ dataTypeID }) => TYPES.get(dataTypeID) ?? ColumnTypeEnum.Text),
        rows: rows.map((row) => row.map((value) => (value instanceof Date ? value.toISOString() : value))),
      };
    },
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    dispose: async () => {},
    getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
  };
  return { ...about, connect: async () => adapter, connectToShadowDb: refuse };
}
