// The page of a running `ringback serve --demo --no-auth` in Chromium. Arguments: the address of the
// console, and the UDP port of the server.
import { run, same, check, until } from './harness.mjs';
import { PAYLOADS } from './payloads.mjs';
import { Peer } from './peer.mjs';

const origin = process.argv[2];
const sipPort = Number(process.argv[3]);
const SECOND = 1000;
const TRIES = 3;

/** Opens the page with both telephones registered; notes when INVITEs leave and ladders appear. */
async function telephones(stage, options = {}) {
    const page = await stage.page('about:blank', { path: '', ...options });
    await page.addInitScript(() => {
        window.invites = [];
        window.ladders = [];
        const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (data) {
            if (String(data).startsWith('INVITE')) {
                const callId = /^Call-ID: *(.*?)\r$/im.exec(data)[1];
                window.invites.push({ at: performance.now(), callId });
            }
            return send.call(this, data);
        };
        new MutationObserver(() => {
            const link = document.querySelector('.below a[href^="#/calls/"]')?.getAttribute('href');
            if (document.querySelector('.below .ladder .arrow') && !window.ladders.some((each) => each.link === link)) {
                window.ladders.push({ at: performance.now(), link });
            }
        }).observe(document, { subtree: true, childList: true });
    });
    await page.goto(origin + '/');
    for (const name of ['alice', 'bob']) {
        await phone(page, name).locator('.line-state.registered').waitFor();
    }
    return page;
}

const phone = (page, name) => page.locator(`[data-phone=${name}]`);
const arrows = (page) => page.locator('.below .ladder .arrow .label').allTextContents();

async function theTwoSoftphonesTalkAndTheLadderShowsTheCallWithinASecond(stage) {
    const page = await telephones(stage);
    const [alice, bob] = [phone(page, 'alice'), phone(page, 'bob')];
    const times = [];
    for (let n = 0; n < TRIES; n++) {
        await alice.getByRole('button', { name: 'Call bob' }).click();
        await bob.getByRole('button', { name: 'Answer' }).click();
        await alice.locator('.clock').waitFor();
        await until(() => page.evaluate((count) => window.ladders.length === count, n + 1), 'a ladder of this call');
        times.push(await page.evaluate(() => window.ladders.at(-1).at - window.invites.filter((each) => each.callId === window.invites.at(-1).callId)[0].at));
        if (n === 0) {
            await alice.locator('.hears.on').waitFor();
            await bob.locator('.hears.on').waitFor();
            check((await arrows(page)).some((label) => label.startsWith('200 OK')), 'the ladder has the answer');
            await alice.locator('.keypad summary').click();
            await alice.getByRole('button', { name: '5', exact: true }).click();
            same(await alice.locator('.keypad output').textContent(), '5', 'digits');
            await alice.getByRole('button', { name: 'Mute' }).click();
            same(await alice.getByRole('button', { name: 'Mute' }).getAttribute('aria-pressed'), 'true', 'muted');
        }
        await (n % 2 ? alice : bob).getByRole('button', { name: 'Hang up' }).click();
        await until(async () => (await arrows(page)).some((label) => label.startsWith('BYE')), 'the ladder has the BYE');
        await alice.getByRole('button', { name: 'Call bob' }).waitFor();
        await bob.getByRole('button', { name: 'Call alice' }).waitFor();
    }
    console.error('INVITE to ladder: ' + times.map((each) => Math.round(each) + ' ms').join(', '));
    const median = [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)];
    check(median < SECOND, 'the ladder came after ' + times);
}

async function aDeclinedCallShowsWhoDeclinedIt(stage) {
    const page = await telephones(stage);
    await phone(page, 'alice').getByRole('button', { name: 'Call bob' }).click();
    await phone(page, 'bob').getByRole('button', { name: 'Decline' }).click();
    await phone(page, 'alice').getByText('Failed: 486').waitFor();
    await page.locator('.below .why.tone-bad').getByText('486', { exact: false }).first().waitFor();
    const headline = await page.locator('.below .why .headline').textContent();
    check(/486|busy/i.test(headline), 'the cause is: ' + headline);
    await page.locator('.below .ladder .tone-bad').first().waitFor();
}

