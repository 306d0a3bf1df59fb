// The built page in Chromium, on made-up calls. Argument: the folder of the page.
import { serve } from '../dev/mock.mjs';
import { axe, check, run, same, until } from './harness.mjs';
import { PAYLOADS } from './payloads.mjs';

const folder = process.argv[2];
const SECOND = 1000;
const VIEWS = ['calls', 'calls/c100001', 'registrations', 'rates', 'codes', 'codes/486', 'users', 'rules'];

async function withMock(options, work) {
    const mock = await serve({ page: folder, ...options });
    try {
        await work(mock.origin);
    } finally {
        mock.close();
    }
}

/** Opens a view and waits until it has what it shows. */
async function view(page, name) {
    await page.evaluate((hash) => (location.hash = hash), '#/' + name);
    const sign = {
        calls: 'tbody tr',
        registrations: 'tbody tr',
        users: 'tbody tr',
        rates: '.curve',
        codes: '.code-list a',
        'codes/486': '.code-text',
        rules: 'textarea',
    };
    await page.locator(sign[name] ?? '.ladder .arrow').first().waitFor({ state: 'attached' });
}

function everyViewKeepsTheContentSecurityPolicy(stage) {
    return withMock({}, async (origin) => {
        const page = await stage.page(origin);
        for (const name of VIEWS) {
            await view(page, name);
            const inline = await page.evaluate(() => document.querySelectorAll('[style], style, script:not([src])').length);
            same(inline, 0, 'inline styles and scripts of ' + name);
        }
    });
}

function axeFindsNothingWrongInAnyView(stage) {
    return withMock({ ws: 'ws://127.0.0.1:9/sip' }, async (origin) => {
        const found = [];
        for (const colorScheme of ['light', 'dark']) {
            const page = await stage.page(origin, { colorScheme, expect: ['WebSocket'] });
            const judge = async (what) => found.push(...(await axe(page)).map((each) => `${what}: ${each}`));
            for (const name of VIEWS) {
                await view(page, name);
                await judge(name);
            }
            await page.evaluate(() => (location.hash = '#/phones'));
            await page.locator('[data-phone=bob]').waitFor();
            await judge('phones');
            await page.keyboard.press('?');
            await page.locator('dialog').waitFor();
            await judge('help');
        }
        same(found, [], 'axe');
    });
}

function noViewIsWiderThanAPhone(stage) {
    return withMock({}, async (origin) => {
        for (const locale of ['en-GB', 'zh-CN']) {
            const page = await stage.page(origin, { viewport: { width: 360, height: 740 }, locale });
            for (const name of VIEWS) {
                await view(page, name);
                same(await page.evaluate(() => document.documentElement.scrollWidth), 360, `${name}, ${locale}`);
            }
        }
    });
}

/** What the element with the focus is, and whether its focus can be seen. */
function focus(page) {
    return page.evaluate(() => {
        const element = document.activeElement;
        const style = getComputedStyle(element);
        const row = element.querySelector?.('.row');
        const shown = style.outlineStyle !== 'none' || (row && getComputedStyle(row).strokeWidth === '2px');
        const framed = element.closest('.editor') && getComputedStyle(element.closest('.editor')).outlineStyle !== 'none';
        return {
            tag: element.tagName,
            text: (element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 60),
            seen: Boolean(shown || framed),
        };
    });
}

function theKeyboardReachesEverythingAndIsNeverCaught(stage) {
    return withMock({}, async (origin) => {
        const page = await stage.page(origin);
        await page.locator('tbody tr').first().waitFor();
        await page.locator('[data-shortcut=p]').click();
        for (const [i, name] of ['calls', 'registrations', 'rates', 'codes', 'users', 'rules'].entries()) {
            await page.evaluate(() => document.activeElement.blur());
            await page.keyboard.press(String(i + 1));
            await until(() => page.evaluate((hash) => location.hash === hash, '#/' + name), 'key ' + (i + 1));
            await view(page, name);
            // from the first one on: where it begins without is where the last view ended
            const stops = await page.evaluate(() => {
                const all = 'a[href], button:not(:disabled), input, select, textarea, summary, [tabindex="0"]';
                const found = [...document.querySelectorAll(all)].filter((each) => each.checkVisibility() && each.tabIndex >= 0);
                found[0].focus();
                found[0].dataset.met = '0';
                return found.length;
            });
            const met = new Set(['0']);
            for (let n = 0; n < stops + 2; n++) {
                await page.keyboard.press('Tab');
                const now = await focus(page);
                check(now.tag === 'BODY' || now.seen, `${name}: the focus on ${now.tag} ${now.text} cannot be seen`);
                met.add(await page.evaluate(() => {
                    document.activeElement.dataset.met ??= String(Math.random());
                    return document.activeElement.dataset.met;
                }));
            }
            check(met.size >= stops, `${name}: ${met.size} of ${stops} were reached by Tab`);
        }
    });
}

