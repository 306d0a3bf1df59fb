// Runs scenarios in Chromium and prints one line of JSON for each: {name, ok} or {name, error}.
// Every page is watched: a script error, a violation of the Content-Security-Policy or an opened
// dialog fails the scenario that it belongs to.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch } from './chromium.mjs';

const require = createRequire(import.meta.url);

export function check(condition, text) {
    if (!condition) {
        throw new Error(text);
    }
}

export function same(found, wanted, text) {
    const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
    check(one === other, `${text}: ${one} is not ${other}`);
}

/** Waits until it answers something true; fails with the text otherwise. */
export async function until(ask, text, limit = 10_000) {
    const end = Date.now() + limit;
    for (;;) {
        const answer = await ask();
        if (answer) {
            return answer;
        }
        check(Date.now() < end, text + ' did not come true');
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

export class Stage {
    constructor(browser) {
        this.browser = browser;
        this.faults = [];
        this.contexts = [];
    }

    async page(origin, { path = '/', expect = [], ...options } = {}) {
        const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
        this.contexts.push(context);
        const page = await context.newPage();
        const fault = (text) => expect.some((each) => text.includes(each)) || this.faults.push(text);
        page.on('pageerror', (e) => fault('error in the page: ' + e));
        page.on('console', (m) => m.type() === 'error' && fault('console: ' + m.text()));
        page.on('dialog', (dialog) => {
            this.faults.push('a dialog opened: ' + dialog.message());
            return dialog.dismiss();
        });
        await page.goto(origin + path);
        return page;
    }

    async close() {
        await Promise.all(this.contexts.map((context) => context.close()));
    }
}

/** What axe finds wrong with a page, one line each. */
export async function axe(page) {
    await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    const violations = await page.evaluate(async () => (await window.axe.run(document)).violations);
    return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).slice(0, 3).join(' | ')}`);
}

/** Runs them one after the other; the name of each is that of its function. */
export async function run(scenarios, options = {}) {
    const wanted = process.env.ONLY;
    const browser = await launch(options);
    let failed = 0;
    for (const scenario of scenarios) {
        if (wanted && scenario.name !== wanted) {
            continue;
        }
        const stage = new Stage(browser);
        let error = null;
        try {
            await scenario(stage);
            check(stage.faults.length === 0, stage.faults.slice(0, 5).join('\n'));
        } catch (e) {
            error = [String(e.stack ?? e), ...stage.faults.slice(0, 5)].join('\n');
            failed++;
        }
        await stage.close();
        console.log(JSON.stringify(error === null ? { name: scenario.name, ok: true } : { name: scenario.name, error }));
    }
    await browser.close();
    return failed;
}
