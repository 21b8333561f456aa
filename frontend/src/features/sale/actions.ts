/** The keys of the counter. One list feeds shortcuts, buttons, the palette and F1. */
import { IconBarcode, IconDiscount2, IconPackage, IconPlayerPause, IconPrinter, IconRestore, IconScan, IconTrash, IconUserSearch, IconCashRegister } from "@tabler/icons-react";
import type { Action } from "@/lib/actions";

export interface Doing {
  find: () => void;
  customer: () => void;
  hold: () => void;
  holdNote: () => void;
  recall: () => void;
  editQuantity: () => void;
  editPrice: () => void;
  serials: () => void;
  keepOld: () => void;
  discount: () => void;
  order: () => void;
  pay: () => void;
  printAgain: () => void;
  more: (by: number) => void;
  move: (by: number) => void;
  remove: () => void;
  clear: () => void;
  undo: (() => void) | null;
}

export interface Can {
  lines: boolean;
  /** There is something to set aside. */
  hold: boolean;
  /** Another basket waits. */
  recall: boolean;
  price: boolean;
  asked: boolean;
  /** The chosen line is of goods that ask for serials. */
  serials: boolean;
  print: boolean;
  /** May the person take orders? */
  order: boolean;
}

export function counterActions(doing: Doing, can: Can) {
  const on = (wanted: boolean, action: Action) => (wanted ? [action] : []);
  const hold: Action = { id: "counter.hold", label: "counter.hold", keys: ["F4"], icon: IconPlayerPause, run: doing.hold, disabled: !can.hold };
  const holdNote: Action = { id: "counter.hold_note", label: "counter.hold_note", keys: ["Shift+F4"], run: doing.holdNote, disabled: !can.hold, inFields: true };
  const recall: Action = { id: "counter.recall", label: "counter.recall", keys: ["F5"], icon: IconRestore, run: doing.recall, disabled: !can.recall };
  const discount: Action = { id: "counter.discount", label: "counter.discount", keys: ["F8"], icon: IconDiscount2, run: doing.discount, disabled: !can.lines };
  const order: Action = { id: "counter.order", label: "counter.order", keys: ["Shift+F9"], icon: IconPackage, run: doing.order, disabled: !can.lines || !can.order, inFields: true };
  const pay: Action = { id: "counter.pay", label: "counter.pay", keys: ["F9"], icon: IconCashRegister, run: doing.pay, disabled: !can.lines };
  const printAgain: Action = { id: "counter.print_again", label: "counter.print_again", keys: ["F10"], icon: IconPrinter, run: doing.printAgain, disabled: !can.print };
  const clear: Action = { id: "counter.clear", label: "counter.clear", keys: ["Shift+Delete"], icon: IconTrash, run: doing.clear, disabled: !can.hold };
  /** Those of the basket: they also answer while the finder is empty. */
  const lines: Action[] = can.lines
    ? [
        { id: "counter.quantity", label: "counter.edit_quantity", keys: ["Enter", "NumpadMultiply"], told: ["Enter", "6 *"], run: doing.editQuantity },
        { id: "counter.more", label: "counter.more", keys: ["+", "NumpadAdd"], run: () => doing.more(1), repeats: true },
        { id: "counter.less", label: "counter.less", keys: ["-", "NumpadSubtract"], run: () => doing.more(-1), repeats: true },
        { id: "counter.up", label: "counter.line_before", keys: ["ArrowUp"], run: () => doing.move(-1), repeats: true },
        { id: "counter.down", label: "counter.line_after", keys: ["ArrowDown"], run: () => doing.move(1), repeats: true },
        { id: "counter.remove", label: "counter.remove", keys: ["Delete"], run: doing.remove },
        clear,
      ]
    : [clear];
  const all: Action[] = [
    { id: "counter.find", label: "counter.find", keys: ["F2"], icon: IconScan, run: doing.find },
    { id: "counter.customer", label: "counter.find_customer", keys: ["F3"], icon: IconUserSearch, run: doing.customer },
    hold,
    holdNote,
    recall,
    ...on(can.price && can.lines, { id: "counter.price", label: "counter.edit_price", keys: ["F6"], run: doing.editPrice }),
    ...on(can.serials, { id: "counter.serials", label: "serial.of_line", keys: ["Alt+S"], icon: IconBarcode, run: doing.serials }),
    ...on(can.asked, { id: "counter.keep_old", label: "counter.keep_old", keys: ["F7"], run: doing.keepOld }),
    discount,
    order,
    pay,
    printAgain,
    ...lines,
    ...on(doing.undo !== null, { id: "counter.undo", label: "counter.undo", keys: ["Ctrl+Z"], run: () => doing.undo?.() }),
  ];
  return { all, lines, hold, recall, discount, order, pay, printAgain, clear };
}
