package dev.ringback.echo;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;

/// Calls whose sound is being opened, which takes a socket and so another thread. One for each
/// shard.
final class Opening {
    private final SipStack stack;
    private final EchoMedia media;
    private final EchoReplies replies;
    private final EchoCalls calls;

    Opening(SipStack stack, EchoMedia media, EchoReplies replies, EchoCalls calls) {
        this.stack = stack;
        this.media = media;
        this.replies = replies;
        this.calls = calls;
    }

    /// Opens a stream for a call, in a later step.
    ///
    /// @param then what follows when the session has it; nothing does when the caller has given up,
    ///     or when there are too many calls: 503
    void open(
            ServerTransaction transaction,
            EchoSession session,
            EchoMedia.Place place,
            Runnable then) {
        Wait wait = new Wait(transaction, session);
        transaction.attach(wait);
        calls.opens();
        stack.begin(
                back -> media.open(place, opened -> back.accept(() -> wait.settle(opened, then))));
    }

    private final class Wait implements ServerTransactionUser {
        private final ServerTransaction transaction;
        private final EchoSession session;
        private boolean over;

        Wait(ServerTransaction transaction, EchoSession session) {
            this.transaction = transaction;
            this.session = session;
        }

        void settle(EchoMedia.Opened opened, Runnable then) {
            calls.opened();
            switch (opened) {
                case EchoMedia.Ready(EchoStream stream) -> {
                    session.attach(stream);
                    if (over) {
                        session.close();
                    } else {
                        then.run();
                    }
                }
                case EchoMedia.Full(int calls, int most) -> {
                    if (!over) {
                        transaction.respond(replies.full(transaction.request(), calls, most));
                    }
                }
            }
        }

        @Override
        public void cancelled(SipRequest cancel) {
            over = true;
            transaction.respond(
                    SipResponse.replyTo(transaction.request(), 487)
                            .toTag(stack.ids().tag())
                            .build(),
                    new Cause.Cancelled());
        }

        @Override
        public void faulted() {
            over = true;
            session.close();
        }
    }
}
