/// Tests of applications that use `dev.ringback.sip`, with JUnit, without a port and in virtual
/// time.
///
/// ```java
/// @SipSimulation(loss = 0.2)
/// class GreetingTest {
///     @Test
///     void bobIsGreeted(SipWorld world) throws Exception {
///         UserAgent bob = world.client("bob").userAgent("sip:bob@bob.test").build();
///         bob.onCall(call -> {
///             call.ring();
///             world.pause(Duration.ofSeconds(20));   // takes no time
///             call.accept();
///         });
///         UserAgent alice = world.client("alice").userAgent("sip:alice@alice.test").build();
///         Call call = alice.call("sip:bob@bob.test");
///         call.awaitAnswer();
///         call.hangUp();
///     }
/// }
/// ```
///
/// The application's threads are real virtual threads, but only one of them runs at a time, and
/// the time stands still until all of them wait. So the same seed gives the same run.
@NullMarked
package dev.ringback.testkit.junit;

import org.jspecify.annotations.NullMarked;