async function aCallToNobodyShowsItsCauseWhereItWasDecided(stage) {
    const page = await telephones(stage);
    const alice = phone(page, 'alice');
    await alice.getByRole('textbox').fill('nobody');
    await alice.getByRole('button', { name: 'Dial' }).click();
    await alice.getByText(/Failed: (404|480)/).waitFor();
    const headline = page.locator('.below .why .headline');
    await headline.waitFor();
    check(/nobody|no such user|does not exist|no-|registered/i.test(await headline.textContent()), 'the cause is: ' + (await headline.textContent()));
    const note = page.locator('.below .ladder .note').last();
    await note.waitFor();
    check(/404|480/.test(await note.textContent()), 'the note');
    const own = await page.evaluate(() => {
        const box = [...document.querySelectorAll('.note .box')].at(-1).getBBox();
        const head = document.querySelector('.head.own rect').getBBox();
        return Math.abs(box.x + box.width / 2 - head.x - head.width / 2) < head.width;
    });
    check(own, 'it was decided at this server');
}

async function theEchoAnswersAndACallGoesOnBesideOtherViews(stage) {
    const page = await telephones(stage);
    const alice = phone(page, 'alice');
    await alice.getByRole('button', { name: 'Call echo' }).click();
    await alice.locator('.hears.on').waitFor();
    await page.evaluate(() => (location.hash = '#/registrations'));
    await page.locator('tbody tr', { hasText: 'alice@localhost' }).first().waitFor();
    await page.locator('tbody tr', { hasText: 'bob@localhost' }).locator('.flow.open').first().waitFor();
    await page.evaluate(() => (location.hash = '#/phones'));
    await alice.locator('.clock').waitFor();
    await page.locator('.below .ladder .arrow').first().waitFor();
    await alice.getByRole('button', { name: 'Hang up' }).click();
    await alice.getByText('The call is over.').waitFor();
}

