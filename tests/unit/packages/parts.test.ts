import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

interface Licences {
  isAccepted(expression: string): boolean
  collectLicences(packages: { name: string; place: string; version: string }[]): {
    text: string
    refused: string[]
  }
}
interface Icons {
  writeIcons(folder: string): void
}
const root = resolve(import.meta.dirname, '../../..')
const load = <T>(name: string): Promise<T> => import(join(root, 'build', name))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-parts-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('licences of what ships', () => {
  it.each([
    ['MIT', true],
    ['MIT OR GPL-3.0-only', true],
    ['(MIT OR CC0-1.0)', true],
    ['MIT AND OFL-1.1', true],
    ['(GPL-2.0-only OR MIT) AND Apache-2.0', true],
    ['GPL-3.0-only', false],
    ['AGPL-3.0-or-later', false],
    ['LGPL-2.1-only', false],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT OR Apache-2.0) AND GPL-2.0-only', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['UNLICENSED', false],
    ['MIT OR', false],
    ['(MIT', false],
    ['MIT)', false],
    ['', false],
    ['constructor', false],
  ])('takes “%s”: %s', async (expression, accepted) => {
    const { isAccepted } = await load<Licences>('licences.mjs')
    expect(isAccepted(expression)).toBe(accepted)
  })

  it.each([
    ['under the GPL', { license: 'GPL-3.0-only' }, 'GPL-3.0-only'],
    ['that declares none', {}, 'no licence declared'],
    ['under one that nobody knows', { license: 'Best effort 1.0' }, 'Best effort 1.0'],
    ['that brings no text, where no standard one is known', { license: 'BSD-3-Clause' }, 'without its text'],
  ])('refuses a package %s', async (_what, manifest, reason) => {
    const { collectLicences } = await load<Licences>('licences.mjs')
    const at = join(folder, 'refused')
    mkdirSync(at, { recursive: true })
    writeFileSync(join(at, 'package.json'), JSON.stringify({ name: 'some', ...manifest }))
    const { refused } = collectLicences([{ name: 'some', place: relative(root, at), version: '1.0.0' }])
    expect(refused).toEqual([expect.stringContaining(reason)])
  })

  it('gives the standard text under the author’s name where a package brings none', async () => {
    const { collectLicences } = await load<Licences>('licences.mjs')
    const at = join(folder, 'textless')
    mkdirSync(at)
    writeFileSync(
      join(at, 'package.json'),
      JSON.stringify({ name: 'some', license: 'MIT', author: 'Mira Example' }),
    )
    const { text } = collectLicences([{ name: 'some', place: relative(root, at), version: '1.0.0' }])
    expect(text).toContain('some 1.0.0: MIT')
    expect(text).toContain('Copyright (c) Mira Example')
    expect(text).toContain('Permission is hereby granted')
  })
})

describe('a package for a system whose parts are not installed', () => {
  const foreign = process.platform === 'win32' ? 'mac' : 'win'
  it('is refused with what is missing, and what to do', () => {
    const made = spawnSync(
      process.execPath,
      ['build/package.mjs', `--${foreign}`, '--dir', '--out', folder],
      {
        cwd: root,
        encoding: 'utf8',
      },
    )
    expect(made.status).toBe(1)
    expect(made.stderr).toMatch(
      /typst-ts-node-compiler-(win32|darwin)-.* is not installed.*npm install --no-save/,
    )
  })
})

describe('a package that names its maintainer by half', () => {
  it.each([
    ['without a homepage', ['--maintainer', 'Mira Example <mira@company.test>']],
    ['without an address', ['--maintainer', 'Mira Example', '--homepage', 'https://company.test']],
    ['without a maintainer', ['--homepage', 'https://company.test']],
    ['with a homepage that is none', ['--maintainer', 'Mira <mira@company.test>', '--homepage', 'company']],
  ])('is refused: %s', (_what, args) => {
    const made = spawnSync(process.execPath, ['build/package.mjs', '--linux', ...args, '--out', folder], {
      cwd: root,
      encoding: 'utf8',
    })
    expect({ status: made.status, err: made.stderr }).toEqual({
      status: 1,
      err: expect.stringContaining('a deb has to have both'),
    })
  })
})

describe('icons', () => {
  it('stand in an ICNS, each size under its type', async () => {
    const { writeIcons } = await load<Icons>('icons.mjs')
    writeIcons(folder)
    const bytes = readFileSync(join(folder, 'icon.icns'))
    expect(bytes.toString('latin1', 0, 4)).toBe('icns')
    expect(bytes.readUInt32BE(4)).toBe(bytes.length)
    const found: [string, number][] = []
    for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at + 4)) {
      // The width stands in the first chunk of a PNG (PNG 3rd edition, 11.2.1).
      expect(bytes.toString('latin1', at + 9, at + 12)).toBe('PNG')
      found.push([bytes.toString('latin1', at, at + 4), bytes.readUInt32BE(at + 8 + 16)])
    }
    expect(found).toEqual([
      ['ic11', 32],
      ['ic12', 64],
      ['ic07', 128],
      ['ic13', 256],
      ['ic08', 256],
      ['ic14', 512],
      ['ic09', 512],
      ['ic10', 1024],
    ])
  })
})
