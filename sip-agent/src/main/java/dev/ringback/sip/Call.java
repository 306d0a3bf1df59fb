package dev.ringback.sip;

import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A call, made or taken. Its methods may be called from any thread, also from its own handlers;
/// those that wait are meant for virtual threads and end with [InterruptedException] when
/// interrupted. An idle call holds no thread.
///
/// Methods of the wrong time (accepting a call that is over) throw [SipException], because the peer
/// may have been faster.
public interface Call extends AutoCloseable {
    /// How far a call is.
    enum State {
        /// Nobody has answered yet.
        CALLING,
        /// It is up.
        UP,
        /// It is over.
        ENDED
    }

    /// The Call-ID; empty where no INVITE was sent yet.
    String callId();

    /// Whether it came to us.
    boolean incoming();

    /// How far it is.
    State state();

    /// The own address.
    NameAddress local();

    /// The peer's address: what was called, or the From of the caller.
    NameAddress remote();

    /// Who calls by the word of an element that is trusted ([UserAgent.Builder#trusting]): its
    /// P-Asserted-Identity, RFC 3325 §8. None for a call that we make, and where a stranger sent
    /// the INVITE: what that one asserts stands in [#invite] and means nothing.
    List<NameAddress> asserted();

    /// The INVITE as it came; null for a call that we make.
    @Nullable SipRequest invite();

    /// The call that this one takes the place of when it is accepted (RFC 3891); null where it is
    /// no replacement.
    @Nullable Call replaced();

    /// The media; null where they are not open yet, or where it has none.
    @Nullable CallMedia media();

    /// Hears everything that happens, in order, on one virtual thread, which lives only while there
    /// is something to tell: events never come two at a time. The first listener is told also what
    /// was before. A listener may block and may call any method of the call.
    ///
    /// @return this
    Call onEvent(Consumer<CallEvent> listener);

    // -- taking a call

    /// Answers 180.
    void ring() throws SipException;

    /// Answers 182: it waits for its turn. May be repeated.
    ///
    /// @param reason such as `5 calls queued; expected waiting time is 15 minutes`
    void queue(String reason) throws SipException;

    /// Answers a provisional response.
    ///
    /// @param reply 101 to 199
    void progress(CallReply reply) throws SipException;

    /// Takes the call with 200, and waits for the ACK.
    ///
    /// @throws SipException where there is no call any more, nothing that both sides can send, or
    ///     no ACK
    void accept() throws SipException, InterruptedException;

    /// Takes the call with header fields of the application, and waits for the ACK.
    ///
    /// @param reply 200 to 299
    void accept(CallReply reply) throws SipException, InterruptedException;

    /// Refuses the call.
    ///
    /// @param status 300 to 699
    void reject(int status) throws SipException;

    /// Refuses the call.
    ///
    /// @param reply 300 to 699
    void reject(CallReply reply) throws SipException;

    /// Sends the caller elsewhere: 302.
    void redirect(String... targets) throws SipException;

    // -- making a call

    /// Waits until the call is up.
    ///
    /// @return the 2xx
    /// @throws SipException where it does not come to that, with the failure
    SipResponse awaitAnswer() throws SipException, InterruptedException;

    /// Waits until the call is up, no longer than that; the call goes on.
    ///
    /// @throws SipTimeoutException where it is not up by then
    SipResponse awaitAnswer(Duration most) throws SipException, InterruptedException;

    /// Completed when the call is up, exceptionally with [SipException] where it does not come to
    /// that.
    CompletableFuture<SipResponse> answered();

    // -- in a call

    /// Puts the peer on hold: RFC 3264 §8.4.
    void hold() throws SipException, InterruptedException;

    /// Takes the peer back.
    void resume() throws SipException, InterruptedException;

    /// Sends digits one after the other, 100 ms each: RFC 4733 where agreed, else INFO.
    ///
    /// @throws IllegalArgumentException where one is none of `0` to `9`, `*`, `#`, `A` to `D`
    void sendDtmf(String digits) throws SipException, InterruptedException;

    /// Sends an INFO, RFC 6086.
    SipResponse info(Body body) throws SipException, InterruptedException;

    /// Sends a request in the dialog of the call, such as MESSAGE or UPDATE; its target is that of
    /// the dialog.
    SipResponse send(OutgoingRequest request) throws SipException, InterruptedException;

    /// Asks the peer to call somebody else, and waits until it says how that went: RFC 3515, blind
    /// transfer. The call is hung up when it went well.
    void transfer(String target) throws SipException, InterruptedException;

    /// Connects the peers of two calls: attended transfer, RFC 3891. Both calls end.
    void transferTo(Call other) throws SipException, InterruptedException;

    // -- the end

    /// Ends the call, whatever it is: CANCEL, a refusal with 480, or BYE; and waits until it is
    /// over.
    void hangUp() throws InterruptedException;

    /// Ends the call with a Reason, RFC 3326, such as `SIP;cause=200;text="Call completed
    /// elsewhere"`.
    void hangUp(String reason) throws InterruptedException;

    /// Waits until the call is over.
    CallEnd awaitEnd() throws InterruptedException;

    /// Waits until the call is over, no longer than that.
    ///
    /// @return null where it is not over
    @Nullable CallEnd awaitEnd(Duration most) throws InterruptedException;

    /// The same as [#awaitEnd()], in the words of an answering side.
    default CallEnd awaitBye() throws InterruptedException {
        return awaitEnd();
    }

    /// Completed when the call is over; never exceptionally.
    CompletableFuture<CallEnd> ended();

    /// Ends the call as [#hangUp()], and returns also when interrupted.
    @Override
    void close();
}
