// Pictures of each view. Arguments: the folder, and the address of a demo server; without one the
// made-up calls of dev/mock.mjs are shown.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '../dev/mock.mjs';
import { launch } from './chromium.mjs';

const folder = process.argv[2];
const url = process.argv[3];
const dist = fileURLToPath(new URL('../dist', import.meta.url));
mkdirSync(folder, { recursive: true });

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
const LOOKS = [
    { name: '', scheme: 'light', lang: 'en', viewport: WIDE },
    { name: '-dark', scheme: 'dark', lang: 'en', viewport: WIDE },
    { name: '-phone', scheme: 'light', lang: 'en', viewport: PHONE },
    { name: '-zh', scheme: 'light', lang: 'zh', viewport: WIDE },
];

const VIEWS = {
    calls: async (page) => {
        await page.locator('tbody tr').nth(5).waitFor();
    },
    call: async (page, looks) => {
        await page.goto(page.url().split('#')[0] + '#/calls/c100001');
        await page.locator('.why details summary').click();
        if (looks.viewport === WIDE) {
            await page.locator('.ladder .arrow').nth(9).click();
        }
        await page.locator('.ladder .note').waitFor();
    },
    registrations: async (page) => page.locator('tbody tr').nth(5).waitFor(),
    rates: async (page) => page.locator('.curve').nth(5).waitFor({ state: 'attached' }),
    codes: async (page) => {
        await page.goto(page.url().split('#')[0] + '#/codes/486');
        await page.locator('.code-text').waitFor();
    },
    users: async (page) => page.locator('tbody tr').nth(5).waitFor(),
    rules: async (page) => {
        const editor = page.getByRole('textbox').first();
        await editor.fill((await editor.inputValue()).replace('limits:', 'limit:'));
        await page.locator('main .actions button').first().click();
        await page.locator('.errors').waitFor();
    },
};

const browser = await launch();
const mock = await serve({ page: dist });

async function opened(looks, origin) {
    const context = await browser.newContext({
        viewport: looks.viewport,
        colorScheme: looks.scheme,
        locale: looks.lang === 'zh' ? 'zh-CN' : 'en-GB',
        deviceScaleFactor: 1,
        permissions: ['microphone'],
    });
    const page = await context.newPage();
    page.on('pageerror', (e) => console.error(String(e)));
    page.on('console', (m) => m.type() === 'error' && console.error(m.text()));
    await page.goto(origin + '/');
    return page;
}

async function shoot(page, name) {
    await page.evaluate(() => {
        document.activeElement?.blur?.();
        scrollTo(0, 0);
    });
    await page.waitForTimeout(300);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) {
        console.error(`${name}: ${wide} px wider than the window`);
    }
    await page.screenshot({ path: `${folder}/${name}.png` });
}

async function phones(looks) {
    const page = await opened(looks, url);
    const alice = page.locator('[data-phone=alice]');
    await alice.locator('.line-state.registered').waitFor();
    await page.locator('[data-phone=bob] .line-state.registered').waitFor();
    await alice.locator('.primary').click();
    await page.locator('[data-phone=bob]').getByRole('button', { name: looks.lang === 'zh' ? '接听' : 'Answer' }).click();
    await alice.locator('.hears.on').waitFor();
    await page.locator('.ladder .arrow').nth(7).waitFor();
    await page.locator('.why .headline').waitFor();
    await shoot(page, 'phones' + looks.name);
    await alice.locator('.danger').click();
    await page.context().close();
}

for (const looks of LOOKS) {
    for (const [name, prepare] of Object.entries(VIEWS)) {
        const page = await opened(looks, mock.origin);
        await page.goto(`${mock.origin}/#/${name === 'call' ? 'calls' : name}`);
        await prepare(page, looks);
        await shoot(page, name + looks.name);
        await page.context().close();
    }
    if (url) {
        await phones(looks);
    }
}
await browser.close();
mock.close();