function aCallIsReadByKeyboardAlone(stage) {
    return withMock({}, async (origin) => {
        const page = await stage.page(origin);
        await page.locator('tbody tr').first().waitFor();
        await page.keyboard.press('p');
        same(await page.locator('[data-shortcut=p]').getAttribute('aria-pressed'), 'true', 'p pauses');
        await page.keyboard.press('/');
        same((await focus(page)).tag, 'INPUT', '/ goes to the search');
        await page.keyboard.type('c100001@192.0.2.17');
        await until(async () => (await page.locator('tbody tr').count()) === 1, 'the search');
        await page.locator('tbody a').focus();
        await page.keyboard.press('Enter');
        await page.locator('.ladder .arrow').first().waitFor();
        await until(async () => {
            await page.keyboard.press('Tab');
            return page.evaluate(() => document.activeElement.matches('.ladder [role=option]'));
        }, 'Tab into the ladder');
        const first = (await focus(page)).text;
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowDown');
        const third = await focus(page);
        check(third.text !== first && third.seen, 'arrow keys move along the ladder: ' + third.text);
        await page.keyboard.press('End');
        check((await focus(page)).text.includes(' ACK, from alice'), 'End goes to the last message');
        await page.keyboard.press('Enter');
        await page.locator('.detail .raw').waitFor();
        check((await page.locator('.detail .raw').textContent()).startsWith('ACK sip:'), 'the message is shown');
        const link = page.locator('.detail a');
        same(await link.getAttribute('href'), 'https://www.rfc-editor.org/rfc/rfc3261#section-17.1.1.3', 'the clause');
        await page.keyboard.press('Escape');
        await page.locator('.detail').waitFor({ state: 'detached' });
        check((await focus(page)).text.includes(' ACK, from alice'), 'Escape goes back to the ladder');
    });
}

function aLadderShowsRetransmissionsBranchesAndWhoDecided(stage) {
    return withMock({}, async (origin) => {
        const page = await stage.page(origin, { path: '/#/calls/c100001' });
        await page.locator('.ladder .note').waitFor();
        same(await page.locator('.ladder .arrow').count(), 13, 'messages');
        same(await page.locator('.ladder .repeat').count(), 3, 'retransmissions');
        const dash = await page.locator('.repeat .shaft').first().evaluate((each) => getComputedStyle(each).strokeDasharray);
        check(dash !== 'none', 'a retransmission is dashed');
        const colours = await page.locator('.shaft').evaluateAll((all) => new Set(all.map((each) => getComputedStyle(each).stroke)).size);
        same(colours, 3, 'colours of branches');
        const places = await page.evaluate(() => ({
            note: ((box) => box.x + box.width / 2)(document.querySelector('.note .box').getBBox()),
            desk: document.querySelectorAll('.life')[2].x1.baseVal.value,
        }));
        same(Math.round(places.note), places.desk, 'what the desk phone decided stands at it');
        check((await page.locator('.why .headline').textContent()).includes('answered 486'), 'the cause');
    });
}

function everythingThatAPeerSentIsText(stage) {
    return withMock({ payloads: PAYLOADS }, async (origin) => {
        const page = await stage.page(origin);
        await page.locator('tbody tr').first().waitFor();
        const before = await page.evaluate(() => document.querySelectorAll('script, style, link').length);
        for (const [i, payload] of PAYLOADS.entries()) {
            await view(page, 'calls/c' + (200000 + i));
            await until(async () => (await page.locator('.line').textContent()).includes(payload), 'the call of ' + payload);
            await page.locator('.ladder .arrow').first().click();
            const raw = await page.locator('.detail .raw').textContent();
            check(raw.includes('Subject: ' + payload + '\r\n'), payload + ' in the message is ' + raw);
            same(await page.locator('.detail h3').textContent(), payload, 'the first line');
            await page.locator('.ladder .note').click();
            same(await page.locator('.reason .kind').textContent(), payload, 'the cause');
            same(await page.locator('.reason dd').textContent(), payload, 'a fact');
            same(await page.locator('.head title').first().count(), 1, 'parties');
            await harmless(page, before, payload);
        }
        await view(page, 'calls');
        await until(async () => {
            const shown = await page.locator('td.cause').allTextContents();
            return PAYLOADS.every((payload) => shown.includes(payload));
        }, 'the list of calls');
        await harmless(page, before, 'the list');
    });
}

