// A JupyterLab server for the browser tests: a folder of its own, a free port,
// no token, and the application object exposed to the page.
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const repository = new URL('../../..', import.meta.url).pathname
export const kernelName = process.env.GOPHERLOOP_TEST_KERNEL ?? 'gopherloop'

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise(done => probe.once('listening', done))
  const { port } = probe.address()
  await new Promise(done => probe.close(done))
  return port
}

// The settings that a test needs and a person does not.
const settings = {
  IdentityProvider: { token: '' },
  ServerApp: { port_retries: 0, disable_check_xsrf: true },
  LabApp: { expose_app_in_browser: true, news_url: null, check_for_updates_class: 'jupyterlab.NeverCheckForUpdate' }
}

// startServer starts JupyterLab as the README's first command does and returns
// { url, dir, stop } once the server answers.
export async function startServer() {
  const dir = await mkdtemp(join(tmpdir(), 'lab-'))
  await cp(join(repository, 'notebooks'), join(dir, 'notebooks'), { recursive: true })
  await mkdir(join(dir, '.jupyter'))
  await writeFile(join(dir, '.jupyter', 'jupyter_server_config.json'), JSON.stringify(settings))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn('go', ['run', './kernel', 'lab', '--no-browser', '--port', String(port), dir], {
    cwd: repository, detached: true, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, JUPYTER_CONFIG_DIR: join(dir, '.jupyter') }
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => { log += text })
  const exited = new Promise(done => child.once('exit', done))
  await untilAnswers(`${url}/api/kernelspecs`, () => child.exitCode !== null, () => log)
  const stop = async () => {
    process.kill(-child.pid, 'SIGTERM')
    await exited
    await rm(dir, { recursive: true, force: true })
  }
  return { url, dir, stop, log: () => log }
}

async function untilAnswers(url, dead, log) {
  for (let tries = 0; tries < 1800; tries++) {
    if (dead()) break
    try {
      if ((await fetch(url)).ok) return
    } catch { /* not listening yet */ }
    await new Promise(done => setTimeout(done, 100))
  }
  throw new Error(`JupyterLab did not start:\n${log()}`)
}

// writeNotebook makes a notebook of code cells for this kernel.
export async function writeNotebook(dir, name, cells) {
  const notebook = {
    nbformat: 4, nbformat_minor: 5,
    metadata: { kernelspec: { name: kernelName, display_name: kernelName, language: 'go' } },
    cells: cells.map((source, i) => ({
      id: `cell-${i}`, cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source
    }))
  }
  await writeFile(join(dir, name), JSON.stringify(notebook))
}
