// A person in JupyterLab: opens notebook 01 and runs it, stops an endless loop,
// restarts, answers a question, and sees Go in colours.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { cells, command, kernelIdle, openBrowser, openNotebook, runAll, runCell, screenshot, untilCell } from './page.mjs'
import { repository, startServer, writeNotebook } from './server.mjs'

let server, browser

before(async () => {
  server = await startServer()
  browser = await openBrowser()
})

after(async () => {
  await browser?.close()
  await server?.stop()
})

const workshop = readdirSync(join(repository, 'notebooks')).filter(name => name.endsWith('.ipynb')).sort()

for (const name of workshop) {
  test(`Run All on ${name}`, async () => {
    const page = await openNotebook(browser, server.url, `notebooks/${name}`)
    await command(page, 'notebook:clear-all-cell-outputs')
    const result = await runAll(page)
    for (const cell of result) {
      const failed = cell.outputs.some(o => o.output_type === 'error')
      assert.equal(failed && !cell.tags.includes('raises-exception'), false, JSON.stringify(cell, null, 1))
    }
    assert.ok(result.some(cell => cell.outputs.length > 0), 'no cell shows anything')
    await screenshot(page, name.replace('.ipynb', ''))
    await page.close()
  })
}

test('Stop ends an endless loop and keeps the variables', async () => {
  await writeNotebook(server.dir, 'stop.ipynb', ['x := 40', 'for {\n}', 'x + 2'])
  const page = await openNotebook(browser, server.url, 'stop.ipynb')
  await runCell(page, 0)
  await untilCell(page, 0, 'cell.count !== null')
  await runCell(page, 1)
  await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'busy')
  await page.click('.jp-NotebookPanel-toolbar [data-command="notebook:interrupt-kernel"]')
  await untilCell(page, 1, 'cell.outputs.some(o => o.output_type === "error")', 5_000)
  await runCell(page, 2)
  await untilCell(page, 2, 'text.includes("42")')
  await screenshot(page, 'stop')
  await page.close()
})

test('Restart forgets the variables and the kernel goes on', async () => {
  await writeNotebook(server.dir, 'restart.ipynb', ['y := 1', 'y', '"fresh"'])
  const page = await openNotebook(browser, server.url, 'restart.ipynb')
  await runCell(page, 0)
  await untilCell(page, 0, 'cell.count === 1')
  await page.click('.jp-NotebookPanel-toolbar [data-command="notebook:restart-kernel"]')
  await page.click('.jp-Dialog .jp-mod-accept')
  await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status !== 'idle')
  await kernelIdle(page)
  await runCell(page, 1)
  await untilCell(page, 1, 'text.includes("undefined: y")')
  await runCell(page, 2)
  await untilCell(page, 2, 'text.includes("fresh") && cell.count === 2')
  await page.close()
})

test('fmt.Scan asks and takes the answer', async () => {
  await writeNotebook(server.dir, 'scan.ipynb', ['var name string\nfmt.Print("Your name? ")\nfmt.Scan(&name)\nfmt.Println("Hello,", name)'])
  const page = await openNotebook(browser, server.url, 'scan.ipynb')
  await runCell(page, 0)
  const box = await page.waitForSelector('.jp-Stdin-input', { timeout: 15_000 })
  await box.fill('Ada')
  await box.press('Enter')
  await untilCell(page, 0, 'text.includes("Hello, Ada")')
  await screenshot(page, 'scan')
  await page.close()
})

test('Go is highlighted', async () => {
  await writeNotebook(server.dir, 'colours.ipynb', ['func double(n int) int { return 2 * n }'])
  const page = await openNotebook(browser, server.url, 'colours.ipynb')
  const keyword = page.locator('.jp-CodeCell .cm-line span', { hasText: /^func$/ })
  await keyword.first().waitFor({ timeout: 15_000 })
  const [word, plain] = await keyword.first().evaluate(span => [getComputedStyle(span).color, getComputedStyle(span.closest('.cm-content')).color])
  assert.notEqual(word, plain)
  const shown = await cells(page)
  assert.equal(shown.length, 1)
  await page.close()
})

test('Slides are made of a notebook and show without a network', async () => {
  const notebook = join(repository, 'notebooks', '03-functions-that-pause.ipynb')
  execFileSync('bash', [join(repository, 'notebooks', 'instructor', 'slides.sh'), join(server.dir, 'slides'), notebook])
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const problems = []
  page.on('pageerror', error => problems.push(error.message))
  page.on('request', request => { if (!request.url().startsWith('file:')) problems.push(request.url()) })
  await page.goto(`file://${server.dir}/slides/03-functions-that-pause.slides.html`)
  await page.waitForSelector('.reveal.ready', { timeout: 30_000 })
  const sections = await page.locator('.slides > section').count()
  assert.ok(sections > 5, `${sections} slides`)
  for (const place of ['#/0/0/0', '#/1']) { // first the rest of the title's slide
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(place => location.hash === place, place)
  }
  assert.deepEqual(problems, [])
  await screenshot(page, 'slides')
  await page.close()
})
