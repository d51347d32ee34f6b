// draw.mjs READER DIR: draws every page of the OFD files in DIR with ofd.js, whose library is in READER, in headless Chromium. Beside NAME.ofd it writes
// NAME-1.png and so on, 5 pixels to the millimetre, and NAME.json: for each page its size, each character with its origin, and each stroked path, in
// millimetres from the page's upper left corner.
//
// This reader does not load the fonts of a file, but asks the browser for their families. So the files' own fonts are given to the browser under
// these names, as a reader that loads them would. It cuts characters beyond U+FFFF in two halves, which are joined here again; in the pictures they
// are missing.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'

const [reader, dir] = process.argv.slice(2)
const require = createRequire(path.join(reader, 'package.json'))
const { chromium } = require('playwright-core')
const library = path.join(reader, 'node_modules/ofd.js/lib/ofd.umd.min.js')
const perMillimetre = 5

// read draws a file's pages below one another; it runs in the browser.
async function read(bytes, fonts, perMillimetre) {
	for (const f of fonts) {
		const face = new FontFace(f.family, Uint8Array.from(atob(f.data), (c) => c.charCodeAt(0)))
		document.fonts.add(await face.load())
	}
	const file = new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], 'a.ofd')
	const docs = await new Promise((success, fail) => window.ofd.parseOfdDocument({ ofd: file, success, fail }))
	const area = docs[0].document['ofd:CommonData']['ofd:PageArea']['ofd:PhysicalBox'].split(' ')
	const divs = window.ofd.renderOfd(area[2] * perMillimetre + 10, docs[0])
	document.body.replaceChildren(...divs)
	await document.fonts.ready
	await Promise.all([...document.querySelectorAll('image')].map((i) => i.decode && i.decode()))
	return divs.map((div) => {
		const at = div.getBoundingClientRect()
		const place = (svg, x, y, matrix) => {
			const p = new DOMPoint(x, y).matrixTransform(matrix)
			return [(p.x - at.left) / perMillimetre, (p.y - at.top) / perMillimetre]
		}
		const texts = [...div.querySelectorAll('text')].map((t) => {
			const [x, y] = place(t.ownerSVGElement, +t.getAttribute('x'), +t.getAttribute('y'), t.getScreenCTM())
			return { text: t.textContent, x, y, z: +t.ownerSVGElement.style.zIndex }
		})
		const rules = [...div.querySelectorAll('path')].filter((p) => p.getAttribute('stroke') && p.getTotalLength() > 0).map((p) => {
			const b = p.getBBox(), m = p.getScreenCTM()
			const [x1, y1] = place(p, b.x, b.y, m), [x2, y2] = place(p, b.x + b.width, b.y + b.height, m)
			return { x1, y1, x2, y2, width: parseFloat(p.getAttribute('stroke-width')) / perMillimetre }
		})
		return { width: at.width / perMillimetre, height: at.height / perMillimetre, texts, rules }
	})
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: process.getuid() === 0 ? ['--no-sandbox'] : [] })
const page = await browser.newPage({ viewport: { width: 1600, height: 1200 } })
for (const name of fs.readdirSync(dir).filter((n) => n.endsWith('.ofd')).sort()) {
	await page.goto('about:blank')
	await page.addStyleTag({ content: 'body { margin: 0 } text { white-space: pre }' })
	await page.addScriptTag({ path: library })
	const base = path.join(dir, name.slice(0, -4))
	const fonts = JSON.parse(fs.readFileSync(base + '.fonts'))
	const pages = await page.evaluate(`(${read})(${JSON.stringify(fs.readFileSync(base + '.ofd').toString('base64'))}, ${JSON.stringify(fonts)}, ${perMillimetre})`)
	fs.writeFileSync(base + '.json', JSON.stringify(pages))
	const divs = await page.$$('body > div')
	for (const [i, div] of divs.entries()) await div.screenshot({ path: `${base}-${i + 1}.png` })
}
await browser.close()