/** No script has run, and no element is there that the page has not made. */
async function harmless(page, before, what) {
    const state = await page.evaluate(() => ({
        hit: window.hit ?? null,
        made: document.querySelectorAll('script, style, link').length,
        strange: [...document.querySelectorAll('iframe, object, embed, marquee, video, base, meta[http-equiv], math, foreignObject, animate, image, [onerror], [onload], [onfocus], [ontoggle], [onstart], a[href^="javascript" i]')].map((each) => each.outerHTML),
        pictures: [...document.images].map((each) => each.getAttribute('src')),
        place: location.origin,
    }));
    same(state, { hit: null, made: before, strange: [], pictures: ['/icon.svg'], place: new URL(page.url()).origin }, what);
}

function aThousandCallsASecondLeaveThePageSmall(stage) {
    return withMock({ flood: true }, async (origin) => {
        const page = await stage.page(origin);
        await until(async () => (await page.locator('tbody tr').count()) === 200, 'the list is full');
        const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
        const newest = () => page.locator('tbody tr').first().getAttribute('data-row');
        const full = await elements();
        const first = await newest();
        await until(async () => Number((await newest()).slice(1)) > Number(first.slice(1)) + 3000, 'three seconds of calls');
        same(await page.locator('tbody tr').count(), 200, 'rows');
        check((await elements()) <= full + 250, 'the page has grown');
        await page.keyboard.press('p');
        const shown = await newest();
        const seen = await page.evaluate(() => performance.now());
        await until(() => page.evaluate((from) => performance.now() > from + 2200, seen), 'two more seconds');
        same(await newest(), shown, 'a paused list stands still');
    });
}

function whoHasNoTokenIsAskedForIt(stage) {
    return withMock({ token: 'right' }, async (origin) => {
        const page = await stage.page(origin, { expect: ['401'] });
        await page.locator('input[name=token]').fill('wrong');
        await page.keyboard.press('Enter');
        check((await page.locator('[role=alert]').textContent()).includes('not right'), 'a wrong token is told');
        await page.locator('input[name=token]').fill('right');
        await page.keyboard.press('Enter');
        await page.locator('tbody tr').first().waitFor();
        same(await page.evaluate(() => JSON.stringify({ ...localStorage }).includes('right')), false, 'the token is kept');
        await page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE' }));
        await page.keyboard.press('2');
        await page.locator('input[name=token]').waitFor();
    });
}

function aRegistrationCountsDownAndIsRemovedAfterAQuestion(stage) {
    return withMock({}, async (origin) => {
        const page = await stage.page(origin, { path: '/#/registrations' });
        const row = page.locator('tbody tr', { hasText: 'carol@' });
        const left = () => row.locator('[role=timer]').textContent();
        const before = await left();
        await until(async () => (await left()) !== before, 'the countdown');
        await row.getByRole('button').click();
        await page.keyboard.press('Escape');
        await page.locator('dialog').waitFor({ state: 'detached' });
        same(await page.evaluate(() => document.activeElement.textContent), 'Remove', 'the focus is back');
        same(await row.count(), 1, 'nothing was removed');
        await row.getByRole('button').click();
        await page.locator('dialog .danger').click();
        await row.waitFor({ state: 'detached' });
    });
}

function registrationsThatChangeAllTheTimeAreAskedForSeldom(stage) {
    return withMock({ busy: 250 }, async (origin) => {
        const page = await stage.page(origin, { path: '/#/registrations' });
        const rows = page.locator('tbody tr');
        await rows.nth(99).waitFor();
        let asked = 0;
        page.on('request', (request) => (asked += request.url().includes('/registrations?') ? 1 : 0));
        await page.getByRole('searchbox').fill('phone');
        await page.waitForTimeout(5 * SECOND);
        check(asked >= 2 && asked <= 5, `asked ${asked} times in 5 s`);
        await page.getByRole('button', { name: 'More' }).click();
        await rows.nth(199).waitFor();
        asked = 0;
        await page.getByText(/changes since then are not shown/).waitFor();
        await page.waitForTimeout(3 * SECOND);
        same([asked, await rows.count()], [0, 200], 'what was added stays');
        await page.getByRole('button', { name: 'Show them' }).click();
        await until(async () => (await rows.count()) === 100, 'the first page, as it is now');
        await page.getByText(/changes since then are not shown/).waitFor({ state: 'detached' });
    });
}

