import { JsSipPhone } from './jssip-phone.js';
import { SipJsPhone } from './sipjs-phone.js';

// The one entry of the driver: makes the telephone of this page, and has it do something.
window.phone = {
    make(library) {
        window.telephone = library === 'jssip' ? new JsSipPhone() : new SipJsPhone();
        return {};
    },
    async act(action, options) {
        const phone = window.telephone;
        const result = action === 'sound' ? await phone.sound.received() : await phone[action](options ?? {});
        return result ?? {};
    },
};
