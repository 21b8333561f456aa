/** What a list costs that is scrolled through: its long tasks, its frames, its CPU. */
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1] ?? NaN

/**
 * The least that a list can be: forty rows of plain elements that are written
 * into, in a page of nothing else.
 */
export async function leastList(context) {
  const floor = await context.newPage()
  await floor.setContent("<div role=grid tabindex=0 style='height: 600px; overflow: auto; position: relative; font: 14px sans-serif'></div>")
  await floor.evaluate(() => {
    const grid = document.querySelector("[role=grid]"), height = 40, cells = 8
    grid.append(Object.assign(document.createElement("div"), { style: `height: ${height * 100_000}px` }))
    const rows = Array.from({ length: 40 }, () => {
      const row = Object.assign(document.createElement("div"), { style: `position: absolute; width: 100%; height: ${height}px; display: flex` })
      row.append(...Array.from({ length: cells }, () => Object.assign(document.createElement("span"), { style: "flex: 1" })))
      grid.append(row)
      return row
    })
    const draw = () => {
      const first = Math.max(0, Math.floor(grid.scrollTop / height) - 12)
      for (let index = first; index < first + rows.length; index++) {
        const row = rows[index % rows.length]
        if (row.ariaRowIndex === String(index + 1)) continue
        row.ariaRowIndex = String(index + 1)
        row.style.top = `${index * height}px`
        for (const cell of row.children) cell.textContent = `${index}`
      }
    }
    grid.addEventListener("scroll", draw)
    draw()
  })
  return floor
}

/** A page that is scrolled; `find` gives what in it. */
export async function side(name, page, find = () => page.getByRole("grid").first()) {
  const cpu = await page.context().newCDPSession(page)
  await cpu.send("Performance.enable", { timeDomain: "threadTicks" })
  await page.evaluate(() => {
    window.longTasks = []
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" })
  })
  const worked = async () => (await cpu.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value
  return { name, page, find, worked }
}

/** How far a list was scrolled: the last of its rows that is drawn. */
const reached = (list) => list.evaluate((element) => Math.max(...[element, ...element.querySelectorAll("[aria-rowindex], [aria-posinset]")].map((row) => +(row.getAttribute("aria-rowindex") ?? row.getAttribute("aria-posinset") ?? 0))))

/**
 * Lets the sides take turns, so that what the rest of the machine does falls on all of them, and prints each one's figures.
 * A long task is the browser's: 50 ms by the clock, also those in which another program had the processor. So each step's
 * own work is told beside it, which a busy machine does not change.
 */
export async function scrolls(sides, rounds, what, step, seconds = 5) {
  const figures = sides.map(() => ({ tasks: [], frames: [], work: [] }))
  for (let round = 0; round < rounds; round++)
    for (const [i, { page, find, worked }] of sides.entries()) {
      const list = find()
      await page.bringToFront()
      await list.hover()
      await list.focus()
      await page.waitForTimeout(500)
      await page.evaluate(() => {
        window.longTasks.length = 0
        window.frames16 = []
        let last = performance.now()
        window.counting = true
        const frame = (now) => { window.frames16.push(now - last); last = now; if (window.counting) requestAnimationFrame(frame) }
        requestAnimationFrame(frame)
      })
      const end = Date.now() + seconds * 1000
      for (let before = await worked(), n = 0; Date.now() < end; n++) {
        await step(page, n)
        const after = await worked()
        figures[i].work.push(1000 * (after - before))
        before = after
      }
      const { tasks, frames } = await page.evaluate(() => { window.counting = false; return { tasks: window.longTasks, frames: window.frames16 } })
      figures[i].tasks.push(...tasks)
      figures[i].frames.push(...frames)
    }
  for (const [i, { name, find }] of sides.entries()) {
    const { tasks, frames, work } = figures[i]
    const long = tasks.length ? `, the longest ${Math.max(...tasks).toFixed(0)} ms, median ${median(tasks).toFixed(0)} ms` : ""
    const rate = 1000 * frames.length / frames.reduce((sum, one) => sum + one, 0)
    const heavy = `${work.filter((one) => one >= 50).length} of ${work.length} steps with 50 ms or more, the heaviest ${Math.max(...work).toFixed(0)} ms`
    console.log(`${name} scrolled by ${what} for ${seconds * rounds} s, down to row ${await reached(find())}: ${tasks.length} long tasks${long}; ${rate.toFixed(0)} frames/s; ${(work.reduce((sum, one) => sum + one, 0) / work.length).toFixed(1)} ms of CPU a step, ${heavy}`)
  }
}
