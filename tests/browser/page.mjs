// Opens a written review in Chromium as its readers do: light, dark, on a telephone, printed; with scripts off.
//
//     node tests/browser/page.mjs reports/sample/review.html [FOLDER]
//
// Fails on a word on the console, on a request, on a page wider than its screen, and on what axe-core finds. With a folder,
// screenshots and the PDF are put there, to be looked at. Needs Chromium (CHROMIUM names it), and the packages
// playwright-core and axe-core from npm in NODE_PATH; where one is absent it says so and checks nothing.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const skip = (what) => { console.error(`SKIPPED: ${what} is absent, so the page was not looked at`); process.exit(0); };
if (!fs.existsSync(chromiumPath)) skip(`Chromium (${chromiumPath})`);
const places = [process.cwd(), ...(process.env.NODE_PATH ?? '').split(path.delimiter).filter(Boolean)];
const require = createRequire(import.meta.url);
const found = (name) => {
  try {
    return require.resolve(name, { paths: places.flatMap((place) => [place, path.join(place, '..')]) });
  } catch {
    return skip(name);
  }
};
const { chromium } = require(found('playwright-core'));
const axe = fs.readFileSync(found('axe-core/axe.min.js'), 'utf8');

const [, , file, folder] = process.argv;
if (!file) { console.error('expected: node tests/browser/page.mjs PAGE [FOLDER]'); process.exit(2); }
const address = pathToFileURL(path.resolve(file)).href;
const faults = [];
const screens = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  telephone: { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
};
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
for (const [name, screen] of Object.entries(screens)) {
  const reader = await browser.newContext({ ...screen, javaScriptEnabled: false });
  const page = await reader.newPage();
  page.on('console', (said) => faults.push(`${name}: on the console: ${said.text()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith('data:')) faults.push(`${name}: asked for ${url}`);
  });
  await page.goto(address);
  if (folder) {
    fs.mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
    if (name === 'light') await page.pdf({ path: path.join(folder, 'page.pdf'), preferCSSPageSize: true });
  }
  await reader.close();

  // The check itself is a script, which the page forbids; so the page's own rule is put aside here alone.
  const checker = await browser.newContext({ ...screen, bypassCSP: true });
  const checked = await checker.newPage();
  await checked.goto(address);
  const width = await checked.evaluate(() => document.documentElement.scrollWidth);
  if (width > screen.viewport.width) faults.push(`${name}: ${width} pixels wide on ${screen.viewport.width}`);
  await checked.addScriptTag({ content: axe });
  const result = await checked.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  for (const fault of result.violations) {
    faults.push(`${name}: ${fault.id}: ${fault.help}: ${fault.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')}`);
  }
  await checker.close();
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(`${file}: ${faults.length} faults in ${Object.keys(screens).length} screens`);
process.exit(faults.length ? 1 : 0);