function aConfigurationIsCheckedBeforeItIsPutInForce(stage) {
    return withMock({}, async (origin) => {
        const page = await stage.page(origin, { path: '/#/rules', expect: ['422'] });
        const text = page.locator('textarea');
        await text.waitFor();
        const good = await text.inputValue();
        const [validate, apply] = [page.locator('main .actions button').nth(0), page.locator('main .actions button').nth(1)];
        await text.fill(good.replace('rules:', 'rulez:'));
        same(await apply.isDisabled(), true, 'what was not checked cannot be put in force');
        await validate.click();
        check((await page.locator('.errors').textContent()).includes('Did you mean rules?'), 'the suggestion');
        same(await apply.isDisabled(), true, 'what is wrong cannot be put in force');
        await page.locator('.errors button').click();
        same(await page.evaluate(() => document.activeElement.value.slice(document.activeElement.selectionStart).split(':')[0]), 'rulez', 'the place of the error');
        await text.fill(good + '# changed\n');
        await validate.click();
        await until(() => apply.isEnabled(), 'what is right can be put in force');
        await apply.click();
        await until(async () => (await page.locator('main .hint').first().textContent()).startsWith('Version 4'), 'the new version');
    });
}

function usersAndDomainsAreAddedAndRemoved(stage) {
    return withMock({}, async (origin) => {
        const page = await stage.page(origin, { path: '/#/users', expect: ['409'] });
        await page.locator('details.card summary').click();
        const add = async () => {
            await page.locator('input[name=name]').first().fill('ivan');
            await page.locator('input[name=password]').fill('secret');
            await page.locator('details .primary').click();
        };
        await add();
        const row = page.locator('tbody tr', { hasText: 'ivan@' });
        await row.waitFor();
        await add();
        check((await page.locator('[role=alert]').textContent()).includes('there is a user'), 'a second one is refused');
        await row.getByRole('button').nth(0).click();
        await page.locator('dialog input').fill('other');
        await page.keyboard.press('Enter');
        await page.locator('dialog').waitFor({ state: 'detached' });
        await row.getByRole('button').nth(1).click();
        await page.locator('dialog .danger').click();
        await row.waitFor({ state: 'detached' });
        same(await page.locator('tbody tr', { hasText: 'alice@' }).getByRole('button').count(), 0, 'those of the file are left alone');
        await page.locator('section form input[name=name]').fill('new.example');
        await page.keyboard.press('Enter');
        await page.locator('.domains li', { hasText: 'new.example' }).waitFor();
    });
}

function languageAndColoursFollowTheBrowserAndTheSwitches(stage) {
    return withMock({}, async (origin) => {
        const page = await stage.page(origin, { locale: 'zh-CN', colorScheme: 'dark' });
        const colour = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        await until(async () => (await page.locator('h1').textContent()) === '通话', 'Chinese');
        same(await page.evaluate(() => document.documentElement.lang), 'zh-CN', 'the language of the page');
        const dark = await colour();
        await page.keyboard.press('l');
        await until(async () => (await page.locator('h1').textContent()) === 'Calls', 'English');
        await page.keyboard.press('t');
        check((await colour()) !== dark, 'light');
        await page.reload();
        await until(async () => (await page.locator('h1').textContent()) === 'Calls', 'the language is kept');
        check((await colour()) !== dark, 'the colours are kept');
        await page.keyboard.press('?');
        await page.locator('dialog input').uncheck();
        await page.keyboard.press('Escape');
        await page.keyboard.press('l');
        await page.keyboard.press('2');
        await page.locator('dialog').waitFor({ state: 'detached' });
        same(await page.locator('h1').textContent(), 'Calls', 'shortcuts can be switched off');
    });
}

function whoWantsNoMotionGetsNone(stage) {
    return withMock({}, async (origin) => {
        const page = await stage.page(origin, { reducedMotion: 'reduce' });
        for (const name of VIEWS) {
            await view(page, name);
            same(await page.evaluate(() => document.getAnimations().length), 0, name);
        }
    });
}

const failed = await run([
    everyViewKeepsTheContentSecurityPolicy,
    axeFindsNothingWrongInAnyView,
    noViewIsWiderThanAPhone,
    theKeyboardReachesEverythingAndIsNeverCaught,
    aCallIsReadByKeyboardAlone,
    aLadderShowsRetransmissionsBranchesAndWhoDecided,
    everythingThatAPeerSentIsText,
    aThousandCallsASecondLeaveThePageSmall,
    whoHasNoTokenIsAskedForIt,
    aRegistrationCountsDownAndIsRemovedAfterAQuestion,
    registrationsThatChangeAllTheTimeAreAskedForSeldom,
    aConfigurationIsCheckedBeforeItIsPutInForce,
    usersAndDomainsAreAddedAndRemoved,
    languageAndColoursFollowTheBrowserAndTheSwitches,
    whoWantsNoMotionGetsNone,
]);
process.exitCode = failed === 0 ? 0 : 1;
