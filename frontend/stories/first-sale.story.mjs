/**
 * From an empty computer to a paid sale with its PDF: first run, a list of
 * twenty goods, three scans, part in cash and part by card. From the moment
 * the list is chosen, sixty keys are enough.
 */
import { goods, writeList } from './goods.mjs'
import { expectPdf } from './paper.mjs'
import { ringsUp } from './sales.mjs'

export const budget = 60

export async function play({ me, shop, language, owner }) {
  const list = writeList(shop, language)
  const [bulb, , , , lightSwitch, , , extension] = goods(language)
  const name = language === 'fa' ? 'فروشگاه نور' : 'Noor Electric'

  await me.sees('heading', 'firstrun.language_title')
  await me.looks('first run, language')
  await me.press('Enter')

  await me.sees('heading', 'firstrun.shop_title')
  await me.fill('firstrun.shop_name', name)
  await me.fill('firstrun.shop_phone', '02133112233', { optional: true })
  await me.looks('first run, shop')
  await me.press('Enter')

  await me.sees('heading', 'firstrun.owner_title')
  await me.fill('firstrun.owner_user', owner.user)
  await me.fill('firstrun.owner_password', owner.password)
  await me.fill('firstrun.owner_password_again', owner.password)
  await me.looks('first run, owner')
  await me.press('Enter')

  await me.sees('heading', 'firstrun.key_title')
  await me.looks('first run, recovery key')
  await me.push('firstrun.key_confirm', { role: 'checkbox', keyName: 'Space' })
  await me.press('Enter')

  await me.sees('heading', 'firstrun.goods_title')
  await me.looks('first run, goods')
  await me.chooses(list, () => me.press('Enter'))
  me.keys = 0 // from here on they are counted

  await me.sees('group', 'firstrun.goods_unit')
  await me.looks('first run, unit of the list')
  await me.press('Enter')
  await me.sees('group', 'imports.figures')
  await me.page.getByRole('radio', { name: `${me.t('imports.what_new')} ${me.number(20)}` }).waitFor()
  await me.looks('first run, what the list brings')
  await me.press('Enter')
  await me.sees('heading', 'firstrun.done_title')
  await me.reads(me.t('firstrun.goods_new', { Count: 20 }))
  await me.looks('first run, ready')
  await me.press('Enter')

  await me.sees('combobox', 'counter.find')
  await me.reads(me.t('counter.empty'))
  await me.looks('an empty counter')

  await ringsUp(me, bulb)
  await ringsUp(me, lightSwitch, { layout: 'fa' })
  await ringsUp(me, extension)
  const sum = bulb.price + lightSwitch.price + extension.price // in toman, as the list
  await me.reads(me.number(sum * 1.1)) // with the ten percent of the standard rate
  await me.looks('three goods in the basket')

  await me.press('F9')
  await me.sees('dialog', 'pay.title')
  await me.looks('payment')
  await me.type('100000')
  await me.press('Enter') // a part in cash; what is left goes on the card
  await me.sees('textbox', 'pay.card_amount')
  await me.looks('payment, second part')
  await me.press('Enter')

  await me.sees('dialog', 'pay.done')
  await me.looks('sold')
  const pdf = await me.opens(() => me.press('P'))
  expectPdf(pdf, [bulb.name, lightSwitch.name, extension.name, me.number(sum * 1.1)])
  await me.press('Escape')
  await me.reads(me.t('counter.empty'))
}
