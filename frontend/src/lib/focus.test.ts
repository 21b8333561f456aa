import { afterEach, beforeEach, expect, test } from "vitest";
import { cover, keepFocus, nowhere, present } from "./focus";

let stop: () => void;
beforeEach(() => {
  Element.prototype.checkVisibility = () => true; // there is no layout in here
  stop = keepFocus();
});
afterEach(() => {
  stop();
  document.body.innerHTML = "";
});

const draw = (html: string) => void (document.body.innerHTML = html);
const of = (id: string) => document.getElementById(id) ?? document.body;
/** What was changed has been seen, and nobody took the focus for a moment. */
const settled = () => new Promise((done) => setTimeout(done, 60));
const at = () => document.activeElement?.id;

test("when the button that led on is gone, the focus stays in the panel around it", async () => {
  draw(`<main id="main" tabindex="-1"><div id="rows" tabindex="0" data-home></div><section id="panel" tabindex="-1"><div><button id="step"></button><button id="other"></button></div></section></main>`);
  of("step").focus();
  of("step").remove();
  await settled();
  expect(at()).toBe("panel");
});

test("when the panel is gone too, the focus is on the rows beside it", async () => {
  draw(`<main id="main" tabindex="-1"><div id="rows" tabindex="0" data-home></div><section id="panel" tabindex="-1"><button id="step"></button></section></main>`);
  of("step").focus();
  of("panel").remove();
  await settled();
  expect(at()).toBe("rows");
});

test("a button that is busy for a while has the focus again when it is done", async () => {
  draw(`<main id="main" tabindex="-1"><section id="panel" tabindex="-1"><button id="save"></button></section></main>`);
  of("save").focus();
  of("save").setAttribute("disabled", "");
  await settled();
  expect(at()).toBe("panel");
  of("save").removeAttribute("disabled");
  await settled();
  expect(at()).toBe("save");
});

test("whoever went on meanwhile is not fetched back", async () => {
  draw(`<main id="main" tabindex="-1"><section id="panel" tabindex="-1"><button id="save"></button></section></main>`);
  of("save").focus();
  of("save").setAttribute("disabled", "");
  await settled();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  of("save").removeAttribute("disabled");
  await settled();
  expect(at()).toBe("panel");
});

test("a window that followed another gives the focus back to where the first came from", async () => {
  draw(`<main id="main" tabindex="-1"><button id="pay"></button></main><div id="first" aria-modal="true" tabindex="-1"><input id="sum"></div>`);
  of("pay").focus();
  cover(of("first"), present());
  of("sum").focus();
  const came = present();
  of("first").outerHTML = `<div id="second" aria-modal="true" tabindex="-1"><input id="note"></div>`;
  cover(of("second"), came);
  await settled();
  expect(at()).toBe("second"); // nothing outside a window that is open
  of("note").focus();
  of("second").remove();
  await settled();
  expect(at()).toBe("pay");
});

test("a frame that passes the focus on to its card does so each time that the card is gone", async () => {
  draw(`<main id="main" tabindex="-1"><div id="frame" tabindex="-1"></div></main>`);
  const deal = (id: string) => void (of("frame").innerHTML = `<article id="${id}" tabindex="0"></article>`);
  of("main").addEventListener("focusin", ({ target }) => target === of("frame") && (of("frame").firstElementChild as HTMLElement).focus());
  deal("first");
  of("first").focus();
  for (const next of ["second", "third"]) {
    deal(next);
    await settled();
    expect(at()).toBe(next);
  }
});

test("whoever lets go of the focus by pointing beside everything is left in peace", async () => {
  draw(`<main id="main" tabindex="-1"><button id="step"></button><p id="text"></p></main>`);
  of("step").focus();
  of("step").blur();
  of("text").remove();
  await settled();
  expect(nowhere()).toBe(true);
  expect(document.activeElement).toBe(document.body);
});
