/// Calls, registrations, messages and subscriptions for applications, in the manner of
/// `java.net.http`: blocking calls for virtual threads, and futures.
///
/// # The first call
/// A [SipClient] has the sockets; it comes from `sip-netty` on the class path. A [UserAgent] is a
/// user of it, a [Call] what it makes or takes.
///
/// ```java
/// try (SipClient client = SipClient.create();
///         UserAgent alice =
///                 client.userAgent("sip:alice@example.com").password("secret").build()) {
///     alice.register();                               // waits for the registrar
///     try (Call call = alice.call("sip:bob@example.com")) {
///         call.awaitAnswer();                         // or throws SipException: 486 Busy Here
///         call.sendDtmf("1");
///         call.awaitEnd(Duration.ofMinutes(1));
///     }                                               // hangs up
/// }                                                   // takes the registration back
/// ```
///
/// # Taking calls
/// ```java
/// alice.onCall(call -> {
///     call.onEvent(event -> log(event));
///     call.ring();
///     call.accept();
///     call.awaitBye();
/// });
/// ```
/// Each handler has a virtual thread of its own and may wait as it likes. It may also return at
/// once and go on by the events of the call.
///
/// # What goes wrong
/// A request that does not succeed is a checked [SipException], with the response code and with a
/// [dev.ringback.reaction.SipFailure] that has everything that led to it. Challenges, redirections,
/// other servers and the other codes that a client can do something about are dealt with before;
/// [UserAgent.Builder#reactions] changes how.
///
/// # Sound
/// Without more, calls have media on paper only. `sip-media` has some:
/// `client.userAgent(…).media(RtpMedia.create().echoing())`.
///
/// # Tests
/// With `sip-testkit` the same application runs in a simulated network and in virtual time:
/// `@SipSimulation`.
@NullMarked
package dev.ringback.sip;

import org.jspecify.annotations.NullMarked;
