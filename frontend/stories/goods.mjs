/** Twenty goods of an electric shop, as a list of its own: what stories sell. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const named = {
  fa: ['لامپ کم‌مصرف ۲۰ وات', 'لامپ ال‌ای‌دی ۱۲ وات', 'سیم افشان ۱٫۵', 'سیم افشان ۲٫۵', 'کلید تک‌پل', 'کلید دوپل', 'پریز ارت‌دار', 'چندراهی ۴ خانه',
    'فیوز مینیاتوری ۱۶', 'فیوز مینیاتوری ۲۵', 'چسب برق', 'سرپیچ لامپ', 'داکت ۳ سانتی', 'ترمینال پیچی', 'مهتابی ۶۰ سانتی', 'زنگ در',
    'فازمتر', 'انبردست', 'باتری قلمی', 'چراغ اضطراری'],
  en: ['Saver bulb 20 W', 'LED bulb 12 W', 'Flexible wire 1.5', 'Flexible wire 2.5', 'Light switch', 'Double switch', 'Earthed socket', '4-way extension',
    'Breaker 16 A', 'Breaker 25 A', 'Insulating tape', 'Lamp holder', 'Trunking 3 cm', 'Screw terminal', 'Tube light 60 cm', 'Door bell',
    'Phase tester', 'Pliers', 'AA battery', 'Emergency light'],
}
const header = { fa: 'نام,کد,بارکد,قیمت,واحد,موجودی', en: 'name,code,barcode,price,unit,stock' }
const unit = { fa: ['عدد', 'متر'], en: ['piece', 'metre'] }
/** In toman, each in its place. */
const prices = [95_000, 78_000, 21_500, 34_000, 48_000, 66_000, 72_000, 185_000, 142_000, 151_000, 32_000, 18_000, 54_000, 9_000, 210_000, 165_000, 45_000, 230_000, 27_500, 480_000]

function barcode(index) {
  const digits = `62600000${String(1000 + index)}`
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (at % 2 ? 3 : 1), 0)
  return digits + (10 - sum % 10) % 10
}

/** The goods: {name, code, barcode, price (toman), unit, stock}. */
export const goods = (language) => named[language].map((name, index) => ({
  name, code: String(101 + index), barcode: barcode(index), price: prices[index], unit: unit[language][/سیم|wire/.test(name) ? 1 : 0], stock: 40,
}))

/** Writes them as a CSV file; answers its path. */
export function writeList(shop, language) {
  const rows = goods(language).map((one) => [one.name, one.code, one.barcode, one.price, one.unit, one.stock].join(','))
  const file = join(shop.dir, 'list.csv')
  writeFileSync(file, `${[header[language], ...rows].join('\r\n')}\r\n`)
  return file
}

/** Takes the goods into a shop that is set up, without the screens. */
export const stockUp = (shop, language) => shop.run(['import', writeList(shop, language), '--unit', 'toman'])
