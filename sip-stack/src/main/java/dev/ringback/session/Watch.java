package dev.ringback.session;

import dev.ringback.message.SipResponse;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import java.util.function.Consumer;

/// Passes on what becomes of a request in a dialog; the session hears of failures, which may end
/// it.
///
/// @param then who sent it
/// @param failure takes a failure, after that
record Watch(ResponseListener then, Consumer<SipFailure> failure) implements ResponseListener {
    @Override
    public void progress(SipResponse response, Sent sent) {
        then.progress(response, sent);
    }

    @Override
    public void succeeded(SipResponse response, Sent sent) {
        then.succeeded(response, sent);
    }

    @Override
    public void retried(SipResponse response, Sent sent) {
        then.retried(response, sent);
    }

    @Override
    public void failed(SipFailure why) {
        then.failed(why);
        failure.accept(why);
    }
}
