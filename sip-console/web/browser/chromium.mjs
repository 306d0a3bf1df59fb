// The browser of the tests and screenshots: Debian's Chromium with a microphone that beeps.
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { chromium } from 'playwright-core';

export function executable() {
    const found = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
    if (!found) {
        throw new Error('there is no chromium: apt-get install chromium');
    }
    return found;
}

/** @param microphone whether there is one */
export function launch({ microphone = true } = {}) {
    // without any other address than that of the loopback, browsers would find no way to each other
    const elsewhere = Object.values(networkInterfaces())
        .flat()
        .some((address) => !address.internal && address.family === 'IPv4');
    return chromium.launch({
        executablePath: executable(),
        headless: true,
        args: [
            '--no-sandbox',
            '--disable-gpu',
            '--mute-audio',
            '--autoplay-policy=no-user-gesture-required',
            '--disable-features=WebRtcHideLocalIpsWithMdns',
            ...(microphone ? ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'] : []),
            ...(elsewhere ? [] : ['--allow-loopback-in-peer-connection']),
        ],
    });
}
