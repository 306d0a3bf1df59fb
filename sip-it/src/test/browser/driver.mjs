// Drives Chromium for the tests: takes one JSON object a line, answers one a line.
//   {id, page, library}              opens a page with a telephone
//   {id, page, action, options}      has that telephone do something
//   {id, page, close: true}          closes the page, as a user closes a tab
// Answers {id, ok: result} or {id, error: text}.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { networkInterfaces } from 'node:os';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const here = process.argv[2];
const executablePath = process.argv[3];
const bundle = await build({
    entryPoints: [here + '/phone.js'],
    bundle: true,
    write: false,
    format: 'iife',
    logLevel: 'error',
    nodePaths: [process.cwd() + '/node_modules'],
    define: { global: 'window' },
});
const script = bundle.outputFiles[0].text;
const html = await readFile(here + '/index.html');
const web = createServer((request, response) => {
    const code = request.url === '/phone.js';
    response.setHeader('Content-Type', code ? 'text/javascript' : 'text/html');
    response.end(code ? script : html);
});
await new Promise((resolve) => web.listen(0, '127.0.0.1', resolve));
const origin = 'http://localhost:' + web.address().port;

// With one address each, no peer can choose another pair of addresses than the browser does: the
// ICE of older phones gets lost then.
const elsewhere = Object.values(networkInterfaces())
    .flat()
    .some((address) => !address.internal && address.family === 'IPv4');

const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
        '--no-sandbox',
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
        ...(elsewhere ? [] : ['--allow-loopback-in-peer-connection']),
        '--disable-features=WebRtcHideLocalIpsWithMdns',
        '--disable-gpu',
        '--mute-audio',
    ],
});
const context = await browser.newContext({ ignoreHTTPSErrors: true });
const pages = new Map();

async function open({ page, library }) {
    const opened = await context.newPage();
    opened.on('console', (message) => process.stderr.write(page + ': ' + message.text() + '\n'));
    opened.on('pageerror', (error) => process.stderr.write(page + ': ' + error + '\n'));
    await opened.goto(origin + '/');
    await opened.evaluate((name) => window.phone.make(name), library);
    pages.set(page, opened);
    return {};
}

async function act(order) {
    const page = pages.get(order.page);
    return page.evaluate(
        ({ action, options }) => window.phone.act(action, options),
        { action: order.action, options: order.options },
    );
}

async function take(order) {
    try {
        let ok = {};
        if (order.library) {
            ok = await open(order);
        } else if (order.close) {
            await pages.get(order.page).close();
            pages.delete(order.page);
        } else {
            ok = await act(order);
        }
        process.stdout.write(JSON.stringify({ id: order.id, ok }) + '\n');
    } catch (error) {
        process.stdout.write(JSON.stringify({ id: order.id, error: String(error) }) + '\n');
    }
}

process.stdout.write(JSON.stringify({ id: 0, ok: { origin } }) + '\n');
for await (const line of createInterface({ input: process.stdin })) {
    // not awaited: what a call waits for is often the doing of another page
    take(JSON.parse(line));
}
await browser.close();
web.close();
