/** Waits until the order that is shown is ready: Enter hands it over from then on. */
export const mayGoOut = (me) => me.until('it may go out', () => me.find('button', 'order.deliver', {}, { part: true }).getAttribute('aria-keyshortcuts'), (keys) => keys?.startsWith('Enter'))
