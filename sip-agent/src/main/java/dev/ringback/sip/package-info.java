/// Calls, registrations, messages and subscriptions for applications, in the manner of
/// `java.net.http`: blocking calls for virtual threads, and futures.
///
/// ```java
/// try (SipClient client = SipClient.create();
///         UserAgent alice = client.userAgent("sip:alice@example.com").password("secret").build())
/// {
///     alice.register();
///     Call call = alice.call("sip:bob@example.com");
///     call.awaitAnswer();
///     call.awaitEnd();
/// }
/// ```
@NullMarked
package dev.ringback.sip;

import org.jspecify.annotations.NullMarked;
