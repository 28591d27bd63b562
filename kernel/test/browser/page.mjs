// What a person does in JupyterLab, as functions on a playwright page.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

import { repository } from './server.mjs'

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'
]

export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags })
}

// openNotebook opens a notebook in a page of its own and waits for its kernel.
export async function openNotebook(browser, url, path) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } })
  await page.goto(`${url}/lab/tree/${path}?reset`)
  await page.waitForSelector('.jp-Notebook .jp-Cell', { timeout: 60_000 })
  await kernelIdle(page)
  return page
}

// kernelIdle waits until the kernel of the current notebook answers and is idle.
export function kernelIdle(page, timeout = 60_000) {
  return page.waitForFunction(() => {
    const panel = window.jupyterapp?.shell?.currentWidget
    return panel?.sessionContext?.session?.kernel?.status === 'idle'
  }, null, { timeout })
}

export function command(page, id, args = {}) {
  return page.evaluate(([id, args]) => { void window.jupyterapp.commands.execute(id, args) }, [id, args])
}

// cells returns what each code cell shows: its number and its outputs.
export function cells(page) {
  return page.evaluate(() => {
    const list = window.jupyterapp.shell.currentWidget.content.model.cells
    const out = []
    for (let i = 0; i < list.length; i++) {
      const cell = list.get(i)
      if (cell.type === 'code') {
        out.push({ count: cell.executionCount, source: cell.sharedModel.source, tags: cell.getMetadata('tags') ?? [], outputs: cell.outputs.toJSON() })
      }
    }
    return out
  })
}

// runAll runs the notebook and waits until its last code cell has a number and
// the kernel is idle, or until the run stopped at an error.
export async function runAll(page, timeout = 90_000) {
  await command(page, 'notebook:run-all-cells')
  await page.waitForFunction(() => {
    const panel = window.jupyterapp.shell.currentWidget
    const list = panel.content.model.cells
    let done = true
    for (let i = 0; i < list.length; i++) {
      const cell = list.get(i)
      if (cell.type !== 'code' || cell.sharedModel.source.trim() === '') continue
      if (cell.outputs.toJSON().some(o => o.output_type === 'error') && !(cell.getMetadata('tags') ?? []).includes('raises-exception')) return true
      done = done && cell.executionCount !== null
    }
    return done && panel.sessionContext.session.kernel.status === 'idle'
  }, null, { timeout })
  return cells(page)
}

// runCell selects the i'th cell and runs it, without waiting.
export async function runCell(page, i) {
  await page.evaluate(i => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = i }, i)
  await command(page, 'notebook:run-cell')
}

// untilCell waits until the i'th cell satisfies a condition on its model's JSON.
export function untilCell(page, i, condition, timeout = 30_000) {
  return page.waitForFunction(([i, body]) => {
    const cell = window.jupyterapp.shell.currentWidget.content.model.cells.get(i)
    return new Function('cell', 'text', `return ${body}`)(
      { count: cell.executionCount, outputs: cell.outputs.toJSON() },
      JSON.stringify(cell.outputs.toJSON()))
  }, [i, condition], { timeout })
}

// screenshot keeps a picture under test-results/.
export async function screenshot(page, name) {
  const dir = join(repository, 'test-results')
  await mkdir(dir, { recursive: true })
  await page.screenshot({ path: join(dir, `${name}.png`) })
}
