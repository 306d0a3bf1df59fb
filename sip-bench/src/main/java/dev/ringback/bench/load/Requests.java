package dev.ringback.bench.load;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.Objects;

/// The requests with which operations begin.
final class Requests {
    /// What registrations that end with no others last, in seconds.
    static final int EXPIRES = 3600;

    private final Options options;
    private final Naming naming;

    Requests(Options options, Naming naming) {
        this.options = options;
        this.naming = naming;
    }

    /// `u` and six digits.
    static String user(String digits) {
        return 'u' + digits;
    }

    /// INVITE to a user.
    Template invite() {
        SipUri callee = SipUri.of(false, user(Template.USER), options.people().domain(), -1);
        SipUri caller = SipUri.of(false, "caller", options.people().domain(), -1);
        return new Template(
                common(Method.INVITE, callee, caller, callee)
                        .set(
                                HeaderName.CONTACT,
                                contact("caller", options.wire().caller().toString()))
                        .set(HeaderName.ALLOW, "INVITE, ACK, CANCEL, BYE, OPTIONS")
                        .set(HeaderName.SUPPORTED, "replaces, timer")
                        .body(Sdp.TYPE, Sdp.of(options.shape().body()))
                        .build());
    }

    /// REGISTER of a user.
    ///
    /// @param seconds what it lasts
    Template register(long seconds) {
        SipUri user = SipUri.of(false, user(Template.USER), options.people().domain(), -1);
        return new Template(
                common(Method.REGISTER, domain(), user, user)
                        .set(HeaderName.CONTACT, registered(Template.USER))
                        .set(HeaderName.EXPIRES, Long.toString(seconds))
                        .build());
    }

    /// OPTIONS to the server.
    Template options() {
        SipUri user = SipUri.of(false, user(Template.USER), options.people().domain(), -1);
        return new Template(common(Method.OPTIONS, domain(), user, domain()).build());
    }

    /// The domain as a URI.
    SipUri domain() {
        return (SipUri) Objects.requireNonNull(Uri.parse("sip:" + options.people().domain()));
    }

    /// The Contact that a user registers.
    String registered(String digits) {
        return contact(user(digits), options.people().contact().toString());
    }

    private String contact(String user, String at) {
        return "<sip:" + user + '@' + at + ";transport=" + options.wire().parameter() + '>';
    }

    private SipRequest.Builder common(Method method, SipUri target, SipUri from, SipUri to) {
        String number = Template.NUMBER;
        return SipRequest.builder(method, target)
                .set(HeaderName.VIA, via(options, naming.branch(Naming.Leg.FIRST, number)))
                .set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.FROM, '<' + from.toString() + ">;tag=" + naming.tag(number))
                .set(HeaderName.TO, '<' + to.toString() + '>')
                .set(HeaderName.CALL_ID, naming.callId(number))
                .set(HeaderName.CSEQ, "1 " + method.name())
                .set(HeaderName.USER_AGENT, "ringback-bench");
    }

    /// A Via of the caller.
    static String via(Options options, String branch) {
        Options.Wire wire = options.wire();
        return "SIP/2.0/" + wire.transport() + ' ' + wire.caller() + ";branch=" + branch + ";rport";
    }
}
