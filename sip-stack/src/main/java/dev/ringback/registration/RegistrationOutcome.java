package dev.ringback.registration;

import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a REGISTER came to.
///
/// @param response the 2xx; null where none came
/// @param lifetime how long it binds
/// @param failure why no 2xx came; null where one came
/// @param retry when it is worth another try; null where it is not
record RegistrationOutcome(
        @Nullable SipResponse response,
        Duration lifetime,
        @Nullable SipFailure failure,
        @Nullable Duration retry) {
    /// There was no REGISTER.
    static final RegistrationOutcome NONE =
            new RegistrationOutcome(null, Duration.ZERO, null, null);

    static RegistrationOutcome granted(SipResponse response, Duration lifetime) {
        return new RegistrationOutcome(response, lifetime, null, null);
    }

    static RegistrationOutcome failed(SipFailure failure, @Nullable Duration retry) {
        return new RegistrationOutcome(null, Duration.ZERO, failure, retry);
    }

    SipResponse success() {
        return Objects.requireNonNull(response);
    }

    SipFailure fault() {
        return Objects.requireNonNull(failure);
    }

    Duration until() {
        return Objects.requireNonNull(retry);
    }
}
