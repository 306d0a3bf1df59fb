package dev.ringback.testkit.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives each test of a class, or one test, a [SipWorld] of its own as a parameter: a simulated
/// network in virtual time. That of the test goes before that of the class.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(SipExtension.class)
public @interface SipSimulation {
    /// What everything follows from. The system property `sim.seed` goes before it.
    long seed() default 1;

    /// How likely a datagram is lost, from 0 to 1.
    double loss() default 0;

    /// How likely a datagram arrives twice, from 0 to 1.
    double duplication() default 0;

    /// How likely a datagram is overtaken, from 0 to 1.
    double reordering() default 0;

    /// The least time from one host to another, in milliseconds.
    int minDelayMillis() default 1;

    /// The most time from one host to another, in milliseconds.
    int maxDelayMillis() default 2;

    /// The most virtual time that a test may take, in seconds: a day.
    long limitSeconds() default 86_400;

    /// Whether the invariants of SIP networks are watched:
    /// [dev.ringback.testkit.invariant.Invariants#all].
    boolean invariants() default true;
}
