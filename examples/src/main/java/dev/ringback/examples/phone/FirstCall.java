package dev.ringback.examples.phone;

import dev.ringback.sip.Call;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.UserAgent;
import java.time.Duration;

/// A call in fifteen lines: calls somebody, and hangs up after ten seconds.
///
/// `java …FirstCall sip:echo@localhost`
public final class FirstCall {
    private FirstCall() {}

    /// Calls the first argument.
    public static void main(String[] arguments) throws Exception {
        try (SipClient client = SipClient.create();
                UserAgent alice = client.userAgent("sip:alice@example.com").build();
                Call call = alice.call(arguments[0])) {
            System.out.println(call.awaitAnswer().status());
            call.awaitEnd(Duration.ofSeconds(10));
        }
    }
}
