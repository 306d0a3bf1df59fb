package dev.ringback.echo;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Resource;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.message.SipsAddresses;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.SipUri;
import dev.ringback.useragent.Capabilities;
import dev.ringback.useragent.RequestChecks;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Writes the responses of the echo: RFC 3261 §8.2.6, §11.2, §12.1.1, §13.3.1.
final class EchoReplies {
    private static final String SDP = "application/sdp";

    /// The longest time after which a second INVITE may come, in seconds: §14.2.
    private static final int LONGEST_WAIT = 10;

    private final SipStack stack;
    private final int unacceptable;
    private final RequestChecks checks;

    EchoReplies(SipStack stack, EchoSettings settings) {
        this.stack = stack;
        this.unacceptable = settings.unacceptable();
        Capabilities capabilities =
                Capabilities.of(
                                Method.INVITE,
                                Method.ACK,
                                Method.BYE,
                                Method.CANCEL,
                                Method.OPTIONS)
                        .accepting(SDP)
                        .answering(SDP)
                        .requiring(settings.required());
        this.checks = new RequestChecks(capabilities, () -> stack.ids().tag());
    }

    RequestChecks checks() {
        return checks;
    }

    /// Our address as the other side of a request is told it.
    String host(ServerTransaction transaction) {
        return place(transaction).advertised();
    }

    /// Where the sound of a call is heard: beside the socket that its INVITE came to; for who calls
    /// from this machine on the same loopback address.
    EchoMedia.Place place(ServerTransaction transaction) {
        ListenPoint self = self(transaction);
        InetAddress bound = self.bound().getAddress();
        InetAddress caller = transaction.flow().remote().getAddress();
        if (bound.isAnyLocalAddress() && caller.isLoopbackAddress()) {
            return new EchoMedia.Place(caller, literal(caller));
        }
        return new EchoMedia.Place(bound, self.advertisedHost());
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') < 0 ? text : '[' + text + ']';
    }

    /// There are as many calls as there may be.
    Reply full(SipRequest request, int calls, int most) {
        String seconds = Integer.toString(EchoSettings.RETRY_AFTER);
        return new Reply(
                checks.reply(request, 503).set(HeaderName.RETRY_AFTER, seconds).build(),
                new Cause.Overloaded(Resource.DIALOGS, calls, most));
    }

    SipResponse ringing(ServerTransaction transaction, String tag) {
        return dialogReply(transaction, 180, tag).build();
    }

    SipResponse ok(ServerTransaction transaction, String tag, String sdp) {
        Capabilities capabilities = checks.capabilities();
        SipResponse.Builder response =
                dialogReply(transaction, 200, tag)
                        .set(HeaderName.ALLOW, capabilities.allow())
                        .set(HeaderName.SUPPORTED, String.join(", ", capabilities.extensions()))
                        .body(SDP, sdp.getBytes(StandardCharsets.UTF_8));
        if (!capabilities.required().isEmpty()) {
            // §8.2.4: what is applied to a response stands in its Require.
            response.set(HeaderName.REQUIRE, String.join(", ", capabilities.required()));
        }
        return response.build();
    }

    /// The same in a dialog and outside: §11.2.
    SipResponse options(ServerTransaction transaction) {
        SipResponse.Builder response = checks.reply(transaction.request(), 200);
        checks.capabilities().describe(response);
        String able = new EchoSession(host(transaction), 0).capabilities();
        NameAddress own = SipsAddresses.answering(transaction.request(), contact(transaction));
        return response.set(HeaderName.CONTACT, own.toString())
                .body(SDP, able.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /// 488 or 606 with what is wrong, and with what would do: §13.3.1.3, §20.43.
    Reply unacceptable(SipRequest request, EchoSession session, EchoSession.Unacceptable fault) {
        String warning = fault.warning() + " ringback \"" + fault.text() + '"';
        return checks.refuse(
                checks.reply(request, unacceptable)
                        .set(HeaderName.WARNING, warning)
                        .body(SDP, session.capabilities().getBytes(StandardCharsets.UTF_8)),
                Check.SESSION,
                SDP);
    }

    /// A second INVITE before the first one is answered: §14.2.
    Reply tooEarly(SipRequest request) {
        int wait = Math.floorMod(stack.ids().tag().hashCode(), LONGEST_WAIT + 1);
        return checks.refuse(
                checks.reply(request, 500).set(HeaderName.RETRY_AFTER, Integer.toString(wait)),
                Check.PENDING,
                "INVITE");
    }

    private SipResponse.Builder dialogReply(ServerTransaction transaction, int status, String tag) {
        return SipResponse.dialogReply(transaction.request(), status, tag, contact(transaction));
    }

    private NameAddress contact(ServerTransaction transaction) {
        ListenPoint self = self(transaction);
        SipUri uri = SipUri.of(false, EchoAgent.USER, self.advertisedHost(), self.advertisedPort());
        Transport transport = self.transport();
        return NameAddress.of(
                transport == Transport.UDP
                        ? uri
                        : uri.withParameter("transport", transport.parameter()));
    }

    private ListenPoint self(ServerTransaction transaction) {
        return Objects.requireNonNull(stack.localFor(transaction.flow()), "no socket like that");
    }
}
