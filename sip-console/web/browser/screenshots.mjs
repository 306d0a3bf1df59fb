// Pictures of each view. Arguments: the folder, the address of a demonstration for its softphones,
// and of another server the console's address, its token and the UDP port, for all other views.
import { mkdirSync } from 'node:fs';
import { launch } from './chromium.mjs';
import { until } from './harness.mjs';
import { Town } from './town.mjs';

const [, , folder, demo, origin, token, sipPort] = process.argv;
mkdirSync(folder, { recursive: true });

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
const LOOKS = [
    { name: '', scheme: 'light', lang: 'en', viewport: WIDE },
    { name: '-dark', scheme: 'dark', lang: 'en', viewport: WIDE },
    { name: '-phone', scheme: 'light', lang: 'en', viewport: PHONE },
    { name: '-zh', scheme: 'light', lang: 'zh', viewport: WIDE },
];

const SHOWN = 'Nl3k5QwTz8@127.0.0.1';
/** So long there are calls before the first picture. */
const BEFORE = 75_000;

const VIEWS = {
    calls: async (page) => page.locator('tbody tr').nth(12).waitFor(),
    call: async (page, looks) => {
        const found = async () => {
            const answer = await page.evaluate(async (callId) => (await fetch('/api/v1/calls?limit=1&user=' + encodeURIComponent(callId))).json(), SHOWN);
            return answer.calls[0]?.id;
        };
        await page.goto(`${origin}/#/calls/${await until(found, 'the call of the picture')}`);
        await page.locator('.why details summary').click();
        if (looks.viewport === WIDE) {
            await page.locator('.ladder .arrow').nth(9).click();
        }
        await page.locator('.ladder .note').first().waitFor();
    },
    registrations: async (page) => page.locator('tbody tr').nth(5).waitFor(),
    rates: async (page) => page.locator('.curve').nth(5).waitFor({ state: 'attached' }),
    codes: async (page) => {
        await page.goto(`${origin}/#/codes/486`);
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
const town = await inhabited();

/** Users with telephones of every manner, and one call that two telephones do not take. */
async function inhabited() {
    const town = new Town(Number(sipPort), 'example.com');
    const ringing = [150, '180 Ringing'];
    const callers = [await town.phone('alice'), await town.phone('erin', undefined, 'Softphone 4.0')];
    await town.phone('carol', [ringing, [1500, '200 OK']], 'Atrium 300/5.8');
    await town.phone('dave', [ringing, [4000, '486 Busy Here']]);
    await town.phone('frank', [ringing, [2500, '603 Decline']], 'Atrium 300/5.8');
    await town.phone('grace', [ringing, [800, '200 OK']], 'Softphone 4.0');
    await town.phone('bob', [[80, '180 Ringing'], [9000, '486 Busy Here']]);
    await town.phone('bob', [], 'Pocket 2/1.3');
    (await town.phone('heidi')).contact = '<sip:heidi@127.0.0.1:9>'; // where nobody listens
    for (const phone of town.phones) {
        await phone.register();
    }
    void callers[0].call(town.uri('bob'), 0, SHOWN);
    void town.bustle(callers, ['carol', 'carol', 'carol', 'grace', 'grace', 'dave', 'frank', 'heidi', 'ivan', 'nobody']);
    await new Promise((resolve) => setTimeout(resolve, BEFORE));
    return town;
}

async function opened(looks, address) {
    const context = await browser.newContext({
        viewport: looks.viewport,
        colorScheme: looks.scheme,
        locale: looks.lang === 'zh' ? 'zh-CN' : 'en-GB',
        deviceScaleFactor: 1,
        permissions: ['microphone'],
    });
    const page = await context.newPage();
    page.on('pageerror', (e) => console.error(String(e)));
    page.on('console', (m) => m.type() === 'error' && !m.text().includes('401') && console.error(m.text()));
    await page.goto(address + '/');
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
    const page = await opened(looks, demo);
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

async function loggedIn(looks) {
    const page = await opened(looks, origin);
    await page.locator('input[name=token]').fill(token);
    await page.locator('form button').click();
    await page.locator('nav').waitFor();
    return page;
}

for (const looks of LOOKS) {
    const page = await loggedIn(looks);
    for (const [name, prepare] of Object.entries(VIEWS)) {
        await page.goto(`${origin}/#/${name === 'call' ? 'calls' : name}`);
        await prepare(page, looks);
        await shoot(page, name + looks.name);
    }
    await page.context().close();
    await phones(looks);
}
await browser.close();
town.close();
process.exit(0); // calls that go on wait for their answers