async function eachViewShowsWhatTheServerSays(stage) {
    const page = await telephones(stage);
    const nobody = () => page.locator('tbody tr', { hasText: 'nobody@localhost' }).first();
    const to = (name) => page.evaluate((hash) => (location.hash = hash), '#/' + name);
    await phone(page, 'alice').getByRole('textbox').fill('nobody');
    await phone(page, 'alice').getByRole('button', { name: 'Dial' }).click();
    await phone(page, 'alice').getByText(/Failed: (404|480)/).waitFor();
    await to('calls');
    await nobody().waitFor();
    await page.getByRole('searchbox').nth(1).fill('4');
    await until(async () => (await page.locator('td.result').allTextContents()).every((text) => text.startsWith('4')), 'the search by code');
    await nobody().locator('a').click();
    await page.locator('.ladder .arrow').first().click();
    check((await page.locator('.detail .raw').textContent()).startsWith('INVITE sip:nobody@localhost'), 'the message');
    check(/^https:\/\/www\.rfc-editor\.org\//.test(await page.locator('.detail dd a').getAttribute('href')), 'the clause');
    const pcap = await page.evaluate(async (href) => {
        const answer = await fetch(href);
        return [answer.status, (await answer.arrayBuffer()).byteLength > 100];
    }, await page.locator('a[download]').getAttribute('href'));
    same(pcap, [200, true], 'the capture');
    await to('rates');
    await page.locator('.curve').first().waitFor({ state: 'attached' });
    await to('codes');
    await until(async () => (await page.locator('.code-list a').count()) >= 51, '51 codes');
    await page.getByRole('searchbox').fill('busy');
    await page.locator('.code-list a', { hasText: '486' }).click();
    await page.locator('.code-text dd a').first().waitFor();
    await page.keyboard.press('l');
    await page.locator('.code-text', { hasText: '话机' }).waitFor();
    await page.keyboard.press('l');
    await to('users');
    await page.locator('tbody tr', { hasText: 'alice@localhost' }).waitFor();
    await to('rules');
    await page.locator('textarea').waitFor();
}

async function aUserIsAddedAndRemoved(stage) {
    const page = await stage.page(origin, { path: '/#/users' });
    await page.locator('details.card summary').click();
    await page.locator('input[name=name]').first().fill('ivan');
    await page.locator('input[name=password]').fill('secret');
    await page.locator('details .primary').click();
    const row = page.locator('tbody tr', { hasText: 'ivan@localhost' });
    await row.waitFor();
    await row.getByRole('button', { name: 'Remove' }).click();
    await page.locator('dialog .danger').click();
    await row.waitFor({ state: 'detached' });
}

async function payloadsInEveryHeaderAreShownAsText(stage) {
    const peer = await Peer.open(sipPort);
    const page = await stage.page(origin, { path: '/#/calls' });
    await peer.register('target');
    const made = await page.evaluate(() => document.querySelectorAll('script, style, link').length);
    const sent = [];
    for (const payload of PAYLOADS) {
        for (const build of ['wellFormed', 'bare']) {
            sent.push({ payload, ...(await peer.call('target', build, payload)) });
        }
    }
    peer.close();
    for (const { payload, callId, lines, code } of sent) {
        const id = await until(
            () => page.evaluate(async (user) => {
                const answer = await fetch('/api/v1/calls?limit=1&user=' + encodeURIComponent(user));
                return (await answer.json()).calls[0]?.id;
            }, callId),
            'the call ' + callId,
        );
        await page.evaluate((hash) => (location.hash = hash), '#/calls/' + id);
        await until(async () => (await page.locator('.line dd.wrap').textContent().catch(() => '')) === callId, 'the view of ' + callId);
        await page.locator('.ladder .arrow').first().click();
        const raw = await page.locator('.detail .raw').textContent();
        for (const line of lines) {
            check(raw.includes(line), `${line} is not in ${raw}`);
        }
        await page.locator('.ladder .arrow').last().click();
        check((await page.locator('.why').textContent()).includes(String(code)), 'the code ' + code);
        await harmless(page, made, payload);
    }
    await page.evaluate(() => (location.hash = '#/calls'));
    await page.locator('tbody tr').nth(20).waitFor();
    await harmless(page, made, 'the list');
    await page.evaluate(() => (location.hash = '#/registrations'));
    await page.locator('tbody tr', { hasText: 'target@localhost' }).waitFor();
    await harmless(page, made, 'the registrations');
}

/** No script has run, and no element is there that the page has not made. */
async function harmless(page, made, what) {
    const state = await page.evaluate(() => ({
        hit: window.hit ?? null,
        made: document.querySelectorAll('script, style, link').length,
        strange: [...document.querySelectorAll('iframe, object, embed, marquee, video, base, meta[http-equiv], math, foreignObject, animate, image, [onerror], [onload], [onfocus], [ontoggle], [onstart], a[href^="javascript" i]')].map((each) => each.outerHTML),
        pictures: [...document.images].map((each) => each.getAttribute('src')),
    }));
    same(state, { hit: null, made, strange: [], pictures: ['/icon.svg'] }, what);
}

async function withoutAMicrophoneItSendsSilenceAndSaysSo(stage) {
    const page = await telephones(stage);
    await phone(page, 'alice').getByRole('button', { name: 'Call bob' }).click();
    await phone(page, 'alice').getByText('this phone sends silence').waitFor();
    await phone(page, 'bob').getByRole('button', { name: 'Answer' }).click();
    await phone(page, 'bob').locator('.hears.on').waitFor();
    await phone(page, 'alice').locator('.hears.on').waitFor();
    await phone(page, 'alice').getByRole('button', { name: 'Hang up' }).click();
}

const failed =
    (await run([
        theTwoSoftphonesTalkAndTheLadderShowsTheCallWithinASecond,
        aDeclinedCallShowsWhoDeclinedIt,
        aCallToNobodyShowsItsCauseWhereItWasDecided,
        theEchoAnswersAndACallGoesOnBesideOtherViews,
        eachViewShowsWhatTheServerSays,
        aUserIsAddedAndRemoved,
        payloadsInEveryHeaderAreShownAsText,
    ])) + (await run([withoutAMicrophoneItSendsSilenceAndSaysSo], { microphone: false }));
process.exitCode = failed === 0 ? 0 : 1;
