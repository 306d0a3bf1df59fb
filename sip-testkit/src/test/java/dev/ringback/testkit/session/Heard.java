package dev.ringback.testkit.session;

import dev.ringback.message.SipResponse;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;

/// Does something when a request succeeded.
///
/// @param then what
record Heard(Runnable then) implements ResponseListener {
    @Override
    public void succeeded(SipResponse response, Sent sent) {
        then.run();
    }

    @Override
    public void failed(SipFailure failure) {}
}
