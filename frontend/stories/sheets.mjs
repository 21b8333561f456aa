/** Lists as others send them. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './program.mjs'

const found = join(root, '../shared/data/prices/warehouse_stock_sheet.xlsx')

/**
 * The stock sheet of a workshop: currencies in a column of their own, dates,
 * serial numbers, and rows that belong to the one above. Where the real
 * one is not at hand, one with the same traits.
 */
export function stockSheet(shop) {
  if (existsSync(found)) return found
  console.log('story: the real stock sheet is not here; one like it is made')
  const head = 'نام قطعه,کد کالا,پارت نامبر,تعداد,تاریخ ورود,قیمت,واحد,شماره سریال '
  const rows = ['کارت z7,23,As324z7,10,1404/04/07,4000,دلار,25', 'کانکتور lan رو پنلی,24,17-16543,2,1404/04/05,100,دلار,', 'کابل rf 18 گیگ,32,S_012354, متر4,1404/04/06,1.8,میلیون,',
    'کانکتور سرکابلی sma رایت هوبر 18 گیگ,35,ui8789,2,1404/04/07,0.7,میلیون,', 'کانکتور استریت sma رایت هوبر 18 گیگ,36,80o097,2,1404/04/08,0.7,میلیون,', 'کارت آرتمیس,15,8ar977,50,1404/04/8,725,دلار,120',
    ...Array.from({ length: 45 }, (_, at) => `,,,,1404/04/8,,,${121 + at}`), 'کابل rf 3 گیگ ,56,H-53297,10,1404/04/9,0.3,میلیون,']
  const file = join(shop.dir, 'warehouse_stock_sheet.csv')
  writeFileSync(file, `${[head, ...rows].join('\r\n')}\r\n`)
  return file
}
